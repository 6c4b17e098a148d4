"""Front matter of pandoc, R Markdown, Quarto, JOSS, ReScience and Manubot, converted to Dossier's form."""
