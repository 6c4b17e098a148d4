"""Keys of the cache have all that decides a result, also what the text of a value leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import cache, pandoc, rendering
from pipeline.build import Plan, build, resolve_article
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from pipeline.model.slides import Slides
from pipeline.model.source import Part, SourceText
from pipeline.model.stages import Artifact, Edition, Media, Template
from pipeline.model.tags import Tag
from tests.articles import ROOT

PPTX = next(each for each in FORMATS if each.file == "deck.pptx")
CLOCK = datetime(2024, 1, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def edition() -> Edition:
    document = resolve_article(locate("tests/sample", ROOT)).document
    own = EDITIONS["deck"].edit(document)
    picture = Media("a.svg", "image/svg+xml", b"<svg/>", b"pixels")
    return replace(own, template=Template("desk.pptx", b"one", Place("a.md")), media={"a.svg": picture})


def changes(edition: Edition) -> dict[str, Edition]:
    picture = edition.media["a.svg"]
    assert edition.template
    lang = Tag(str(edition.front.lang), {"since": "as of {date}"})
    name, drawing = next(iter(edition.drawings.items()))
    return {
        "nothing": edition,
        "bytes of the template": replace(edition, template=replace(edition.template, data=b"two")),
        "bytes of an image": replace(edition, media={"a.svg": replace(picture, data=b"<svg />")}),
        "pixels of an image": replace(edition, media={"a.svg": replace(picture, pixels=b"other")}),
        "kind of an image": replace(edition, media={"a.svg": replace(picture, media_type="image/png")}),
        "words of the language": replace(edition, front=edition.front.model_copy(update={"lang": lang})),
        "words of a drawing": replace(
            edition, drawings={**edition.drawings, name: replace(drawing, lang=lang)}
        ),
    }


def test_what_decides_an_artifact_is_in_its_key(edition: Edition) -> None:
    keys = {name: rendering.keys_of(each, PPTX, CLOCK) for name, each in changes(edition).items()}
    for values in ({each.bytes for each in keys.values()}, {each.places for each in keys.values()}):
        assert len(values) == len(keys), keys
    assert keys["nothing"] == rendering.keys_of(edition, PPTX, CLOCK)


def test_the_text_decides_only_where_findings_are(edition: Edition) -> None:
    source = edition.source
    part = Part(0, 5, SourceText("other.md", "words"), 0)
    finding = Diagnostic("code", Severity.WARNING, "a finding", Place("a.md", 3))
    own = rendering.keys_of(edition, PPTX, CLOCK)
    slides = Slides(tuple(replace(each, at=7) for each in edition.slides), edition.canvas)
    for other in (
        replace(edition, source=replace(source, text=f"{source.text} ")),
        replace(edition, source=replace(source, text="x", parts=(part,)), content=slides),
    ):
        keys = rendering.keys_of(other, PPTX, CLOCK)
        assert keys.bytes == own.bytes
        assert keys.places != own.places
    assert rendering.keys_of(replace(edition, diagnostics=(finding,)), PPTX, CLOCK) == own
    artifact = Artifact("deck.pptx", "pptx", b"", 1, "slides", ())
    assert own.of(artifact) == own.bytes
    assert own.of(replace(artifact, diagnostics=(finding,))) == own.places
    # No PDF is made of a text whose letters no typeface has.
    unreadable = replace(edition, source=replace(source, text="\U00013000\U00013001 " * 200))
    assert rendering.keys_of(unreadable, PPTX, CLOCK).bytes != own.bytes


def test_words_that_a_file_does_not_show_leave_its_key(edition: Edition) -> None:
    first, *rest = edition.slides
    with_words = replace(first, notes=(n.Para((n.Str("Words"),)),))
    with_id = replace(first, notes=(n.Div(n.Attr("sec-other"), (n.Para((n.Str("Words"),)),)),))
    own, spoken_key, id_key = (
        {
            each.file: rendering.keys_of(
                replace(edition, content=Slides((slide, *rest), edition.canvas)), each, CLOCK
            ).bytes
            for each in FORMATS
        }
        for slide in (replace(first, notes=()), with_words, with_id)
    )
    for file in ("deck.html", "deck.pptx"):
        assert len({own[file], spoken_key[file], id_key[file]}) == 3
    assert own["deck.pdf"] == spoken_key["deck.pdf"] != id_key["deck.pdf"]


def test_a_tag_shows_its_words_where_it_has_some() -> None:
    assert repr(Tag("en", {})) == "'en'"
    assert repr(Tag("en", {"page": "p."})) != repr(Tag("en", {"page": "s."})) != repr("en")


def test_a_word_changes_no_other_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "own.md"
    text = (
        "---\ntitle: T\ndate: 2024-01-02\nreferences: [{id: a, type: book, title: A book}]\n---\n\n"
        "# One\n\nLetters, and *more* of them: WORD.\n\nAn emblem $x^2$, from a book that all know [@a].\n"
    )
    store = cache.Cache(tmp_path / "store")
    misses: list[tuple[str, tuple[bytes | str, ...]]] = []

    def part(self: cache.Cache, kind: str, parts: Iterable[bytes | str], make: Callable[[], bytes]) -> bytes:
        values = tuple(parts)
        if self.get(cache.key(kind, values)) is None:
            misses.append((kind, values))
        return self.get_or_make(cache.key(kind, values), make)

    monkeypatch.setattr(cache.Cache, "part", part)
    results = []
    formats = [each for each in FORMATS if each.file in ("ebook.epub", "deck.pptx", "deck.html")]
    for word in ("lemon", "melon"):
        article.write_text(text.replace("WORD", word), "utf-8")
        for output_format in formats:  # a format alone is made in this process
            report = build(locate(str(article), tmp_path), Plan((output_format,), tmp_path, None, store))
            assert report.artifacts, report.diagnostics
        results.append(tuple(misses))
        misses.clear()
    assert {kind for kind, _ in results[0]} == {"pandoc", "cover", "font", "woff", "eot"}
    assert any("--citeproc" in parts for _, parts in results[0])
    # The text itself is read, and nothing else is made.
    [(kind, parts)] = results[1]
    assert kind == "pandoc"
    assert pandoc.READER in parts
