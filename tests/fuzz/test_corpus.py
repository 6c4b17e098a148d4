"""The corpus that fuzzing left: each input is a value or findings, as `make fuzz` asks of those that it makes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.fuzz.bundle import TARGETS, Bundle, decode
from tests.fuzz.replay import CORPUS

ROOT = Path(__file__).parents[2]


def replay(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Try inputs in a process of their own, which one of them might end."""
    command = [sys.executable, "-m", "tests.fuzz.replay", *map(str, paths)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_what_was_found_once_is_told_and_no_fault() -> None:
    ran = replay()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    texts = [line.split("\t") for line in ran.stdout.splitlines()]
    assert [name for name, *_ in texts] == sorted(each.name for each in CORPUS.iterdir())
    assert {"whole", "errors", "refused", "imported whole", "extracted whole"} <= {
        how for _, how, *_ in texts
    }


def test_the_corpus_is_small_and_of_every_target() -> None:
    inputs = [each.read_bytes() for each in CORPUS.iterdir()]
    assert len(inputs) <= 60
    assert sum(map(len, inputs)) <= 200_000
    bundles = [decode(each) for each in inputs]
    assert {each.target for each in bundles} == set(TARGETS)
    assert [each.encode() for each in bundles] == inputs


def test_a_fault_is_seen(tmp_path: Path) -> None:
    """An oracle that tells nothing would let everything pass."""
    wrong = {
        "reads": ("article.md", b"import os; open('../outside/x').read()"),
        "writes": ("article.md", b"import os; open('../../../x', 'w')"),
    }
    code = (
        "import sys, pathlib; from tests.fuzz import trial\n"
        "def try_bundle(bundle, folder):\n"
        "    (folder / 'own').mkdir()\n"
        "    import os; os.chdir(folder / 'own'); exec(bundle.files['article.md'])\n"
        "trial.try_bundle = try_bundle\n"
        "from tests.fuzz.replay import main; sys.exit(main())"
    )
    for name, (file, data) in wrong.items():
        (tmp_path / name).write_bytes(Bundle("article", {file: data}).encode())
    for name, text in (("fails", b"{}['a']"), ("fine", b"1")):
        (tmp_path / name).write_bytes(Bundle("article", {"article.md": text}).encode())
    ran = subprocess.run(
        [sys.executable, "-c", code, *map(str, sorted(tmp_path.iterdir()))],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    faults = {line.split("\t")[0]: line.split("\t")[2] for line in ran.stdout.splitlines()}
    assert faults["fine"] == ""
    assert faults["fails"].startswith("KeyError")
    assert faults["reads"].startswith("Trespass reads x")
    assert faults["writes"].startswith("Trespass open")
