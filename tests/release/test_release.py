"""`dossier release`: what it demands, what it writes, and that it writes nothing over."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from pipeline import inspection
from pipeline.cli import dossier
from pipeline.model.inspection import Inspection
from pipeline.proofs import article
from pipeline.schemas import schema_text
from tests.release.project import Project, project

pytestmark = pytest.mark.slow  # begun first


def codes(output: str) -> list[str]:
    return sorted(re.findall(r"^(?:error|warning)\[([a-z-]+)\]", output, re.MULTILINE))


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with two articles of which 1.0 is released."""
    own = project(tmp_path_factory.mktemp("project"), "canal", "strait")
    own.git("tag", "v1.0")
    run = own.release("--version", "v1.0")
    assert run.returncode == 0, run.stderr
    assert run.stdout == (
        "build/release/canal-1.0: 17 files, written\nbuild/release/strait-1.0: 17 files, written\n"
    )
    return own


def test_all_files_are_there_under_published_names_and_the_sums_hold(desk: Project) -> None:
    folder = desk.releases / "canal-1.0"
    names = set(os.listdir(folder))
    assert names >= {
        "canal-1.0-ebook.epub", "SHA256SUMS", "manifest.json", "facts.json", "facts.csv", "references.json",
        "datapackage.json", "provenance.json", "sbom.json", "CITATION.cff", ".zenodo.json", "CHANGES.md",
        "proof.json", "publication.json", "index.html", "statements.json",
    }  # fmt: skip
    sums = (folder / "SHA256SUMS").read_bytes()
    lines = sums.decode().splitlines()
    assert b"\r" not in sums
    assert lines == sorted(lines, key=lambda each: each.partition("  ")[2])
    assert {each.partition("  ")[2] for each in lines} == names - {"SHA256SUMS"}
    check = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=folder, capture_output=True)
    assert check.returncode == 0, check.stderr
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert [*Draft202012Validator(json.loads(schema_text("manifest"))).iter_errors(manifest)] == []
    assert {each["name"] for each in manifest["files"]} == names - {"SHA256SUMS", "manifest.json"}
    for each in manifest["files"]:
        assert each["sha256"] == hashlib.sha256((folder / each["name"]).read_bytes()).hexdigest()
    assert (manifest["version"], manifest["article"]["id"]) == ("1.0", "DOC-canal")
    assert manifest["commit"] == desk.git("rev-parse", "HEAD").strip()
    assert {each["name"] for each in manifest["inputs"]} == {
        f"source/canal/{name}" for name in ("article.md", "facts.yaml", "references.json")
    }


def test_the_proof_tells_what_was_read_back_from_each_edition(desk: Project) -> None:
    value = json.loads((desk.releases / "canal-1.0/proof.json").read_text("utf-8"))
    [own] = value["artifacts"]
    assert own["file"] == "canal-1.0-ebook.epub"
    assert own["differences"] == []
    assert {(each["id"], each["words"]) for each in own["facts"]} == {
        ("revenue", "2023"), ("revenue", "$9.4 billion"), ("head", "Ricaurte Vásquez"),
    }  # fmt: skip


def test_the_catalogues_beside_the_releases_list_them_all(desk: Project) -> None:
    for name in ("opds.xml", "opds.json"):
        text = (desk.releases / name).read_text("utf-8")
        for path in ("canal-1.0/canal-1.0-ebook.epub", "strait-1.0/strait-1.0-ebook.epub"):
            assert path in text, (name, path)


def test_an_edition_that_says_something_else_is_not_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = project(tmp_path)
    own.git("tag", "v1.0")
    monkeypatch.chdir(tmp_path)
    real = inspection.inspect

    def inspect(name: str, data: bytes) -> Inspection:
        """Read a file back as if it had another number."""
        result = real(name, data)
        passages = tuple(replace(each, text=each.text.replace("$9.4", "$9.9")) for each in result.passages)
        return replace(result, passages=passages)

    monkeypatch.setattr(article, "inspect", inspect)
    result = CliRunner().invoke(dossier, ["release"])
    assert result.exit_code == 1
    assert codes(result.stderr) == ["fact-altered"]
    assert "$9.9" in result.stderr
    assert not own.releases.exists()


