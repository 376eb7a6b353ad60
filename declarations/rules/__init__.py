"""What can be said about commitments and reports without asking the database or the clock."""
