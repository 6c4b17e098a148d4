"""The look that a house gives its articles: colours hard to read, letters that its typefaces lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import harfbuzz, theme
from pipeline.checks.check import Finding, check
from pipeline.checks.survey import Survey
from pipeline.model.colours import TEXT, contrast, readable
from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Place
from pipeline.wording import letters

MOST = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """A token of text, the token of a ground that it stands on, and what is set so."""

    text: str
    ground: str
    what: str

    def ratio(self, styles: theme.Theme) -> float:
        """Return the ratio of contrast of the pair in a theme."""
        return contrast(styles[self.text], styles[self.ground])


# What has to be read, and on what, in all editions.
_ON_PAGES = (
    Pair("color.ink", "color.paper", "text"),
    Pair("color.grey-1", "color.paper", "captions and sources"),
    Pair("color.accent", "color.paper", "titles and heads of tables"),
    Pair("color.second", "color.paper", "lines above titles"),
    Pair("color.ink", "color.grey-3", "code on its ground"),
    Pair("color.paper", "color.accent", "titles on covers"),
    Pair("color.accent-soft", "color.accent", "subtitles on covers"),
    Pair("color.second-soft", "color.accent", "lines above titles on covers"),
)
_ON_DARK_SCREENS = tuple(
    Pair(f"dark.{text}", "dark.paper", f"{what} on a dark screen")
    for text, what in (
        ("ink", "text"),
        ("grey-1", "captions and sources"),
        ("accent", "titles"),
        ("second", "lines above titles"),
    )
)
# All of them; a look sets some of their tokens.
PAIRS = (*_ON_PAGES, *_ON_DARK_SCREENS)


@check(Consequence.ADVICE)
def contrast_low(survey: Survey) -> Iterator[Finding]:
    """A colour of the house's look is hard to read on its ground.

    Why: text needs a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3), for people who see less well and for all in the
    sun. The colour is used as it is; the finding names the nearest of the same hue that can be read.

    Bad:
        color:
          primary: "#ff8800"

    Good:
        color:
          primary: "#b4600e"
    """
    places = survey.manuscript.token_places
    styles = theme.of(survey.manuscript.look)
    names_before: set[str] = set()
    for pair in PAIRS:
        own = next((name for name in (pair.text, pair.ground) if name in places), None)
        ratio = pair.ratio(styles)
        if own is None or own in names_before or ratio >= TEXT:
            continue
        names_before.add(own)
        other = pair.ground if own == pair.text else pair.text
        better = readable(styles[own], styles[other])
        yield Finding(
            f"{pair.what}: {styles[pair.text]} on {styles[pair.ground]} has a contrast of {ratio:.2f} to 1",
            places[own],
            _hint(better),
        )
    for each in survey.manuscript.type_colours:
        ratio = contrast(each.colour, each.ground)
        if ratio < TEXT:
            yield Finding(
                f"{each.what}: {each.colour} on {each.ground} has a contrast of {ratio:.2f} to 1",
                each.place,
                _hint(readable(each.colour, each.ground)),
            )


def _hint(better: str) -> str:
    return f"text needs {TEXT:g} to 1: the nearest colour of this hue that has it is {better}"


@check(Consequence.ADVICE)
def letters_substituted(survey: Survey) -> Iterator[Finding]:
    """A typeface of the house lacks letters of the article.

    Why: Dossier's own typeface stands in for them, so that words are set in two.

    Bad:
        typography:
          base: A Face For English

    Good:
        typography:
          base: A Face With Polish Letters
    """
    manuscript = survey.manuscript
    styles = theme.of(manuscript.look)
    own_roles = {face.role for face in manuscript.look.faces} - {"code"}
    own_faces = [face for face in styles.faces if face.role in own_roles]
    if not own_faces:
        return
    text = manuscript.source.text
    scripts = letters.without_scripts(text)
    names_before: set[str] = set()
    for face in own_faces:
        characters = harfbuzz.characters(face.upright)
        missing_letters = [
            each for each in scripts if not letters.is_in(each, characters) and each.isprintable()
        ]
        if not missing_letters or face.family in names_before:
            continue
        names_before.add(face.family)
        letters_shown = " ".join(f"`{each}` (U+{ord(each):04X})" for each in missing_letters[:MOST])
        more = f" and {len(missing_letters) - MOST} more" if len(missing_letters) > MOST else ""
        place = _place(survey, missing_letters[0])
        yield Finding(
            f"the typeface `{face.family}` lacks {letters_shown}{more}; Dossier's own stands in",
            place,
            "take a file of the family with more letters, or write them in another way",
        )


def _place(survey: Survey, character: str) -> Place:
    source = survey.manuscript.source
    return source.place(source.text.index(character), 1)
