"""Set-up: examines and provides what a machine needs to build an article."""
