"""Another file compared with an article: its numbers, dates, office-holders and names, each same or not."""
