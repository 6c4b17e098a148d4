"""Keys of the cache have all that decides a result, also what the text of a value leaves out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import cache, rendering
from pipeline.build import Plan, build, resolve_article
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.model.diagnostics import Place
from pipeline.model.source import Part, SourceText
from pipeline.model.stages import Edition, Media, Template
from pipeline.model.tags import Tag
from tests.articles import ROOT

CLOCK = datetime(2024, 1, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def edition() -> Edition:
    document = resolve_article(locate("tests/sample", ROOT)).document
    own = EDITIONS["deck"].edit(document)
    picture = Media("a.svg", "image/svg+xml", b"<svg/>", b"pixels")
    return replace(own, template=Template("desk.pptx", b"one", Place("a.md")), media={"a.svg": picture})


def changes(edition: Edition) -> dict[str, Edition]:
    picture, source = edition.media["a.svg"], edition.source
    assert edition.template
    part = Part(0, 5, SourceText("other.md", "words"), 0)
    lang = Tag(str(edition.front.lang), {"since": "as of {date}"})
    name, drawing = next(iter(edition.drawings.items()))
    return {
        "nothing": edition,
        "bytes of the template": replace(edition, template=replace(edition.template, data=b"two")),
        "bytes of an image": replace(edition, media={"a.svg": replace(picture, data=b"<svg />")}),
        "pixels of an image": replace(edition, media={"a.svg": replace(picture, pixels=b"other")}),
        "kind of an image": replace(edition, media={"a.svg": replace(picture, media_type="image/png")}),
        "text": replace(edition, source=replace(source, text=f"{source.text} ")),
        "file that a part is of": replace(edition, source=replace(source, parts=(part,))),
        "words of the language": replace(edition, front=edition.front.model_copy(update={"lang": lang})),
        "words of a drawing": replace(
            edition, drawings={**edition.drawings, name: replace(drawing, lang=lang)}
        ),
    }


def test_what_decides_an_artifact_is_in_its_key(edition: Edition) -> None:
    own = next(each for each in FORMATS if each.file == "deck.pptx")
    keys = {name: rendering.key(each, own, CLOCK) for name, each in changes(edition).items()}
    assert len(set(keys.values())) == len(keys), keys
    assert keys["nothing"] == rendering.key(edition, own, CLOCK)


def test_a_tag_shows_its_words_where_it_has_some() -> None:
    assert repr(Tag("en", {})) == "'en'"
    assert repr(Tag("en", {"page": "p."})) != repr(Tag("en", {"page": "s."})) != repr("en")


def test_a_word_changes_no_other_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "own.md"
    text = "---\ntitle: T\ndate: 2024-01-02\n---\n\n# One\n\nSome letters, and *more* of them: {}.\n"
    store = cache.Cache(tmp_path / "store")
    misses: list[str] = []
    original = cache.Cache.get_or_make

    def note(self: cache.Cache, key: str, make: object) -> bytes:
        if self.get(key) is None:
            misses.append(key)
        return original(self, key, make)  # type: ignore[arg-type]

    monkeypatch.setattr(cache.Cache, "get_or_make", note)
    counts = []
    formats = [each for each in FORMATS if each.file in ("ebook.epub", "deck.pptx", "deck.html")]
    for word in ("lemon", "melon"):
        article.write_text(text.format(word), "utf-8")
        for output_format in formats:  # a format alone is made in this process
            report = build(locate(str(article), tmp_path), Plan((output_format,), tmp_path, None, store))
            assert report.artifacts, report.diagnostics
        counts.append(len(misses))
        misses.clear()
    assert counts[0] >= 10  # faces of three formats and a cover
    assert counts[1] == 0
