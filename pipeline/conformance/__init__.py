"""Conformance: what validators find in finished files, each finding at its place in the article's source."""
