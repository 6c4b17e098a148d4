"""`dossier init`: a project that checks and builds, whose workflow does the same, and nothing overwritten."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import schemas, theme
from pipeline.load.brand import tokens
from pipeline.model.source import SourceText
from pipeline.setup import native, origin
from tests.command import dossier

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    result = dossier("init", "desk", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    return tmp_path / "desk"


def steps(desk: Path) -> list[dict[str, Any]]:
    workflow = yaml.safe_load((desk / ".github/workflows/articles.yml").read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    [job] = workflow["jobs"].values()
    result: list[dict[str, Any]] = job["steps"]
    return result


def test_a_project_is_checked_and_built_by_its_workflow(desk: Path) -> None:
    own = [shlex.split(each["run"]) for each in steps(desk) if each.get("run", "").startswith("dossier ")]
    assert [each[1] for each in own] == ["check", "build", "verify"]
    for _, *arguments in own:
        result = dossier(*arguments, cwd=desk)
        assert (result.returncode, result.stderr) == (0, ""), arguments
    upload = next(each["with"] for each in steps(desk) if "upload-artifact" in each.get("uses", ""))
    artifacts = {each.name for each in (desk / upload["path"] / "first-article").iterdir()}
    assert artifacts >= {"briefing.pdf", "ebook.epub", "deck.html", "deck.pptx", "deck.pdf"}
    patterns = (desk / ".gitignore").read_text("utf-8").split("\n")
    assert f"{upload['path']}/" in patterns


def test_the_workflow_installs_what_is_installed_here_and_its_libraries(desk: Path) -> None:
    commands = " ".join(each.get("run", "") for each in steps(desk))
    assert f'pip install "{origin.requirement().text}"' in commands
    assert all(package in commands for package in native.LIBRARIES.values())
    assert "{{" not in commands
    checkout = next(each for each in steps(desk) if "checkout" in each.get("uses", ""))
    assert checkout["with"] == {"persist-credentials": False}


def test_a_fault_is_told_to_github(desk: Path) -> None:
    article = desk / "source/first-article/article.md"
    article.write_text(article.read_text("utf-8").replace("$7.2 million", "$7.3 million", 1), "utf-8")
    check = next(each["run"] for each in steps(desk) if "check" in each.get("run", ""))
    result = dossier(*shlex.split(check)[1:], cwd=desk)
    assert result.returncode == 1
    assert re.search(r"^::error file=source/first-article/article.md,line=\d+,", result.stdout, re.MULTILINE)


def test_the_tokens_are_examples_that_hold(desk: Path) -> None:
    text = (desk / "styles/tokens.toml").read_text("utf-8")
    assert tomllib.loads(text) == {}
    examples = re.sub(r"(?m)^# (?=\[|[a-z-]+ = )", "", text)
    result = tokens.read(SourceText("tokens.toml", examples))
    assert len(result.values) > 4
    assert result.diagnostics == ()
    assert {name: theme.load()[name] for name in result.values} == dict(result.values)


def test_the_editor_is_told_of_schemas_that_are_there_and_files_that_are(desk: Path) -> None:
    settings = json.loads((desk / ".vscode/settings.json").read_text("utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        name = Path(schema).name.removesuffix(".schema.json")
        assert (desk / schema).read_text("utf-8") == schemas.schema_text(name)
        assert list(desk.glob(pattern)), pattern
    assert json.loads((desk / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]


def test_nothing_is_overwritten_and_what_is_left_is_told(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", "utf-8")
    (tmp_path / "README.md").symlink_to("nowhere")
    (tmp_path / "source" / "nile").mkdir(parents=True)
    (tmp_path / "source" / "nile" / "article.md").write_text("---\ntitle: N\n---\n\nText.\n", "utf-8")
    result = dossier("init", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert ".gitignore is there and stays as it is\n" in result.stdout
    assert "README.md is there and stays as it is\n" in result.stdout
    assert (tmp_path / ".gitignore").read_text("utf-8") == "mine\n"
    assert (tmp_path / "README.md").is_symlink()
    assert [each.name for each in (tmp_path / "source").iterdir()] == ["nile"]
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    again = dossier("init", cwd=tmp_path)
    assert again.returncode == 0
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["init", "--article", "No Slug"], 2, "take `dossier init --article no-slug`"),
        (["init", "--article", "source"], 2, "take another name, as `dossier init --article source-article`"),
        (["new", "source"], 2, "take another name, as `dossier new source-article`"),
        (["new", "build"], 2, "take another name, as `dossier new build-article`"),
        (["new", "styles"], 2, "take another name, as `dossier new styles-article`"),
        (["init", "--template", "papr"], 2, "did you mean paper?"),
        (["init", "file/below"], 1, "output-unwritable"),
    ],
)
def test_wrong_usage_writes_nothing(tmp_path: Path, arguments: list[str], status: int, words: str) -> None:
    (tmp_path / "file").touch()
    result = dossier(*arguments, cwd=tmp_path)
    assert result.returncode == status
    assert words in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("home", "direct_url", "text", "is_sure"),
    [
        ("", "", "dossier-publisher==1.2", True),
        ("", '{"url": "file:///x.whl", "archive_info": {}}', "dossier-publisher==1.2", False),
        ("https://git.example/d", '{"url": "file:///x.whl"}', "git+https://git.example/d@v1.2", True),
        ("", '{"url": "https://a.example/x.whl", "archive_info": {}}', "https://a.example/x.whl", True),
        (
            "",
            '{"url": "https://git.example/d", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "git+https://git.example/d@abc",
            True,
        ),
        ("", '{"url": "file:///d", "dir_info": {"editable": true}}', "dossier-publisher==1.2", False),
    ],
)
def test_where_an_installation_came_from(home: str, direct_url: str, text: str, is_sure: bool) -> None:
    result = origin.of("1.2", home, direct_url)
    assert (result.text.removeprefix("dossier-publisher @ "), result.is_sure) == (text, is_sure)


@pytest.mark.parametrize("command", [["init", "desk", "--lang"], ["new", "nile", "--lang"]])
def test_an_example_that_is_in_english_for_want_of_a_text_is_told(tmp_path: Path, command: list[str]) -> None:
    words = "the example text is in English: there is none in the language"
    assert f"{words} km" in dossier(*command, "km", cwd=tmp_path).stdout
    again = dossier(*command, "km", cwd=tmp_path)
    assert words not in again.stdout
    assert words not in dossier(command[0], f"{command[1]}-b", "--lang", "fr", cwd=tmp_path).stdout
