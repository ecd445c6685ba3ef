"""Writers of accounts of the map in words, a module for each format."""
