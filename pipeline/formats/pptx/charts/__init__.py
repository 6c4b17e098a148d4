"""Native charts: the figures whose data an office program can draw and edit as the page shows them."""
