"""Proofs of articles: their files read back and compared, as a table, as JSON and as a page with pictures."""
