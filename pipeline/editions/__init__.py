"""Projections: Document to Edition, one file each."""
