"""Dossier: one canonical article, published as a briefing, an e-book and a slide deck."""

__version__ = "0.1.0"
