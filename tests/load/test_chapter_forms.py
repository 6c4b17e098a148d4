"""Files of an article put together: heads, titles, names, links, and how many there may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.load import chapters
from pipeline.load.chapters import (
    Assembly,
    Chapter,
    from_root,
    head_of,
    join,
    link_chapters,
    resolve_names,
    shift,
)
from pipeline.load.named_file import IMAGE
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import DossierError, Place
from pipeline.model.source import SourceText

HERE = Place("article.md", 2)


def assembly(folder: Path, **files: str) -> Assembly:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".md").write_text(text, "utf-8")
    return Assembly(Reach.of(folder))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Words.", "Words."),
        ("---\ntitle: T\n---\nWords.", "# T\n\n\n\nWords."),
        ("---\ntitle: T\n...\n# One\n\nWords.", "# One\n\nWords."),
        ("---\ntitle: 'T'\n---\n\nWords.\n\n# One", "# T\n\n\n\n\nWords.\n\n# One"),
        ("---\ntitle: T\n---\n\nOne\n===\n\nWords.", "\nOne\n===\n\nWords."),
        ("---\ntitle: T\n---\n\n## One", "# T\n\n\n\n\n## One"),
        ("---\nlang: en\n---\nWords.", "Words."),
        ("+++\ntitle = \"T\"\n+++\nWords.", "# T\n\n\n\nWords."),
        ("% T of it \n% A\nWords.", "# T of it\n\n\n\nWords."),
        ("%% T\nWords.", "%% T\nWords."),
    ],
)  # fmt: skip
def test_the_title_of_a_chapter_is_its_heading_where_it_has_none(
    tmp_path: Path, text: str, body: str
) -> None:
    chapter = assembly(tmp_path, a=text).chapter("a.md", HERE)
    assert chapter is not None
    assert (chapter.name, chapter.folder, chapter.source.text) == ("a.md", "", body)
    words = chapter.source.place(chapter.source.text.index("Words.") if "Words." in body else 0)
    lines = text.split("\n")
    if "Words." in body:
        assert lines[words.line - 1][words.column - 1 :].startswith("Words.")
    if body.startswith("# T"):
        title = chapter.source.place(2)
        assert lines[title.line - 1][title.column - 1 :].strip("\"'").startswith("T")


def test_included_files_stand_in_the_places_of_their_names(tmp_path: Path) -> None:
    files = assembly(
        tmp_path,
        a="A\n{{< include more/b.md >}}\n  {{< include 'more/b.md' >}}\nend {{< include x.md >}}",
        more__b='---\ntitle: T\n---\nB\n{{< include "c.md" >}}\n',
        more__c="C",
    )
    chapter = files.chapter("a.md", HERE)
    assert chapter is not None
    assert chapter.source.text == "A\nB\nC\n\nB\nC\n\nend {{< include x.md >}}"
    place = chapter.source.place(chapter.source.text.index("C"))
    assert (Path(place.file).name, place.line) == ("c.md", 1)
    assert (files.diagnostics, set(files.sources)) == ([], {"a.md", "more/b.md", "more/c.md"})


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.md", "include-cycle"), ("none.md", "include-missing"), ("../x.md", "path-unsafe"),
     ("https://a.org/b.md", "include-missing"), (".hidden.md", "path-unsafe")],
)  # fmt: skip
def test_what_is_not_included_is_told_and_its_name_stays(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / ".hidden.md").write_text("H")
    files = assembly(tmp_path, a=f"A\n\n{{{{< include {name} >}}}}\nB")
    chapter = files.chapter("a.md", HERE)
    assert chapter is not None
    (diagnostic,) = files.diagnostics
    assert (diagnostic.code, diagnostic.place.line, diagnostic.place.column) == (code, 3, 1)
    assert "A\n\n" in chapter.source.text
    assert ("include" in chapter.source.text) == (code != "include-cycle")


def test_includes_are_followed_so_deep_and_no_deeper(tmp_path: Path) -> None:
    names = [f"f{level}" for level in range(chapters.DEEPEST + 2)]
    texts = {
        name: f"{name}\n{{{{< include {after}.md >}}}}"
        for name, after in zip(names, [*names[1:], "f0"], strict=True)
    }
    files = assembly(tmp_path, **texts)
    chapter = files.chapter("f0.md", HERE)
    assert chapter is not None
    assert chapter.source.text.split() == names[: chapters.DEEPEST + 1]
    assert [each.code for each in files.diagnostics] == ["include-cycle"]


@pytest.mark.parametrize(("files", "characters"), [(2, 100), (9, 10)])
def test_so_much_is_read_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, characters: int
) -> None:
    monkeypatch.setattr(chapters, "MOST_FILES", files)
    monkeypatch.setattr(chapters, "MOST_CHARACTERS", characters)
    reading = assembly(tmp_path, a="12345", b="67890", c="1")
    assert all(reading.chapter(name, HERE) for name in ("a.md", "b.md", "a.md"))
    with pytest.raises(DossierError) as failure:
        reading.chapter("c.md", HERE)
    assert failure.value.diagnostics[0].place == HERE


@pytest.mark.parametrize(
    ("url", "folder", "result"),
    [
        ("a.png", "", "a.png"),
        ("a.png", "sub", "a.png"),
        ("b.png", "sub", "sub/b.png"),
        ("../a.png", "sub", "a.png"),
        ("none.png", "sub", "sub/none.png"),
        ("both.png", "sub", "sub/both.png"),
        ("/a.png", "sub", "/a.png"),
        ("https://x.org/a.png", "sub", "https://x.org/a.png"),
    ],
)
def test_names_of_a_chapter_count_from_its_folder_or_the_articles(
    tmp_path: Path, url: str, folder: str, result: str
) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.png", "sub/b.png", "both.png", "sub/both.png"):
        (tmp_path / name).touch()
    assert from_root(url, folder, Reach.of(tmp_path), IMAGE) == result


def headings(blocks: n.Blocks) -> list[str]:
    return [node.attr.id for node in walk.walk(blocks) if isinstance(node, n.Header)]


def links(blocks: n.Blocks) -> list[str]:
    return [node.url for node in walk.walk(blocks) if isinstance(node, n.Link | n.Image)]


def test_ids_of_headings_are_those_of_one_chapter(tmp_path: Path) -> None:
    used_ids = {"one", "one-2"}
    blocks = pandoc.read(
        "# One\n\n# Two\n\n# One {#one-2}\n\n[a](#one) [b](#two) [c](x.md) ![d](d.png)"
    ).blocks
    chapter = Chapter("sub/c.md", SourceText("c.md", ""))
    result = resolve_names(chapter, blocks, used_ids, Reach.of(tmp_path))
    assert headings(result) == ["one-3", "two", "one-2-2"]
    assert links(result) == ["#one-3", "#two", "x.md", "sub/d.png"]
    assert used_ids == {"one", "one-2", "one-3", "two", "one-2-2"}
    assert head_of(result) == "one-3"
    assert head_of(()) == ""


def test_links_to_chapters_are_links_within() -> None:
    blocks = pandoc.read("[a](b.md) [b](../a.md#x) [c](#y) [d](none.md) [e](https://x.org)").blocks
    result = link_chapters(
        Chapter("sub/c.md", SourceText("c.md", "")), blocks, {"sub/b.md": "b", "a.md": "a"}
    )
    assert links(result) == ["#b", "#x", "#y", "none.md", "https://x.org"]


def test_offsets_are_counted_from_further_on() -> None:
    cite = n.Cite((n.Citation("x", at=1), n.Citation("y")), (), at=1)
    (block,) = shift((n.Para((n.Str("a", at=0), n.Str("b"), cite), at=0),), 5)
    assert isinstance(block, n.Para)
    assert [block.at, *(each.at for each in block.inlines)] == [5, 5, None, 6]
    assert isinstance(block.inlines[2], n.Cite)
    assert [each.at for each in block.inlines[2].citations] == [6, None]


def test_texts_are_joined_and_places_stay_theirs() -> None:
    one, two = SourceText("1.md", "a\nb"), SourceText("2.md", "c\nd")
    inner = join("x", [one, two], "")
    whole = join("x", [inner, two])
    assert whole.text == "a\nbc\nd\n\nc\nd"
    places = [whole.place(offset) for offset in (0, 2, 3, 5, 8, 10)]
    assert [str(each) for each in places] == [
        "1.md:1:1",
        "1.md:2:1",
        "2.md:1:1",
        "2.md:2:1",
        "2.md:1:1",
        "2.md:2:1",
    ]
