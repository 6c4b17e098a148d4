"""What each contestant runs in each task."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bench import generated
from tests.bench.commits import commit, work_tree
from tests.bench.contests import Version, contests
from tests.bench.measure import Command, Contestant, ProgramError
from tests.bench.options import Options, parse
from tests.bench.peer import Peer
from tests.bench.watching import PROC

OPTIONS = parse([])
OWN, OTHER = Version("dossier", Path("/one")), Version("dossier v1", Path("/two"))


def commands(folder: Path, options: Options = OPTIONS) -> dict[str, dict[str, tuple[Command, ...]]]:
    location = generated.write(1, folder / "article")
    peer = Peer(folder, ("--option",))
    return {
        title: {name: calls(contestant) for name, contestant in contestants.items()}
        for title, contestants in contests("1", location, (OWN, OTHER), peer, options, folder)
    }


def calls(contestant: Contestant) -> tuple[Command, ...]:
    turn = contestant(1)
    return () if callable(turn) else tuple(turn)


def arguments(calls: tuple[Command, ...]) -> list[str]:
    return [" ".join(each.arguments) for each in calls]


def test_each_task_has_the_same_contestants_with_dossier_first(tmp_path: Path) -> None:
    result = commands(tmp_path)
    assert list(result) == [
        "generated x1: PDF, cold",
        "generated x1: pdf epub html pptx, cold",
        "generated x1: pdf epub html pptx, nothing changed",
        "generated x1: PDF, one word changed",
    ]
    usual = ["dossier", "dossier v1", "pandoc, WeasyPrint", "the same, our fonts", "pandoc, typst"]
    *others, last = result.values()
    assert all(list(each) == usual for each in others)
    watching = ["dossier, watching", "dossier v1, watching"] if PROC.is_dir() else []
    assert list(last) == [*watching, *usual]


def test_only_what_is_cold_goes_without_a_cache(tmp_path: Path) -> None:
    for title, contestants in commands(tmp_path).items():
        for version in (OWN, OTHER):
            [call] = contestants[version.name]
            assert ("--no-cache" in call.arguments) is ("cold" in title)
            briefing = "--edition briefing --to pdf" in " ".join(call.arguments)
            assert briefing is ("PDF" in title)
            assert briefing or "--to pdf,epub,html,pptx" in " ".join(call.arguments)
            assert call.folder == version.tree
            assert call.extra["PYTHONPATH"] == str(version.tree)
            assert call.extra["PYTHONDONTWRITEBYTECODE"] == ""


def test_no_two_share_an_article_an_output_or_a_cache(tmp_path: Path) -> None:
    runs = [
        contestants[version.name][0]
        for contestants in commands(tmp_path).values()
        for version in (OWN, OTHER)
    ]
    assert len({each.arguments[5] for each in runs}) == len(runs)
    assert len({each.arguments[-1] for each in runs}) == len(runs)
    assert len({each.extra["XDG_CACHE_HOME"] for each in runs}) == len(runs)


def test_peers_make_the_formats_that_are_asked_for(tmp_path: Path) -> None:
    result = commands(tmp_path, replace(OPTIONS, formats=("epub", "pdf"), tasks=("pdf", "all")))
    alone, both = result.values()
    assert len(alone["pandoc, WeasyPrint"]) == 1
    for name in ("pandoc, WeasyPrint", "pandoc, typst"):
        assert both[name][:-1] == alone[name]
        assert "ebook.epub" in arguments(both[name])[-1]
    engine, setter = arguments(alone["pandoc, typst"])
    assert "--to=typst" in engine
    assert "typeset.py" in setter


def test_without_the_pdf_peers_make_none(tmp_path: Path) -> None:
    options = replace(OPTIONS, formats=("html", "pptx"), tasks=("all",))
    [contestants] = commands(tmp_path, options).values()
    assert contestants["pandoc, WeasyPrint"] == contestants["pandoc, typst"]
    assert [each.split("--output=")[1].split()[0] for each in arguments(contestants["pandoc, typst"])] == [
        "deck.html",
        "deck.pptx",
    ]


def test_each_round_changes_one_word(tmp_path: Path) -> None:
    location = generated.write(1, tmp_path / "article")
    options = replace(OPTIONS, tasks=("edited",))
    [(_, contestants)] = contests("1", location, (OWN,), Peer(tmp_path, ()), options, tmp_path)
    original = location.file.read_text("utf-8").split()
    texts = []
    for number in (0, 1, 2, 11):
        turn = contestants["dossier"](number)
        assert not callable(turn)
        [call] = turn
        texts.append((Path(call.arguments[5]) / "article.md").read_text("utf-8").split())
    for before, after in pairwise(texts):
        assert len(before) == len(after)
        assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert texts[0][: len(original)] == original
    assert location.file.read_text("utf-8").split() == original


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run([*git, "init", "--quiet", folder], check=True)
    for text in ("one", "two"):
        (folder / "a.txt").write_text(text, "utf-8")
        subprocess.run([*git, "add", "a.txt"], cwd=folder, check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", text], cwd=folder, check=True)
    return folder


def trees(repository: Path) -> list[str]:
    command = ["git", "worktree", "list"]
    process = subprocess.run(command, cwd=repository, check=True, capture_output=True, text=True)
    return process.stdout.splitlines()


def leave_by_failure(repository: Path, folder: Path) -> None:
    with work_tree(repository, "HEAD~1", folder) as tree:
        assert (tree / "a.txt").read_text("utf-8") == "one"
        assert len(trees(repository)) == 2
        (tree / "new.txt").write_text("nobody's", "utf-8")
        raise KeyError


def test_a_commit_stands_in_a_tree_that_is_removed(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        leave_by_failure(repository, tmp_path / "tree")
    assert not (tmp_path / "tree").exists()
    assert len(trees(repository)) == 1
    assert (repository / "a.txt").read_text("utf-8") == "two"


@pytest.mark.parametrize("revision", ["no-such", "HEAD~7", "--help"])
def test_a_revision_that_is_none_is_told(repository: Path, revision: str) -> None:
    with pytest.raises(ProgramError, match="it names nothing"):
        commit(repository, revision)
