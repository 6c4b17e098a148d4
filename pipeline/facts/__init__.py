"""Facts of an article as a body of work: proposed from prose, accepted, covered, compared over time."""
