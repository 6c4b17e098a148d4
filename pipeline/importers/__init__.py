"""Import of foreign files as articles: what is carried over, and a list of what is not."""
