"""Spoken formulas: TeX read as MathML, and MathML in the words of a language."""
