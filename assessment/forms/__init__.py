"""What is filled in for 百分考核."""
