"""The panels beside reader and map."""
