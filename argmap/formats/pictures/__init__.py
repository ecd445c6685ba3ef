"""Writers of pictures of the map, a module for each format."""
