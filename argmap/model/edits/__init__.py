"""Functions that return Edits, a module for each noun. None of them changes the debate it is given."""
