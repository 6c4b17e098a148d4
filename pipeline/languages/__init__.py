"""The data of each language: a folder a language, named by its BCP 47 tag, with one file a part.

A language need not have all parts. What is the same in every language is in the folder `und`, as BCP 47
calls a language that is not determined; rules of another language are never used in its place.
"""

from pipeline.languages.loading import has, part, primary, tags
from pipeline.languages.shape import PARTS, LanguageError, Part

__all__ = ["PARTS", "LanguageError", "Part", "has", "part", "primary", "tags"]
