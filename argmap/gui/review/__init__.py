"""The import review: what an import inferred, to be accepted, rejected or put right by keyboard."""
