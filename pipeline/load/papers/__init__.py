"""Front matter as pandoc, R Markdown, Quarto, JOSS, ReScience and Manubot have it, brought to ours."""
