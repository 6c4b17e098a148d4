"""Cross-references as links: name and number, or only the number after the author's own word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import Kind, kind_of
from pipeline.model.faults import fault
from pipeline.wording.reference_words import joins, names_kind
from pipeline.wording.terms import term


@dataclass(frozen=True, slots=True)
class Name:
    """The text of a reference: the word and the number, the number alone, or the title of a section."""

    kind: Kind
    full: n.Inlines
    bare: n.Inlines

    @property
    def has_number(self) -> bool:
        """Whether there is a number that can follow a word."""
        return self.full != self.bare


def is_cross_reference(cite: n.Cite) -> bool:
    """Return whether a Cite is a cross-reference, `@fig-x`, and not a citation."""
    return bool(cite.citations) and all(kind_of(c.id) for c in cite.citations)


class ReferenceLinker(walk.Rebuild):
    """Replaces cross-references by links."""

    def __init__(self, names: Mapping[str, Name], lang: str) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.names = names
        self.lang = lang

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines; the words before a reference decide what it shows."""
        result: list[n.Inline] = []
        # Index in `result` of the last reference, if it shows its number alone, and what it leads to.
        last: int | None = None
        last_kind: Kind | None = None
        for place, item in enumerate(items):
            if not isinstance(item, n.Cite) or not any(kind_of(c.id) for c in item.citations):
                result.append(self.descend_inline(item))
                continue
            if not is_cross_reference(item):
                result += self.split_brackets(item)
                last = None
                continue
            kind = kind_of(item.citations[0].id)
            bare = self.follows_word(result, item) or (
                last is not None and kind == last_kind and joins(walk.text_of(tuple(result[last:])))
            )
            in_brackets = _ends_with(result, "(") and _begins_with(items[place + 1 :], ")")
            result += self.links(item, bare=bare, in_brackets=in_brackets)
            last, last_kind = (len(result), kind) if bare else (None, None)
        return tuple(result)

    def follows_word(self, inlines: list[n.Inline], cite: n.Cite) -> bool:
        """Return whether the author wrote the word before a reference, and tie it to the number."""
        name = self.names.get(cite.citations[0].id)
        if name is None or not name.has_number:
            return False
        match inlines:
            case [*_, n.Str(text=text), n.Space() | n.SoftBreak()] if names_kind(text, name.kind):
                inlines[-1] = n.Str("\u00a0")
                return True
            case [*_, n.Str(text=text), n.Space() | n.SoftBreak(), n.Str(text="(")] if names_kind(
                text, name.kind
            ):
                return True
            case [*_, n.Str(text=text), n.Str(text="\u202f" | "\u00a0")] if names_kind(text, name.kind):
                inlines[-1] = n.Str("\u00a0")
                return True
            case [*_, n.Str(text=text)]:
                word, tie, rest = text.rpartition("\u00a0")
                return bool(tie) and rest in ("", "(") and names_kind(word.rpartition(" ")[2], name.kind)
            case _:
                return False

    def links(self, cite: n.Cite, *, bare: bool, in_brackets: bool) -> n.Inlines:
        """Return the links of a reference, joined as a list in a sentence."""
        links: list[n.Inline] = []
        count = len(cite.citations)
        for position, citation in enumerate(cite.citations):
            if position:
                links += (
                    [n.Space(), n.Str(term(self.lang, "and")), n.Space()]
                    if position == count - 1
                    else [n.Str(","), n.Space()]
                )
            name = self.names.get(citation.id)
            prefix = self.inlines(citation.prefix)
            if name and prefix and isinstance(prefix[-1], n.Str) and name.has_number:
                bare = bare or names_kind(prefix[-1].text, name.kind)
            alone = bare or citation.mode == "SuppressAuthor"
            between = (n.Str("\u00a0") if alone else n.Space(),) if prefix else ()
            links += [*prefix, *between, self.link(citation, name, bare=alone, in_brackets=in_brackets)]
            links += self.inlines(citation.suffix)
        return tuple(links)

    def link(self, citation: n.Citation, name: Name | None, *, bare: bool, in_brackets: bool) -> n.Inline:
        """Return the link of one key; a key without an element becomes a fault."""
        if name is None:
            return fault((n.Str(citation.id),), citation.at)
        words = name.bare if bare else name.full
        if bare and in_brackets and name.kind == "equation":
            words = tuple(
                replace(each, text=each.text.strip("()")) if isinstance(each, n.Str) else each
                for each in words
            )
        return n.Link(n.Attr("", ("crossref",)), words, f"#{citation.id}", at=citation.at)

    def split_brackets(self, cite: n.Cite) -> n.Inlines:
        """Split brackets with references and citations into parts of one kind."""
        runs: list[list[n.Citation]] = []
        for citation in cite.citations:
            if runs and bool(kind_of(runs[-1][0].id)) == bool(kind_of(citation.id)):
                runs[-1].append(citation)
            else:
                runs.append([citation])
        result: list[n.Inline] = []
        for run in runs:
            part = replace(cite, citations=tuple(run), inlines=())
            result += [n.Space()] if result else []
            result += (
                [n.Str("("), *self.links(part, bare=False, in_brackets=False), n.Str(")")]
                if kind_of(run[0].id)
                else [self.descend_inline(replace(part, inlines=(n.Str(f"[@{run[0].id}]"),)))]
            )
        return tuple(result)


def _ends_with(inlines: list[n.Inline], sign: str) -> bool:
    return bool(inlines) and isinstance(inlines[-1], n.Str) and inlines[-1].text.endswith(sign)


def _begins_with(rest: n.Inlines, sign: str) -> bool:
    return bool(rest) and isinstance(rest[0], n.Str) and rest[0].text.startswith(sign)
