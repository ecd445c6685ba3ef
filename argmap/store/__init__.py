"""The .argmap file: one SQLite database that holds a debate, its history and where its cards stand."""
