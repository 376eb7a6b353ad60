"""The commitments and the reports, each by its own module."""
