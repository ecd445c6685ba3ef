"""What follows from a debate: its graph, verdicts and their reasons, quotes, thresholds, counts."""
