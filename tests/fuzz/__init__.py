"""Fuzzing: articles, documents to import and PDFs, changed with knowledge of their forms, and what must hold.

`python -m tests.fuzz` runs it with atheris, guided by coverage; `corpus` holds what it taught, run by the tests.
"""