def test_what_is_for_editors_alone_is_not_published(desk: Project) -> None:
    for name, data in contents(desk.releases / "canal-1.0").items():
        assert b"a secret of the editors" not in data or name.endswith(".epub"), name


def test_the_same_again_is_fine_and_other_bytes_are_refused(tmp_path: Path) -> None:
    own = project(tmp_path)
    own.git("tag", "v1.0")
    assert own.release("--dry-run").stdout == "build/release/canal-1.0: 17 files, could be written\n"
    assert not own.releases.exists()
    assert own.release().returncode == 0
    before = contents(own.releases)
    again = own.release("--no-cache")
    assert (again.returncode, again.stdout) == (
        0,
        "build/release/canal-1.0: 17 files, is there already, byte for byte\n",
    )
    own.edit("source/canal/article.md", "# Traffic", "# Ships")
    own.commit()
    own.git("tag", "--force", "v1.0")
    run = own.release()
    assert (run.returncode, codes(run.stderr)) == (1, ["release-exists"])
    assert run.stderr.endswith("nothing is released\n")
    assert contents(own.releases) == before


def test_every_demand_that_fails_is_told_at_once_with_its_cure(tmp_path: Path) -> None:
    own = project(tmp_path)
    own.write("notes.txt", "not committed")
    own.edit("source/canal/article.md", "[Ricaurte Vásquez]", "[Jorge Quijano]")
    run = own.release("canal", "--version", "2.0")
    assert run.returncode == 1
    demands = [each for each in codes(run.stderr) if each.startswith("release-")]
    assert demands == [
        "release-entry-missing", "release-tag-missing", "release-tree-dirty", "release-unclean",
    ]  # fmt: skip
    assert "2 files differ from the commit: source/canal/article.md, notes.txt" in run.stderr
    assert 'git tag -a v2.0 -m "Version 2.0"' in run.stderr
    assert "CHANGELOG.md:1" in run.stderr
    assert "error[fact-mismatch]" in run.stderr
    assert run.stderr.count("= hint:") == 5
    assert not own.releases.exists()


def dirty(own: Project) -> None:
    own.write("source/canal/article.md", (own.folder / "source/canal/article.md").read_text("utf-8") + "\n")


def stray(own: Project) -> None:
    own.write("stray.txt", "x")


def tag_elsewhere(own: Project) -> None:
    own.commit()


def other_tag(own: Project) -> None:
    own.git("tag", "--delete", "v1.0")
    own.git("tag", "v1.0.1")


def no_entry(own: Project) -> None:
    own.edit("CHANGELOG.md", "## 1.0\n", "## 1.0.1\n\n## 1.0-rc.1\n\n## 11.0\n")
    own.commit()
    own.git("tag", "--force", "v1.0")


def empty_entry(own: Project) -> None:
    own.edit("CHANGELOG.md", "- All of it.\n", "")
    own.commit()
    own.git("tag", "--force", "v1.0")


def unclean(own: Project) -> None:
    own.edit("source/canal/article.md", "[Ricaurte Vásquez]{fact=head}", "[Jorge Quijano]{fact=head}")
    own.commit()
    own.git("tag", "--force", "v1.0")


def ignored_input(own: Project) -> None:
    own.write("source/canal/ignored.bib", "@book{b, title={B}, author={C, D}, year={2020}, publisher={E}}")
    own.edit("source/canal/article.md", "references.json", "[references.json, ignored.bib]")
    own.edit("source/canal/article.md", "[@authority, p. 9]", "[@authority, p. 9; @b]")
    own.commit()
    own.git("tag", "--force", "v1.0")


