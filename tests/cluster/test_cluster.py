"""Builds on a cluster: the same bytes and messages as on one machine, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline import cache
from tests.cluster.clusters import Cluster, artifacts, is_running, start_build, start_cluster, wait_for
from tests.command import ROOT, Run, dossier

HEAD = "---\ntitle: Article {0}\nbibliography: ../refs.bib\n---\n\n"
TEXT = HEAD + "# One\n\n![A field](a.png)\n\nWords {0} [@a].\n"
BIB = "@book{a, title={Grain}, author={Ada Writer}, year={1990}, publisher={Press}}\n"
PNG = next((ROOT / "tests" / "sample" / "media").glob("*.png")).read_bytes()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with start_cluster(2, tmp_path_factory.mktemp("home")) as one:
        yield one


@pytest.fixture(scope="module")
def other_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code in another version."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("pipeline", "styles"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (tree / "styles" / "tokens.toml").open("a") as file:
        file.write("\n# Another version.\n")
    return tree


ARTICLES = tuple(f"a{number}" for number in range(5))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with articles that share files, in a repository."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    for name in ARTICLES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.md").write_text(TEXT.format(name), "utf-8")
        (tmp_path / name / "a.png").write_bytes(PNG)
    return tmp_path


@pytest.fixture(scope="module")
def serial() -> dict[str, Mapping[str, bytes]]:
    """The artifacts of a serial build, from the first test that asks."""
    return {}


def artifacts_of_serial_build(desk: Path, serial: dict[str, Mapping[str, bytes]]) -> Mapping[str, bytes]:
    if not serial:
        build(desk, *ARTICLES, "--jobs", 1, "--out", "alone", "--no-cache")
        serial[""] = artifacts(desk / "alone")
        assert len(serial[""]) == len(ARTICLES)
    return serial[""]


def build(folder: Path, *arguments: object) -> Run:
    environment = {"XDG_CACHE_HOME": str(folder / "home")}
    return dossier("build", *arguments, "--to", "html", cwd=folder, env=environment)


def states(out: Path) -> dict[str, str]:
    value: dict[str, Any] = json.loads((out / "report.json").read_bytes())
    return {each["article"]: each["state"] for each in value["articles"]}


def test_all_is_as_in_a_serial_build_and_stays_so(cluster: Cluster, desk: Path) -> None:
    (desk / "a3" / "article.md").write_text(TEXT.format("a3") + "\N{ZERO WIDTH SPACE}\u202e", "utf-8")
    alone = build(desk, *ARTICLES, "--jobs", 1, "--out", "alone", "--no-cache")
    run = build(desk, *ARTICLES, "--scheduler", cluster.address, "--out", "many")
    assert artifacts(desk / "many") == artifacts(desk / "alone")
    assert (run.returncode, run.stderr) == (alone.returncode, alone.stderr)
    assert states(desk / "many") == states(desk / "alone")
    assert len(artifacts(desk / "many")) == len(ARTICLES) - 1

    # What came back is in the cache of the client, under the keys of a build here.
    def entries() -> list[Path]:
        results = tuple(artifacts(desk / "many").values())
        return sorted(
            each.path
            for each in cache.entries(desk / "home" / "dossier")
            if each.path.read_bytes().endswith(results)
        )

    before = entries()
    assert len(before) == len(ARTICLES) - 1
    build(desk, *ARTICLES, "--out", "again")
    assert artifacts(desk / "again") == artifacts(desk / "many")
    assert entries() == before
    # Unchanged, it asks no scheduler.
    (desk / "a3" / "article.md").unlink()
    names = [each for each in ARTICLES if each != "a3"]
    run = build(desk, *names, "--scheduler", "tcp://127.0.0.1:1", "--out", "many")
    assert run.returncode == 0, run.stderr


def test_the_old_file_of_an_article_that_fails_stays(cluster: Cluster, desk: Path) -> None:
    build(desk, "a0", "--scheduler", cluster.address)
    before = artifacts(desk / "build")
    (desk / "a0" / "article.md").write_text(TEXT.format("a0") + "\u202e", "utf-8")
    run = build(desk, "a0", "--scheduler", cluster.address)
    assert run.returncode == 1
    assert "character-hidden" in run.stderr
    assert artifacts(desk / "build") == before


def test_an_untrusted_article_is_built_there_as_here(cluster: Cluster, desk: Path) -> None:
    text = TEXT.format("a1").replace("../refs.bib", "refs.bib")
    (desk / "a1" / "article.md").write_text(text, "utf-8")
    (desk / "a1" / "refs.bib").write_text(BIB, "utf-8")
    runs = [
        build(desk, "a0", "a1", "--untrusted", "--out", out, *where)
        for out, where in (("many", ("--scheduler", cluster.address)), ("alone", ()))
    ]
    assert (runs[0].returncode, runs[0].stderr) == (runs[1].returncode, runs[1].stderr)
    assert "path-unsafe" in runs[0].stderr
    assert artifacts(desk / "many") == artifacts(desk / "alone")
    assert "a1/deck.html" in artifacts(desk / "many")


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(
    cluster: Cluster, desk: Path, serial: dict[str, Mapping[str, bytes]]
) -> None:
    process = start_build(desk, *ARTICLES, "--scheduler", cluster.address, "--no-cache", "--to", "html")
    wait_for(lambda: artifacts(desk / "build") or process.poll() is not None)
    victim = cluster.workers()[0]
    os.kill(victim, signal.SIGKILL)
    assert len(artifacts(desk / "build")) < len(ARTICLES)
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert artifacts(desk / "build") == artifacts_of_serial_build(desk, serial)
    assert victim not in cluster.workers()
    wait_for(lambda: len(cluster.workers()) == 2)


def test_a_build_that_is_stopped_goes_on(cluster: Cluster, desk: Path) -> None:
    process = start_build(desk, *ARTICLES, "--scheduler", cluster.address, "--no-cache", "--to", "html")
    # A file that is still being written has another name, and goes when the build is stopped.
    wait_for(lambda: any((desk / "build").glob("*/deck.html")) or process.poll() is not None)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert process.returncode == 130
    assert "build --resume` goes on" in errors
    assert "Traceback" not in output + errors
    before = artifacts(desk / "build")
    assert 0 < len(before) < len(ARTICLES)
    assert all(name.endswith("/deck.html") for name in before)
    run = build(desk, "--resume", "--scheduler", cluster.address)
    assert run.returncode == 0, run.stderr
    assert set(states(desk / "build").values()) == {"built"}
    assert len(artifacts(desk / "build")) == len(ARTICLES)


def test_a_worker_of_another_version_builds_nothing(
    cluster: Cluster,
    other_tree: Path,
    desk: Path,
    tmp_path: Path,
    serial: dict[str, Mapping[str, bytes]],
) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", cluster.address, "--nthreads", "1",
         "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(tmp_path)],
        cwd=other_tree, env={**os.environ, "PYTHONPATH": str(other_tree)},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        log = worker.stderr
        assert log is not None
        wait_for(lambda: "Registered to" in log.readline())
        run = build(desk, *ARTICLES, "--scheduler", cluster.address, "--no-cache")
    finally:
        worker.terminate()
        worker.communicate()
    assert run.returncode == 0, run.stderr
    [refusal] = [line for line in run.stderr.splitlines() if "worker-refused" in line]
    assert "this worker builds nothing: its code is" in refusal
    assert artifacts(desk / "build") == artifacts_of_serial_build(desk, serial)


def test_a_cluster_of_another_version_builds_nothing_and_ends(
    other_tree: Path, desk: Path, tmp_path: Path
) -> None:
    with start_cluster(1, tmp_path, other_tree) as one:
        run = build(desk, *ARTICLES, "--scheduler", one.address)
        processes = one.below()
        one.process.send_signal(signal.SIGINT)
        output, errors = one.process.communicate()
    assert run.returncode == 1
    assert run.stderr.count("error[worker-refused]") == 1
    assert "2 errors" not in run.stderr
    assert not artifacts(desk / "build")
    assert (one.process.returncode, output, errors) == (0, "", "the cluster has ended\n")
    assert processes
    # One of Python's own ends with the pipe to it.
    wait_for(lambda: not any(map(is_running, processes)))


def test_a_scheduler_that_goes_away_ends_the_build_and_its_workers(desk: Path, tmp_path: Path) -> None:
    with start_cluster(1, tmp_path / "home") as one:
        process = start_build(desk, *ARTICLES, "--scheduler", one.address, "--no-cache", "--to", "html")
        wait_for(lambda: artifacts(desk / "build") or process.poll() is not None)
        processes = one.below()
        one.process.kill()
        _, errors = process.communicate()
    assert process.returncode == 1
    assert errors.count("error[scheduler-lost]") == 1
    assert "Traceback" not in errors
    assert 0 < len(artifacts(desk / "build")) < len(ARTICLES)
    assert set(states(desk / "build").values()) == {"built", "waiting"}
    wait_for(lambda: not any(map(is_running, processes)))
