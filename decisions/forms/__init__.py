"""What is asked about matters, items, meetings and votes; the rules are asked in the moves."""
