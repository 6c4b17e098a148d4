"""Damage to a PDF whose text is whole: a reader does not see it, or a program reads other letters."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from tests.verify.damage import words as w
from tests.verify.damage.pdf_words import Damage, Row
from tests.verify.damage.printed import Print, Run, operators, paragraphs
from tests.verify.damage.values import GLYPH, WORDS, Place
from tests.verify.damage.words import token


def _run(file: Print, number: int) -> Run | None:
    """Return a long run of a paragraph, from the second page on if there is one."""
    some = [run for node in paragraphs(file) for run in node.runs if len(run.text) > 25]
    later = [run for run in some if run.page > 0] or some
    return w.pick(later, number)


def _operators_around(before: str, after: str, number: int) -> Damage:
    """Return the damage that puts operators around a run."""

    def damage(file: Print) -> Place | None:
        if (run := _run(file, number)) is None:
            return None
        file.around(run, operators(before), operators(after))
        return Place((run.text, token(run.text)), (run.page + 1,))

    return damage


def _outside(right: float, down: float) -> Damage:
    """Return the damage that draws a run outside of its page."""

    def damage(file: Print) -> Place | None:
        if (run := _run(file, 6)) is None:
            return None
        stream = file.streams[run.page]
        index = next(i for i in range(run.index, run.start, -1) if str(stream[i].operator) == "Tm")
        values = [float(each) for each in stream[index].operands]
        stream[index] = operators(f"1 0 0 -1 {values[4] + right} {values[5] + down} Tm")[0]
        file.dirty.add(run.page)
        return Place((run.text, token(run.text)), (run.page + 1,))

    return damage


def _position(file: Print, run: Run) -> tuple[float, float]:
    stream = file.streams[run.page]
    index = next(i for i in range(run.index, run.start, -1) if str(stream[i].operator) == "Tm")
    return float(stream[index].operands[4]), float(stream[index].operands[5])


def _white_box(file: Print) -> Place | None:
    """Draw a white box over a line."""
    if (run := _run(file, 8)) is None:
        return None
    x, y = _position(file, run)
    box = f"q 1 1 1 rg {x - 2} {y - run.size} {len(run.text) * run.size * 0.7} {run.size * 1.4} re f Q"
    file.around(run, [], operators(box))
    return Place((run.text, token(run.text)), (run.page + 1,))


def _tiny(file: Print) -> Place | None:
    """Draw a line in letters that nobody can see."""
    if (run := _run(file, 9)) is None:
        return None
    x, y = _position(file, run)
    stream = file.streams[run.page]
    index = next(i for i in range(run.index, run.start, -1) if str(stream[i].operator) == "Tm")
    stream[index] = operators(f"0.001 0 0 -0.001 {x} {y} Tm")[0]
    file.dirty.add(run.page)
    return Place((run.text, token(run.text)), (run.page + 1,))


def _no_glyph(file: Print) -> Place | None:
    """Draw the sign for a glyph that is not there in place of a letter."""
    if (run := _run(file, 10)) is None:
        return None
    numbers = {letter: code for code, letter in file.map_of(run.page, run.font).items()}
    codes = [numbers[letter] for letter in run.text if letter in numbers]
    codes[run.text.index(token(run.text)) + 2] = 0
    file.put_codes(run, b"".join(code.to_bytes(2, "big") for code in codes))
    return Place((run.text, *run.text.split()), (run.page + 1,))


def _fonts(file: Print) -> list[tuple[int, str, Any]]:
    """Return the fonts of the second page, or of the first, by the number of runs that use them."""
    page = min(1, len(file.streams) - 1)
    names_of_runs = [run.font for run in file.runs if run.page == page]
    names = sorted(set(names_of_runs), key=names_of_runs.count, reverse=True)
    return [(page, name, file.pdf.pages[page].Resources.Font[name]) for name in names]


def _no_map(file: Print) -> Place | None:
    """Take the map to Unicode from the font of the text."""
    page, name, font = _fonts(file)[0]
    del font["/ToUnicode"]
    words = [word for run in file.runs if run.page == page and run.font == name for word in run.text.split()]
    return Place((str(font.BaseFont)[1:].partition("+")[2], *words))


def _map_says(file: Print) -> Place | None:
    """Let the map of the font of the text say another digit."""
    for _page, name, font in _fonts(file):
        data = font.ToUnicode.read_bytes()
        for digit, other in ((b"0037", b"0031"), (b"0033", b"0038"), (b"0071", b"0067"), (b"0076", b"0077")):
            pattern = rb"(<[0-9a-fA-F]{4}>\s*)<" + digit + rb">"
            if re.search(pattern, data):
                font.ToUnicode = file.pdf.make_stream(
                    re.sub(pattern, rb"\g<1><" + other + rb">", data, count=1)
                )
                letter = chr(int(digit, 16))
                words = [
                    word
                    for run in file.runs
                    if run.font == name
                    for word in run.text.split()
                    if letter in word
                ]
                return Place(tuple(words))
    return None


def _map_looks_alike(file: Print) -> Place | None:
    """Let the map of the font of the text say a Cyrillic letter that is drawn like the Latin one."""
    _page, name, font = _fonts(file)[0]
    data = font.ToUnicode.read_bytes()
    for letter, other in ((b"0070", b"0440"), (b"0063", b"0441")):
        pattern = rb"(<[0-9a-fA-F]{4}>\s*)<" + letter + rb">"
        if re.search(pattern, data):
            font.ToUnicode = file.pdf.make_stream(re.sub(pattern, rb"\g<1><" + other + rb">", data, count=1))
            sign = chr(int(letter, 16))
            words = [
                word for run in file.runs if run.font == name for word in run.text.split() if sign in word
            ]
            return Place(tuple(words))
    return None


def _no_font(file: Print) -> Place | None:
    """Take the letters' outlines out of the file."""
    _, _, font = _fonts(file)[0]
    descriptor = font.DescendantFonts[0].FontDescriptor
    del descriptor["/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"]
    return Place((str(font.BaseFont)[1:].partition("+")[2],))


