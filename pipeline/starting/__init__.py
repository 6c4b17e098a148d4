"""The start of an article or a project: files from templates, with an example text in each language."""
