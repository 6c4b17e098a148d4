"""Diagnostics as text for people and for programs: pure functions from a report to a string."""
