"""Decisions on paper."""
