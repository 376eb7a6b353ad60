"""What is asked for when something is decided."""
