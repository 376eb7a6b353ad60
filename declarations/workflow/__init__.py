"""What can be done to commitments and reports, each deed a function: lock, ask, write, record."""
