"""`dossier new`: articles that build without a finding, in every language, wherever one is."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from pipeline.languages import tags
from pipeline.starting import templates
from tests.command import ROOT, Run, dossier

pytestmark = pytest.mark.slow

LANGUAGES = sorted(
    each.name for each in (ROOT / "pipeline/languages").iterdir() if each.is_dir() and each.name[:2] != "__"
)
# What a language lacks in Dossier, whatever the article says.
OF_THE_LANGUAGE = {"language-unchecked", "formula-unspoken"}


def new(cwd: Path, *arguments: object) -> Run:
    result = dossier("new", *arguments, cwd=cwd)
    assert (result.returncode, result.stderr) == (0, "")
    return result


def texts_of(folder: Path) -> dict[str, str]:
    """Return the words of each artifact in a folder, with the speaker notes."""
    pages = pypdfium2.PdfDocument(folder / "briefing.pdf")
    slides = Presentation(str(folder / "deck.pptx")).slides
    with zipfile.ZipFile(folder / "ebook.epub") as book:
        chapters = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    return {
        "pdf": " ".join(page.get_textpage().get_text_bounded() for page in pages),
        "epub": " ".join(chapters),
        "html": (folder / "deck.html").read_text("utf-8"),
        "pptx": " ".join(
            shape.text_frame.text
            for slide in slides
            for shape in (*slide.shapes, *slide.notes_slide.shapes)
            if shape.has_text_frame
        ),
    }


def test_every_language_with_words_for_the_page_has_an_example_text() -> None:
    assert set(tags("page")) <= set(templates.languages())


@pytest.mark.parametrize("lang", templates.languages())
def test_an_example_text_has_the_entries_of_the_english_one(lang: str) -> None:
    model, text = (
        tomllib.loads((ROOT / f"pipeline/starting/texts/{each}.toml").read_text("utf-8"))
        for each in ("en", lang)
    )
    for template in templates.TEMPLATES:
        own = set(text.get(template, {}))
        assert own <= set(model[template]) if "-" in lang else own == set(model[template])


@pytest.mark.parametrize("template", templates.TEMPLATES)
def test_a_new_article_has_no_finding_in_any_language(tmp_path: Path, template: str) -> None:
    names = [f"in-{lang.lower()}" for lang in LANGUAGES if lang != "und"]
    for lang, name in zip((each for each in LANGUAGES if each != "und"), names, strict=True):
        new(tmp_path, name, "--lang", lang, "--template", template)
    result = dossier("check", "--strict", "--format", "json", *names, cwd=tmp_path)
    findings = json.loads(result.stdout)["findings"]
    assert [each for each in findings if each["code"] not in OF_THE_LANGUAGE] == []
    assert result.returncode == 0


@pytest.mark.parametrize("template", templates.TEMPLATES)
def test_a_new_article_builds_and_its_comments_are_in_no_edition(tmp_path: Path, template: str) -> None:
    new(tmp_path, "suez", "--template", template)
    result = dossier("build", "suez", "--strict", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    source = (tmp_path / "suez" / "article.md").read_text("utf-8")
    _, head, text = source.split("---\n", 2)
    comments = "\n".join((*re.findall(r"<!--(.*?)-->", text, re.DOTALL), *re.findall(r"(?m)#(.*)$", head)))
    words = [" ".join(line.split()) for line in comments.splitlines() if len(line.split()) > 2]
    assert words
    for form, text in texts_of(tmp_path / "build" / "suez").items():
        plain = " ".join(text.split())
        assert "Suez" in plain, form
        assert "This text is an example" in plain, form
        assert [each for each in words if each in plain] == [], form


def test_the_numbers_of_a_new_briefing_are_bound_to_the_ledger(tmp_path: Path) -> None:
    new(tmp_path, "suez")
    article = tmp_path / "suez" / "article.md"
    article.write_text(article.read_text("utf-8").replace("[$7.2 million]", "[$7.4 million]", 1), "utf-8")
    result = dossier("check", "suez", "--format", "short", cwd=tmp_path)
    assert result.returncode == 1
    assert "error fact-mismatch: " in result.stdout


def test_a_title_of_blanks_is_none(tmp_path: Path) -> None:
    new(tmp_path, "suez-canal", "--title", "  ", "--template", "minimal")
    assert "title: Suez canal\n" in (tmp_path / "suez-canal" / "article.md").read_text("utf-8")


def test_a_language_without_an_example_text_is_told_and_builds(tmp_path: Path) -> None:
    result = new(tmp_path, "suez", "--lang", "sv")
    assert "the example text is in English: there is none in the language sv\n" in result.stdout
    assert "lang: sv\n" in (tmp_path / "suez" / "article.md").read_text("utf-8")
    assert dossier("check", "suez", cwd=tmp_path).returncode == 0


def test_the_commands_that_it_names_work(tmp_path: Path) -> None:
    for arguments in (["suez"], ["nile", "--in", "far away"]):
        result = new(tmp_path, *arguments)
        commands = [shlex.split(each) for each in re.findall(r"dossier (.+)", result.stdout)]
        assert [each[0] for each in commands] == ["build", "preview"]
        assert commands[1] == ["preview", *commands[0][1:], "--open"]
        assert dossier("preview", "--open", "--help", cwd=tmp_path).returncode == 0
        assert dossier(*commands[0], "--to", "epub", "--strict", cwd=tmp_path).returncode == 0


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    new(tmp_path, "suez")
    (tmp_path / "suez" / "article.md").write_text("mine", "utf-8")
    result = dossier("new", "suez", cwd=tmp_path)
    assert result.returncode == 1
    assert "error[folder-not-empty]" in result.stderr
    assert (tmp_path / "suez" / "article.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "slug",
    ["Suez", "über uns!", "docs/Suez", "../Suez", "Суэц", "a--b", "suez.md", "-", ".", "x" * 81, "ß" * 90],
)
def test_a_bad_slug_gets_one_line_with_a_command_that_works(tmp_path: Path, slug: str) -> None:
    (folder := tmp_path / "here").mkdir()
    result = dossier("new", "--", slug, cwd=folder)
    assert result.returncode == 2
    [line] = [each for each in result.stderr.splitlines() if each.startswith("Error: ")]
    command = re.search(r"take `dossier (.+)`$", line)
    assert command is not None, line
    assert dossier(*shlex.split(command[1]), cwd=folder).returncode == 0
    assert len(list(tmp_path.rglob("article.md"))) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lang", "Klingonese"], "'Klingonese' is no language; write its tag, as `en`, `fr` or `de-CH`"),
        (["--lang", "xx"], "'xx' is no language"),
        (["--template", "papr"], "no template is named 'papr'; did you mean paper?"),
    ],
)
def test_wrong_options_write_nothing(tmp_path: Path, arguments: list[str], words: str) -> None:
    result = dossier("new", "suez", *arguments, cwd=tmp_path)
    assert (result.returncode, list(tmp_path.iterdir())) == (2, [])
    assert words in result.stderr


@pytest.mark.parametrize(
    "title",
    ["A: b", "# x", "- x", "1867", "yes", 'He said "no" \\ never', "{a}", "two\nlines", "*Homo sapiens*"],
)
def test_a_title_is_read_back_as_it_was_given(title: str) -> None:
    from yaml import safe_load

    text = templates.files("minimal", title, "no", date(2026, 11, 29))["article.md"].decode()
    head = safe_load(text.split("---\n")[1])
    assert (head["title"], head["lang"]) == (title.replace("\n", " "), "no")


def test_in_a_project_it_goes_to_source_and_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    assert "source/suez/article.md\n" in new(tmp_path, "suez").stdout
    below = tmp_path / "source" / "suez" / "figures"
    assert "../../../source/nile/article.md\n" in new(below, "nile", "--template", "minimal").stdout
    (notes := tmp_path / "notes").mkdir()
    assert dossier("check", cwd=notes).stdout == "no findings\n"
    result = dossier("build", "nile", "--to", "epub", cwd=notes)
    assert (result.returncode, (tmp_path / "build" / "nile" / "ebook.epub").is_file()) == (0, True)
    assert list(notes.iterdir()) == []


def test_the_settings_of_a_project_hold_below_it_too(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    new(tmp_path, "suez", "--template", "minimal")
    article = tmp_path / "source" / "suez" / "article.md"
    article.write_text(article.read_text("utf-8") + "\nTODO\n", "utf-8")
    settings = tmp_path / "pyproject.toml"
    settings.write_text('[tool.dossier.checks.severity]\ntext-unfinished = "error"\n', "utf-8")
    (below := tmp_path / "notes").mkdir()
    for folder in (tmp_path, article.parent, below):
        assert "error[text-unfinished]" in dossier("check", "suez", cwd=folder).stdout
    settings.write_text("[tool.dossier]\nx = 1\n", "utf-8")
    assert "--> ../pyproject.toml:2:1\n" in dossier("check", "suez", cwd=below).stdout
    (below / "pyproject.toml").write_text(
        '[tool.dossier.checks.severity]\ntext-unfinished = "off"\n', "utf-8"
    )
    assert dossier("check", "suez", cwd=below).stdout == "no findings\n"


def test_a_folder_named_source_of_another_program_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "main.c").touch()
    (below := tmp_path / "docs").mkdir()
    assert "suez/article.md\n" in new(below, "suez", "--template", "minimal").stdout
    assert (below / "suez" / "article.md").is_file()
