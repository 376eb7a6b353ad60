"""What leaves as a file, by noun."""
