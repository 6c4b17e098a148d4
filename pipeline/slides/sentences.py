"""Words in parts: between sentences, between the words of a sentence, within a word that nothing holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model.walk import text_of

# A word of no more letters has room everywhere.
SHORT = 12
Fits = Callable[[n.Inlines], bool]
Sentences = Callable[[n.Inlines], Iterable[n.Inlines]]
_Container = (
    n.Emph | n.Underline | n.Strong | n.Strikeout | n.Superscript | n.Subscript | n.SmallCaps | n.Quoted
    | n.Link | n.Span
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """How words are divided: whether a part fits, whether a sentence stays whole, where sentences end."""

    fits: Fits
    stays: Fits
    sentences: Sentences


def divide_words(words: n.Inlines, rule: Rule) -> Iterator[n.Inlines]:
    """Yield words in parts that fit, as much in each as fits."""
    yield from _fill(tuple(_sentences(words, rule)), rule.fits)


def _sentences(words: n.Inlines, rule: Rule) -> Iterator[n.Inlines]:
    """Yield sentences; of one that is too long, the parts."""
    for sentence in rule.sentences(words):
        if rule.fits(sentence):
            yield sentence
        elif _holds_sentences(sentence, rule):
            yield from _parts_of(sentence[0], rule)
        elif rule.stays(sentence):
            yield sentence
        else:
            yield from _fill(tuple(_words(sentence, rule)), rule.fits)


def _holds_sentences(sentence: n.Inlines, rule: Rule) -> bool:
    """Return whether a sentence is one inline of several, as a paragraph in italics."""
    match sentence:
        case (item,) if isinstance(item, _Container):
            return len(tuple(rule.sentences(item.inlines))) > 1
        case _:
            return False


def _words(sentence: n.Inlines, rule: Rule) -> Iterator[n.Inlines]:
    """Yield what stands between the blanks of a sentence; of what is too long by itself, the parts."""
    token: list[n.Inline] = []
    for item in (*sentence, n.Space()):
        if not isinstance(item, n.Space | n.SoftBreak):
            token.append(item)
            continue
        if token:
            whole = tuple(token)
            fits = len(text_of(whole)) <= SHORT or rule.fits(whole)
            yield from (whole,) if fits else _pieces(whole, rule)
        token = []


def _pieces(token: n.Inlines, rule: Rule) -> Iterator[n.Inlines]:
    """Yield the parts of what has no blank outside of its inlines."""
    piece: n.Inlines = ()
    for item in token:
        if rule.fits((*piece, item)):
            piece = (*piece, item)
            continue
        if piece:
            yield piece
        *parts, piece = _parts_of(item, rule)
        yield from parts
    yield piece


def _parts_of(item: n.Inline, rule: Rule) -> list[n.Inlines]:
    """Return an inline in parts, or whole where nothing divides it."""
    if isinstance(item, n.Str | n.Code):
        texts = divide_text(item.text, lambda text: rule.fits((replace(item, text=text),)))
        return [(replace(item, text=text),) for text in texts]
    if not isinstance(item, _Container):
        return [(item,)]

    def within(test: Fits) -> Fits:
        return lambda words: test((replace(item, inlines=words),))

    inner = Rule(within(rule.fits), within(rule.stays), rule.sentences)
    parts = list(divide_words(item.inlines, inner)) or [item.inlines]
    return [(_further(replace(item, inlines=part), place),) for place, part in enumerate(parts)]


def _further(item: n.Inline, place: int) -> n.Inline:
    """Return a part of an inline: the id is that of the first one."""
    if place and isinstance(item, n.Link | n.Span):
        return replace(item, attr=replace(item.attr, id=""))
    return item


def divide_text(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield a text in parts that fit, as long as possible; each ends behind a blank if it has one."""
    while text:
        part = _beginning(text, fits)
        yield part
        text = text.removeprefix(part)


def _beginning(text: str, fits: Callable[[str], bool]) -> str:
    """Return as much of a text as fits."""
    end = next(end for _, end in _spans(lambda start, end: fits(text[start:end]), len(text)))
    if end < len(text):
        end = text.rfind(" ", 1, end) + 1 or end
    return text[:end]


def _fill(units: Sequence[n.Inlines], fits: Fits) -> Iterator[n.Inlines]:
    """Yield as many units together as fit, with blanks between, at least one."""
    for start, end in _spans(lambda start, end: fits(_join(units[start:end])), len(units)):
        yield _join(units[start:end])


def _spans(fits: Callable[[int, int], bool], length: int) -> Iterator[tuple[int, int]]:
    """Yield the starts and ends of spans that fit, as long as possible, none of them empty.

    The length of a span is doubled until it does not fit, and then found by halving.
    """
    start = 0
    while start < length:
        least, most = 1, 2
        while start + most <= length and fits(start, start + most):
            least, most = most, most * 2
        most = min(most, length - start + 1)
        while most - least > 1:
            middle = (least + most) // 2
            if fits(start, start + middle):
                least = middle
            else:
                most = middle
        yield start, start + least
        start += least


def _join(units: Iterable[n.Inlines]) -> n.Inlines:
    return tuple(part for unit in units for part in (n.Space(), *unit))[1:]
