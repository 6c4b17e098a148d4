"""Articles of several files: chapters in order, files included, places in the file where a word stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.checking import check_article
from pipeline.load.article import LoadedArticle, load, locate, locate_together
from pipeline.model import nodes as n
from pipeline.model import walk

PIXEL = (
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write files of an article into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".png"):
            path.write_bytes(bytes.fromhex(PIXEL))
        else:
            path.write_text(text, "utf-8")


def load_paper(folder: Path, files: Mapping[str, str]) -> LoadedArticle:
    """Load the article.md of these files."""
    write_files(folder, files)
    return load(locate(str(folder / "article.md"), folder))


def words(result: LoadedArticle) -> str:
    return " ".join(walk.text_of(result.manuscript.blocks, notes=True).split())


HEAD = "---\ntitle: T\nchapters:\n  - one.md\n  - more/two.md\n---\n\n"


def test_chapters_follow_in_order_with_notes_images_and_links_of_their_own(tmp_path: Path) -> None:
    result = load_paper(
        tmp_path,
        {
            "article.md": HEAD + "Before.\n",
            "one.md": "# Start\n\nOne[^1], see [two](more/two.md), [more](more/two.md#deep).\n\n"
            "[^1]: Note of one.\n",
            "more/two.md": "---\ntitle: The second\n---\n\nTwo[^1].\n\n## Start {#deep}\n\n"
            "![Dot.](dot.png)\n\n"
            "# Start\n\nBack to [it](#start), on to [its own](#deep).\n\n[^1]: Note of two.\n",
            "more/dot.png": "",
        },
    )
    assert result.diagnostics == ()
    assert words(result).startswith(
        "Before. Start One Note of one., see two, more. The second Two Note of two.."
    )
    nodes = list(walk.walk(result.manuscript.blocks))
    assert [node.attr.id for node in nodes if isinstance(node, n.Header)] == [
        "start", "the-second", "deep", "start-2",
    ]  # fmt: skip
    links = [node.url for node in nodes if isinstance(node, n.Link)]
    assert links == ["#the-second", "#deep", "#start-2", "#deep"]
    assert list(result.manuscript.media) == ["more/dot.png"]
    assert [file.name for file in result.manuscript.files] == [
        "article.md", "more/dot.png", "more/two.md", "one.md",
    ]  # fmt: skip


def test_a_finding_stands_in_the_file_that_has_the_fault(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "article.md": HEAD + "A word, @fig-none.\n\n{{< include more/part.md >}}\n\nThen @fig-last.\n",
            "one.md": "# One\n\nWords.\n\nSee @fig-gone.\n",
            "more/two.md": "---\ntitle: Two\n---\n\nMore words,\nthen @fig-lost.\n\n[^unused]: Words.\n",
            "more/part.md": "A part\nwith @fig-part.\n",
        },
    )
    diagnostics = check_article(locate(str(tmp_path / "article.md"), tmp_path)).diagnostics
    places = {
        f"{Path(each.place.file).name}:{each.place.line}:{each.place.column}"
        for each in diagnostics
        if each.code == "crossref-undefined"
    }
    assert places == {
        "article.md:8:10", "article.md:12:7", "part.md:2:7", "one.md:5:6", "two.md:6:7",
    }  # fmt: skip
    (diagnostic,) = (each for each in diagnostics if each.code == "note-unused")
    assert (Path(diagnostic.place.file).name, diagnostic.place.line) == ("two.md", 8)


def test_included_text_stands_where_its_name_stands(tmp_path: Path) -> None:
    result = load_paper(
        tmp_path,
        {
            "article.md": "---\ntitle: T\n---\n\n- a\n\n{{< include parts/x.qmd >}}\n\nLast.\n",
            "parts/x.qmd": "---\ntitle: Own\n---\nMiddle *words*.\n\n{{< include y.md >}}\n",
            "parts/y.md": "Inner.\n",
        },
    )
    assert result.diagnostics == ()
    assert words(result) == "a Middle words. Inner. Last."


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("article.md", "include-cycle"),
        ("turn.md", "include-cycle"),
        ("../outside.md", "path-unsafe"),
        ("/etc/passwd", "path-unsafe"),
        ("link.md", "path-unsafe"),
        ("nowhere.md", "include-missing"),
    ],
)
def test_what_cannot_be_included_is_told_where_it_is_named(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "outside.md").write_text("Secret.")
    folder = tmp_path / "a"
    write_files(folder, {"turn.md": "{{< include article.md >}}\n"})
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    result = load_paper(
        folder, {"article.md": f"---\ntitle: T\n---\n\nWords.\n\n{{{{< include {name} >}}}}\n"}
    )
    (diagnostic,) = result.diagnostics
    assert diagnostic.code == code
    assert diagnostic.place.line == (1 if name == "turn.md" else 7)
    # What names a file that is not read stays where a reader sees it; a circle has nothing to show.
    text = "" if code == "include-cycle" else f" {{{{< include {name} >}}}}"
    assert words(result) == f"Words.{text}"


def test_a_missing_chapter_is_told_at_its_name(tmp_path: Path) -> None:
    result = load_paper(tmp_path, {"article.md": HEAD, "one.md": "Words.\n"})
    (diagnostic,) = result.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == ("chapter-missing", 5)


def test_files_named_together_make_one_article(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "b/refs.bib": "@book{lee, title={Hills}, author={Lee, A.}, year={1999}}",
            "b/1.md": "---\nbibliography: refs.bib\n---\n\n# One\n\nAs said [@lee].\n",
            "c/2.md": "# Two\n\n![Dot.](dot.png)\n",
            "c/dot.png": "",
        },
    )
    location = locate_together(
        [str(tmp_path / "b/1.md"), str(tmp_path / "c/2.md")], tmp_path, "A long report"
    )
    result = load(location)
    manuscript = result.manuscript
    assert (manuscript.slug, manuscript.front.title) == ("a-long-report", "A long report")
    assert [reference.id for reference in manuscript.references] == ["lee"]
    assert list(manuscript.media) == ["c/dot.png"]
    assert words(result) == "One As said [@lee]. Two Dot. Dot."
    assert manuscript.files == ()
    assert result.diagnostics == ()


def items(result: LoadedArticle) -> list[tuple[int, str]]:
    """Return the numbers and words of the items of numbered lists."""
    lists = (node for node in walk.walk(result.manuscript.blocks) if isinstance(node, n.OrderedList))
    return [
        (each.start + place, walk.text_of(item)) for each in lists for place, item in enumerate(each.items)
    ]


def test_numbers_of_examples_go_on_from_chapter_to_chapter(tmp_path: Path) -> None:
    result = load_paper(
        tmp_path,
        {
            "article.md": HEAD + "Later is (@rain).\n",
            "one.md": "# One\n\n(@sun) Sun.\n(@) Unnamed.\n\nBy (@sun), @lee and a@sun.org.\n",
            "more/two.md": "# Two\n\n(@rain) Rain.\n\nOn.\n\n"
            "```\n(@sun) code\n```\n\n(@snow) Snow; by ((@sun), (@rain)) and `x`.\n",
        },
    )
    assert items(result) == [
        (1, "Sun."),
        (2, "Unnamed."),
        (3, "Rain."),
        (4, "Snow; by ((1), (3)) and x."),
    ]
    assert "Later is (3)." in words(result)
    assert "By (1), @lee and a@sun.org." in words(result)
    assert "(@sun) code" in words(result)


def test_examples_of_one_chapter_stay_pandocs(tmp_path: Path) -> None:
    result = load_paper(
        tmp_path,
        {
            "article.md": HEAD,
            "one.md": "# One\n\n(@a) An item, (@b).\n(@b) Two.\n",
            "more/two.md": "# Two\n\nWords.\n",
        },
    )
    assert items(result) == [(1, "An item, (2)."), (2, "Two.")]


def test_code_can_show_an_include_that_is_not_read(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n```\n{{{< include x.md >}}}\n```\n\nWrite `{{{< include x.md >}}}` so.\n"
    write_files(tmp_path, {"article.md": text})
    result = check_article(locate(str(tmp_path / "article.md"), tmp_path))
    assert result.diagnostics == ()
    nodes = list(walk.walk(result.manuscript.blocks))
    texts = [node.text for node in nodes if isinstance(node, n.CodeBlock | n.Code)]
    assert texts == ["{{< include x.md >}}", "{{< include x.md >}}"]
