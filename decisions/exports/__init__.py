"""Decisions on paper and as files."""