FAULTS: Mapping[str, tuple[Callable[[Project], object], str, str]] = {
    "a change": (dirty, "release-tree-dirty", "a file differs from the commit: source/canal/article.md"),
    "a new file": (stray, "release-tree-dirty", "a file differs from the commit: stray.txt"),
    "a tag on another commit": (tag_elsewhere, "release-tag-missing", "the tag v1.0 is on the commit"),
    "another tag": (other_tag, "release-tag-missing", "its tags are v1.0.1"),
    "no entry": (no_entry, "release-entry-missing", "there is no entry of the version 1.0"),
    "an empty entry": (empty_entry, "release-entry-missing", "CHANGELOG.md:5"),
    "an error": (unclean, "release-unclean", "the article has 1 error"),
    "a file that git ignores": (ignored_input, "release-tree-dirty", "source/canal/ignored.bib"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_demand_refuses_alone(name: str, tmp_path: Path) -> None:
    fault, code, words = FAULTS[name]
    own = project(tmp_path)
    own.git("tag", "v1.0")
    fault(own)
    run = own.release("--version", "1.0")
    assert run.returncode == 1
    assert {each for each in codes(run.stderr) if each.startswith("release-")} == {code}, run.stderr
    assert words in run.stderr
    assert not own.releases.exists()


def test_without_a_repository_nothing_is_released_unless_it_is_said(tmp_path: Path) -> None:
    own = project(tmp_path / "own")
    (own.folder / ".git").rename(tmp_path / "away")
    env = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    os.environ |= env
    try:
        run = own.release("--version", "1.0")
        assert (run.returncode, codes(run.stderr)) == (1, ["release-no-repository"])
        assert "--without-repository" in run.stderr
        run = own.release("--version", "1.0", "--without-repository")
        assert run.returncode == 0, run.stderr
    finally:
        del os.environ["GIT_CEILING_DIRECTORIES"]
    assert "commit" not in json.loads((own.releases / "canal-1.0/manifest.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "tags", "code"),
    [
        (("--version", "final2"), ["v1.0"], "release-version-invalid"),
        (("--version", "../1.0"), ["v1.0"], "release-version-invalid"),
        ((), [], "release-version-invalid"),
        ((), ["v1.0", "v1.1"], "release-version-invalid"),
        (("--version", "1.0", "--without-repository"), ["v1.0"], "release-no-repository"),
    ],
)
def test_a_version_that_is_none(
    arguments: tuple[str, ...], tags: list[str], code: str, tmp_path: Path
) -> None:
    own = project(tmp_path)
    for tag in tags:
        own.git("tag", tag)
    run = own.release(*arguments)
    assert (run.returncode, codes(run.stderr)) == (1, [code])
    assert not own.releases.exists()


def test_two_articles_and_two_versions_overwrite_nothing_and_tell_what_changed(desk: Project) -> None:
    """The last test of this project: it releases more of it."""
    first = contents(desk.releases)
    assert "First release." in first["canal-1.0/CHANGES.md"].decode()
    desk.edit("source/canal/facts.yaml", "amount: 9400000000", "amount: 9500000000")
    desk.edit("source/canal/article.md", "$9.4 billion", "$9.5 billion")
    desk.enter("1.9")
    desk.commit("v1.9")
    assert desk.release().returncode == 0
    desk.edit(
        "source/canal/facts.yaml",
        "holder: Ricaurte Vásquez, from: 2019-09-04",
        "holder: Ilya Marotta, from: 2026-09-04",
    )
    desk.edit("source/canal/article.md", "Ricaurte Vásquez", "Ilya Marotta")
    desk.enter("1.10")
    desk.commit("canal-v1.10", "strait-v1.10")
    run = desk.release()
    assert run.returncode == 0, run.stderr
    after = contents(desk.releases)
    files = {name: data for name, data in first.items() if "/" in name}
    assert {name: after[name] for name in files} == files
    assert {name.partition("/")[0] for name in after if "/" in name} == {
        f"{name}-{version}" for name in ("canal", "strait") for version in ("1.0", "1.9", "1.10")
    }
    nine = after["canal-1.9/CHANGES.md"].decode()
    assert "What changed since version 1.0:" in nine
    assert (
        "**revenue of the canal**: \\$9.5 billion (2023, nominal), was \\$9.4 billion (2023, nominal)" in nine
    )
    assert "as of 2025-06-01; source: Canal authority, *Report of the authority*, 2025, p. 3." in nine
    ten = after["canal-1.10/CHANGES.md"].decode()
    assert "What changed since version 1.9:" in ten
    assert "**administrator of the canal**: Ilya Marotta" in ten
    assert "was Ricaurte Vásquez" in ten
    assert "revenue" not in ten
    assert "no fact, source or title changed" in after["strait-1.10/CHANGES.md"].decode()
