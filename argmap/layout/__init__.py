"""Where cards go: sizes in, places and routes out. Knows nothing of Qt or of debates."""
