"""The comparison of another file with an article: every statement with its verdict, in the file's order."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline import languages
from pipeline.against import order, theirs
from pipeline.against.names import NameJudge
from pipeline.against.own import OwnText
from pipeline.against.pieces import OtherText
from pipeline.against.similarity import Index
from pipeline.against.verdicts import ValueJudge, Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdicts on a file in its order, the languages of both, and how many statements are the same."""

    verdicts: tuple[Verdict, ...] = field(repr=False)
    lang: str
    own_lang: str

    @property
    def differences(self) -> tuple[Verdict, ...]:
        """The statements that differ from the article."""
        return tuple(each for each in self.verdicts if each.state == "differs")

    @property
    def additions(self) -> tuple[Verdict, ...]:
        """The statements that the article does not have."""
        return tuple(each for each in self.verdicts if each.state == "unknown")

    @property
    def same_count(self) -> int:
        """How many statements are those of the article."""
        return sum(each.state == "same" for each in self.verdicts)


def compare(other: OtherText, own: OwnText, lang: str) -> Comparison:
    """Compare the text of another file, in a language, with what an article states."""
    units = theirs.units(other, own.citations, lang)
    index = Index(own)
    if languages.primary(lang) == languages.primary(own.lang):
        verdicts = list(ValueJudge(own, index).judge(units))
    else:
        verdicts = list(order.judge(units, own))
    verdicts += NameJudge(own, index, lang).judge(units)
    verdicts.sort(key=lambda each: (each.theirs.unit.number, each.start))
    return Comparison(tuple(verdicts), lang, own.lang)
