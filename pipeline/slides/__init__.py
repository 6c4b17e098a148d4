"""Slides: measuring and placing their content; below the editions and the formats."""
