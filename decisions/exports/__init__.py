"""What leaves 三重一大 as a file."""
