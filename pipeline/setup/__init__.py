"""Set-up: what has to be on a machine before an article can be built, provided and examined."""
