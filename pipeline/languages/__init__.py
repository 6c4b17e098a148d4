"""The data of each language: a folder a language, named by its BCP 47 tag, with one file a part.

A language need not have all parts. The folder `und`, BCP 47's name for an undetermined language, has the data
that are the same in every language; rules of another language are never used in place of missing ones.
"""

from pipeline.languages.loading import has, part, primary, tags
from pipeline.languages.shape import PARTS, LanguageError, Part

__all__ = ["PARTS", "LanguageError", "Part", "has", "part", "primary", "tags"]
