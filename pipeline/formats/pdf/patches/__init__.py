"""Dossier's changes of WeasyPrint and its libraries, a patch a file; `table.py` lists and applies them."""
