"""Checks: one theme per file; a check is a generator whose name is its code."""
