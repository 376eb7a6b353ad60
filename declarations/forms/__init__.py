"""What is filled in about commitments and reports."""
