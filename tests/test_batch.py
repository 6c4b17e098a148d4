"""Several articles in one build: side by side, with a report to go on from."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline import arguments, batch, supervision
from pipeline.bounds import Bounds
from pipeline.build import Plan
from pipeline.build_report import Report
from pipeline.load.article import locate
from tests.command import ROOT, Run, dossier

TEXT = "---\ntitle: Article {0}\n---\n\n# One\n\nThe words of article {0}.\n"


def write_articles(folder: Path, *names: str) -> list[Path]:
    files = [folder / f"{name}.md" for name in names]
    for file in files:
        file.write_text(TEXT.format(file.stem), "utf-8")
    return files


def build(folder: Path, *arguments: object) -> Run:
    return dossier("build", *arguments, "--to", "html", "--no-cache", cwd=folder)


def report(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "build" / batch.FILE).read_bytes())
    return value


def states(folder: Path) -> dict[str, str]:
    return {each["article"]: each["state"] for each in report(folder)["articles"]}


def test_articles_are_built_side_by_side_as_they_are_one_by_one(tmp_path: Path) -> None:
    names = ["b", "a", "c"]
    write_articles(tmp_path, *names)
    run = build(tmp_path, *(f"{name}.md" for name in names), "--jobs", 3)
    assert run.returncode == 0, run.stderr
    rows = [line.split()[0] for line in run.stdout.splitlines()[1:]]
    assert rows == [f"build/{name}/deck.html" for name in names]
    for name in names:
        build(tmp_path, f"{name}.md", "--out", "alone")
        alone = (tmp_path / "alone" / name / "deck.html").read_bytes()
        assert (tmp_path / "build" / name / "deck.html").read_bytes() == alone
    assert not (tmp_path / "alone" / batch.FILE).exists()


def test_the_report_tells_the_state_the_artifacts_and_the_findings_of_each(tmp_path: Path) -> None:
    write_articles(tmp_path, "good")
    (tmp_path / "bad.md").write_text(
        "# One\n\n![A map](map.png){width=3} [@nobody]\n\n::: slide\nx\n", "utf-8"
    )
    (tmp_path / "none.md").write_text("---\ntitle: [\n---\n\nWords.\n", "utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\x00\x01\x02")
    run = build(tmp_path, "good.md", "bad.md", "none.md", "broken.md")
    assert run.returncode == 1
    entries = {each["article"]: each for each in report(tmp_path)["articles"]}
    assert list(entries) == sorted(entries)
    [file] = entries["good.md"]["artifacts"]
    path = tmp_path / "build" / "good" / "deck.html"
    assert file["file"] == "build/good/deck.html"
    assert (file["bytes"], file["unit"]) == (path.stat().st_size, "slides")
    assert entries["good.md"]["state"] == "built"
    assert entries["bad.md"]["findings"]["warning"] > 0
    assert (entries["broken.md"]["state"], entries["broken.md"]["missing_files"]) == (
        "failed",
        ["build/broken/deck.html"],
    )
    assert entries["broken.md"]["findings"] == {"error": 1}


def test_a_large_batch_writes_its_report_now_and_then_and_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_TIMES", 2)
    names = ["a", "b", "c", "d", "e"]
    locations = [locate(str(each), tmp_path) for each in write_articles(tmp_path, *names)]
    record = batch.Batch(tmp_path / "build", locations, (), ())
    counts = []
    for number, name in enumerate(names):
        record.add(number, Report(name, (), ()))
        counts.append(list(states(tmp_path).values()).count("built"))
    assert counts == [0, 2, 2, 4, 5]


def test_an_article_that_is_not_there_has_failed_and_is_looked_for_again(tmp_path: Path) -> None:
    write_articles(tmp_path, "a")
    run = build(tmp_path, "a.md", "b.md")
    assert run.returncode == 1
    assert "article-missing" in run.stderr
    assert states(tmp_path) == {"a.md": "built", "b.md": "failed"}
    assert build(tmp_path, "--resume").returncode == 1
    write_articles(tmp_path, "b")
    assert build(tmp_path, "--resume").returncode == 0
    assert states(tmp_path) == {"a.md": "built", "b.md": "built"}


def test_a_batch_goes_on_with_what_is_not_built(tmp_path: Path) -> None:
    write_articles(tmp_path, "a", "b")
    (tmp_path / "c.md").write_bytes(b"\xff\xfe\x00\x01\x02")
    assert build(tmp_path, "a.md", "b.md", "c.md").returncode == 1
    assert states(tmp_path) == {"a.md": "built", "b.md": "built", "c.md": "failed"}
    stamps = [(tmp_path / "build" / name / "deck.html").stat().st_mtime_ns for name in "ab"]
    write_articles(tmp_path, "c")
    run = build(tmp_path, "--resume")
    assert run.returncode == 0, run.stderr
    assert [line.split()[0] for line in run.stdout.splitlines()[1:]] == ["build/c/deck.html"]
    assert states(tmp_path) == {"a.md": "built", "b.md": "built", "c.md": "built"}
    assert stamps == [(tmp_path / "build" / name / "deck.html").stat().st_mtime_ns for name in "ab"]
    again = build(tmp_path, "--resume")
    assert (again.returncode, again.stdout) == (0, "")
    assert "all 3 articles of build/report.json are built" in again.stderr


def test_the_longest_articles_begin_first(tmp_path: Path) -> None:
    locations = [locate(str(each), tmp_path) for each in write_articles(tmp_path, "a", "b", "c")]
    for location, count in zip(locations, (2, 9, 5), strict=True):
        location.file.write_text("Words. " * count, "utf-8")
    order: list[int] = []
    plan = Plan(arguments.formats(["html"], []), tmp_path / "build")
    reports = dict(supervision.build_articles(locations, plan, Bounds(), 1, lambda n, step: order.append(n)))
    assert list(dict.fromkeys(order)) == [1, 2, 0]
    assert [reports[number].slug for number in range(3)] == ["a", "b", "c"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_is_stopped_tells_what_is_built_and_leaves_no_process(
    tmp_path: Path, number: signal.Signals
) -> None:
    section = "# Section {0}\n\nWords of section {0} [in italics]{{.x}} and *more*.\n\n"
    for name, count in (("long", 6000), ("middle", 3), ("short", 1)):
        text = "".join(section.format(n) for n in range(count))
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline", "build", "short.md", "middle.md", "long.md",
         "--to", "html", "--no-cache", "--jobs", "2"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (tmp_path / "build" / batch.FILE).exists() or set(states(tmp_path).values()) == {"waiting"}:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    stdout, stderr = process.communicate()
    assert process.returncode == 128 + number
    names = [name for name, state in states(tmp_path).items() if state == "built"]
    assert names
    assert f"stopped: {len(names)} of 3 articles are built; `dossier build --resume` goes on" in stderr
    for name in names:
        assert f"build/{Path(name).stem}/deck.html" in stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read: there is no batch to go on with"),
        (b"{", "is damaged; build without --resume"),
        (b"[" * 100_000, "is damaged; build without --resume"),
        (b"[]", "is damaged; build without --resume"),
        (b'{"version": 1, "articles": [{"article": "a.md"}]}', "is damaged; build without --resume"),
        (b'{"version": 1, "articles": [{"article": 1, "slug": "a", "state": "built"}]}', "is damaged"),
        (b'{"version": 1, "articles": [{"article": "a", "slug": "a", "state": "new"}]}', "is damaged"),
        (b'{"version": 2, "articles": []}', "is of another version of Dossier"),
    ],
)
def test_a_report_that_cannot_be_read_is_wrong_usage(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / "build").mkdir()
        (tmp_path / "build" / batch.FILE).write_bytes(content)
    run = build(tmp_path, "--resume")
    assert run.returncode == 2
    assert f"build/report.json {words}" in run.stderr


def test_a_batch_to_go_on_with_has_its_articles_from_the_report(tmp_path: Path) -> None:
    write_articles(tmp_path, "a")
    run = build(tmp_path, "a.md", "--resume")
    assert run.returncode == 2
    assert "name none" in run.stderr
