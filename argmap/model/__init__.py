"""What a debate is: its records, the edits that change it, and questions asked of it. Standard library only."""
