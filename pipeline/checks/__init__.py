"""Checks: one theme per file; a check is a decorated generator whose name is its code."""
