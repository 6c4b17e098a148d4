"""How a formula is said: TeX read as MathML, and MathML in the words of a language."""
