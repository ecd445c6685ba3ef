"""Qt item models over a debate."""
