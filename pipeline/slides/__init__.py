"""Slides: where what they show stands and how it is set, measured; below what makes and what writes them."""
