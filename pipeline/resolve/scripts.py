"""Words in another script or direction: marked, so that every edition sets and speaks them correctly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript
from pipeline.wording.scripts import SCRIPTS, Script, direction, phrases, script_of


def mark(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with a direction on each language that differs from the text around it.

    Words in a script of another language get its tag, `und-Arab`, if the author gave none.
    """
    marker = _Marker(document.front.lang)
    return replace(
        document,
        blocks=marker.blocks(document.blocks),
        bibliography=tuple(
            entry for entry in marker.blocks(document.bibliography) if isinstance(entry, n.Div)
        ),
    )


class _Marker(walk.Rebuild):
    """Rebuilds text whose language is `lang`."""

    def __init__(self, lang: str) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.lang = lang

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild the content of an inline, by the rules of its own language."""
        match node:
            case n.Span(attr=attr, inlines=inlines) | n.Link(attr=attr, inlines=inlines) if lang := attr.get(
                "lang"
            ):
                return replace(
                    node, attr=self.with_direction(attr, lang), inlines=_Marker(lang).inlines(inlines)
                )
            case _:
                return super().descend_inline(node)

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild the content of a block, by the rules of its own language."""
        match node:
            case n.Div(attr=attr, blocks=blocks) if lang := attr.get("lang"):
                return replace(
                    node, attr=self.with_direction(attr, lang), blocks=_Marker(lang).blocks(blocks)
                )
            case n.Header(attr=attr, inlines=inlines) if lang := attr.get("lang"):
                return replace(
                    node, attr=self.with_direction(attr, lang), inlines=_Marker(lang).inlines(inlines)
                )
            case n.Para(inlines=inlines) | n.Plain(inlines=inlines) | n.Header(inlines=inlines):
                return replace(node, inlines=self.line(inlines))
            case _:
                return super().descend_block(node)

    def line(self, items: n.Inlines) -> n.Inlines:
        """Rebuild the inlines of a block, as one phrase if all of them are in one other script."""
        script = _only(walk.text_of(items))
        if script is None or script is script_of(self.lang):
            return self.inlines(items)
        return self.mark(script, _Marker(f"und-{script.code}").inlines(items))

    def with_direction(self, attr: n.Attr, lang: str) -> n.Attr:
        """Return attributes with the direction of a language, if it differs from the surrounding text."""
        turns = not attr.get("dir") and direction(lang) != direction(self.lang)
        return attr.with_pairs(dir=direction(lang)) if turns else attr

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild a line, then mark the words in it that are in another script."""
        own = script_of(self.lang)
        result: list[n.Inline] = []
        phrase: list[n.Inline] = []  # words of one script, and other inlines between them
        after: list[n.Inline] = []  # inlines that may be between or after such words
        current: Script | None = None
        for script, item in _split_by_script(super().inlines(items)):
            if script is not None and script is not own and (script is current or current is None):
                current, phrase, after = script, [*phrase, *after, item], []
            elif current is not None and script is None and _between(item):
                after.append(item)
            else:
                result += [*self.mark(current, phrase), *after]
                foreign = script is not None and script is not own
                current, phrase, after = (script, [item], []) if foreign else (None, [], [])
                result += [] if foreign else [item]
        return (*result, *self.mark(current, phrase), *after)

    def mark(self, script: Script | None, phrase: Sequence[n.Inline]) -> n.Inlines:
        """Return a phrase as a span of its script."""
        if script is None:
            return ()
        tag = f"und-{script.code}"
        return (
            n.Span(
                self.with_direction(n.Attr("", (), (("lang", tag),)), tag), tuple(phrase), at=phrase[0].at
            ),
        )


def _only(text: str) -> Script | None:
    """Return the script of the table that all letters of a text are in, if they are."""
    letters = "" if text.isascii() else "".join(filter(str.isalpha, text))
    script = next((each for each in SCRIPTS if each.within(letters[:1])), None)
    return script if script and all(map(script.within, letters)) else None


def _split_by_script(items: n.Inlines) -> Iterator[tuple[Script | None, n.Inline]]:
    """Yield inlines with their scripts of the table; words are split between two scripts."""
    for item in items:
        if not isinstance(item, n.Str) or item.text.isascii():
            yield None, item
            continue
        for script, part in phrases(item.text):
            yield script, replace(item, text=part)


def _between(item: n.Inline) -> bool:
    """Return whether words of one script may continue after an inline: spaces, figures and marks."""
    match item:
        case n.Space() | n.SoftBreak():
            return True
        case n.Str(text=text):
            return not any(character.isalpha() for character in text)
        case _:
            return False
