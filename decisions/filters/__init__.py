"""What the lists of decisions can be narrowed by; everything chosen stays in the URL."""
