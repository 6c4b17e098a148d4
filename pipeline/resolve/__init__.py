"""Manuscript to Document, as an ordered table of transforms."""
