"""From other people's files to an article: what is carried, and a list of what is not."""
