"""What the lists can be narrowed by, by noun."""
