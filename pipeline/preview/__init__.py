"""The preview: a page on this machine that shows an article's editions, findings and ledger as one writes.

A process builds the article on each save and tells what it has built; this one serves the page.
"""