def _actual_text(*, in_glyphs: bool, in_words: bool) -> Damage:
    """Return the damage to a digit in what is drawn, or in what is said of it."""

    def damage(file: Print) -> Place | None:
        for node in paragraphs(file)[3:]:
            for run in node.runs:
                if (result := w.digit(run.text)) and run.mark >= 0:
                    text = run.text
                    if in_glyphs and not file.put(run, result.text):
                        continue
                    _say(file, run, result.text if in_words else text)
                    return Place(result.words, (run.page + 1,))
        return None

    return damage


def _say(file: Print, run: Run, text: str) -> None:
    stream = file.streams[run.page]
    index = next(i for i in range(run.index, -1, -1) if str(stream[i].operator) == "BDC")
    entries = pikepdf.Dictionary(MCID=run.mark, ActualText=pikepdf.String(text))
    stream[index] = pikepdf.ContentStreamInstruction([pikepdf.Name.Span, entries], pikepdf.Operator("BDC"))
    file.dirty.add(run.page)


SIGHT_KINDS: tuple[Row, ...] = (
    ("outside-page", GLYPH | WORDS, _outside(2000, 0)),
    ("below-page", GLYPH | WORDS, _outside(0, 3000)),
    ("invisible-mode", GLYPH | WORDS, _operators_around("q 3 Tr", "0 Tr Q", 7)),
    ("clipped", GLYPH | WORDS, _operators_around("q 0 0 1 1 re W n", "Q", 7)),
    ("white-on-white", GLYPH | WORDS, _operators_around("q 1 1 1 rg", "Q", 8)),
    ("covered", GLYPH | WORDS, _white_box),
    ("tiny", GLYPH | WORDS, _tiny),
    ("no-glyph", GLYPH | WORDS, _no_glyph),
    ("no-unicode-map", GLYPH, _no_map),
    ("unicode-map-says-another", WORDS, _map_says),
    ("unicode-map-looks-alike", WORDS, _map_looks_alike),
    ("font-not-embedded", GLYPH, _no_font),
    ("digit-and-actual-text", WORDS, _actual_text(in_glyphs=True, in_words=True)),
    ("actual-text-only", WORDS | GLYPH, _actual_text(in_glyphs=False, in_words=True)),
    ("digit-under-actual-text", WORDS | GLYPH, _actual_text(in_glyphs=True, in_words=False)),
)
