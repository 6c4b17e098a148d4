"""Work on an article's facts: proposals from prose, acceptance, coverage, comparison of revisions."""
