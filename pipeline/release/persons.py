"""Authors as catalogues have them: persons by their family and given names, and bodies."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.load.papers.names import is_person
from pipeline.model.front_matter import Author, FrontMatter

# Catalogues ask for an author where an article names none.
NOBODY = "Anonymous"


@dataclass(frozen=True, slots=True)
class Creator:
    """An author: the whole name, for a person the parts of it, and the institutions."""

    name: str
    family: str = ""
    given_names: str = ""
    places: tuple[str, ...] = ()
    orcid: str = ""
    email: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is known to be a person: bodies have neither an ORCID nor an institution."""
        return bool(self.family)

    @property
    def inverse_name(self) -> str:
        """The name as lists sort it: `Byron, Ada`."""
        return f"{self.family}, {self.given_names}" if self.given_names else self.name


def creators(front: FrontMatter, publisher: str = "") -> tuple[Creator, ...]:
    """Return the authors, each once; the publisher for an article without any, else `NOBODY`."""
    names = dict.fromkeys(_creator(each, front) for each in front.authors)
    return tuple(names) or (Creator(publisher or NOBODY),)


def _creator(author: Author, front: FrontMatter) -> Creator:
    places = front.model_copy(update={"authors": (author,)}).institutions()
    has_marks_of_person = bool(author.orcid or author.affiliation)
    given_names, family = _parts(author.name) if has_marks_of_person and is_person(author.name) else ("", "")
    if author.orcid and not family:
        family = author.name
    return Creator(author.name, family, given_names, places, author.orcid or "", author.email or "")


def _parts(name: str) -> tuple[str, str]:
    """Return the given names and the family name, which has the particles before it: `van der Berg`."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].islower():
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:])
