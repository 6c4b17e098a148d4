"""Releases: the editions of an article with checksums, provenance, data and catalogues, published whole."""
