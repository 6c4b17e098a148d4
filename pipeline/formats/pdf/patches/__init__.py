"""What Dossier changes in WeasyPrint and its libraries, a patch a file; `table.py` lists and applies them."""
