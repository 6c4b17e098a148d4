"""The command line as a newcomer uses it, with right and wrong input."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypandoc
import pytest

from pipeline import schemas
from tests.command import dossier

pytestmark = pytest.mark.slow  # begun first

ROOT = Path(__file__).parent.parent


def copy_with_faults(folder: Path) -> Path:
    """Return a copy of the default article with one fault of each of five kinds."""
    copy = folder / "copy"
    shutil.copytree(ROOT / "source" / "cambodia-us-relations", copy)
    article, ledger = copy / "article.md", copy / "facts.yaml"
    text = article.read_text("utf-8")
    text = text.replace("@oh-recognition-guide", "@oh-recogniton-guide", 1)
    text = text.replace("[$83.7 million]", "[$87.3 million]", 1)
    text = text.replace("subtitle:", "subtitel:", 1)
    text = text.replace("figures/relations.yaml", "figures/relation.yaml", 1)
    article.write_text(text, "utf-8")
    facts = ledger.read_text("utf-8")
    assert "1950-02-07" in facts
    ledger.write_text(facts.replace("1950-02-07", "1950-02-31", 1), "utf-8")
    return copy


def line_of(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if words in line)


def test_five_faults_are_named_at_once_with_their_lines(tmp_path: Path) -> None:
    copy = copy_with_faults(tmp_path)
    process = dossier("check", str(copy), "--format", "short")
    assert process.returncode == 1
    assert process.stderr == ""
    article, ledger = copy / "article.md", copy / "facts.yaml"
    all_faults = {
        ("citation-undefined", "article.md", line_of(article, "oh-recogniton-guide")),
        ("fact-mismatch", "article.md", line_of(article, "$87.3 million")),
        ("front-matter-unknown", "article.md", line_of(article, "subtitel")),
        ("image-missing", "article.md", line_of(article, "figures/relation.yaml")),
        ("ledger-invalid", "facts.yaml", line_of(ledger, "1950-02-31")),
    }
    result = re.findall(r"^\S*?([^/\s]+):(\d+):\d+: error ([a-z-]+): ", process.stdout, re.MULTILINE)
    assert {(code, file, int(line)) for file, line, code in result} == all_faults
    assert len(result) == 5


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_the_same_faults_come_in_every_form(tmp_path: Path, form: str) -> None:
    process = dossier("check", str(copy_with_faults(tmp_path)), "--format", form)
    assert process.returncode == 1
    for code in (
        "citation-undefined",
        "fact-mismatch",
        "front-matter-unknown",
        "image-missing",
        "ledger-invalid",
    ):
        assert code in process.stdout


def test_the_articles_of_the_project_are_clean() -> None:
    process = dossier("check", "--strict")
    assert (process.returncode, process.stdout, process.stderr) == (0, "no findings\n", "")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["check", "cambodia"], 1, "no article `cambodia`"),
        (["build", "cambodia-us-relations", "--to", "pfd"], 2, "did you mean pdf"),
        (["explain", "fact-mismach"], 2, "did you mean fact-mismatch"),
        (["check", "source"], 1, "no article.md"),
        (["dump", "tests/sample", "--stage", "nothing"], 2, "nothing"),
        (["dump", "tests/sample", "--stage", "document", "--edition", "deck"], 2, "for the stage `edition`"),
        (["build", "tests/sample", "--edition", "deck", "--to", "epub"], 2, "deck as html, deck as pptx"),
        (["biuld"], 2, "biuld"),
        (["build", "tests/sample", "--to", "pdf", "--out", "README.md"], 2, "README.md"),
    ],
)
def test_wrong_input_gets_a_sentence_and_no_traceback(arguments: list[str], status: int, words: str) -> None:
    process = dossier(*arguments)
    assert process.returncode == status
    assert words in process.stdout + process.stderr
    assert "Traceback" not in process.stdout + process.stderr


def test_a_dump_of_an_edition_needs_no_stage() -> None:
    process = dossier("dump", "tests/sample", "--edition", "deck")
    assert (process.returncode, '"colophon"' in process.stdout) == (0, True)


def test_a_bad_clock_is_wrong_usage() -> None:
    process = dossier("build", "tests/sample", "--to", "pdf", env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert process.returncode == 2
    assert "SOURCE_DATE_EPOCH" in process.stderr


@pytest.mark.parametrize(
    ("stage", "has"), [("manuscript", '"fact"'), ("document", "ref-treaty-1867"), ("edition", "colophon")]
)
def test_a_dump_is_json_that_pandoc_reads(stage: str, has: str) -> None:
    process = dossier("dump", "tests/sample", "--stage", stage)
    assert process.returncode == 0, process.stderr
    assert has in process.stdout
    assert json.loads(process.stdout)["meta"]["title"]["c"]
    plain = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "json", "-t", "plain"],
        input=process.stdout, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Seward" in plain.stdout


def test_every_code_and_command_explains_itself() -> None:
    texts = dossier("explain").stdout.splitlines()
    codes = [line.split()[0] for line in texts]
    assert len(codes) == len(set(codes)) > 40
    assert "Bad:" in dossier("explain", "fact-mismatch").stdout
    assert "EPUBCheck" in dossier("explain", "epubcheck/RSC-005").stdout
    top = dossier("--help").stdout
    for command in re.findall(r"^  ([a-z]+) ", top.partition("Commands:")[2], re.MULTILINE):
        assert dossier(command, "--help").stdout.startswith("Usage: dossier")


def test_the_doctor_finds_what_this_environment_has() -> None:
    process = dossier("doctor")
    assert process.returncode == 0, process.stdout
    for name in ("pandoc", "WeasyPrint", "libpango", "reveal.js", "Source Serif 4"):
        assert name in process.stdout


@pytest.mark.parametrize("name", schemas.MODELS)
def test_the_schemas_for_editors_are_current(name: str) -> None:
    process = dossier("schema", name)
    assert (ROOT / "source" / "schema" / f"{name}.schema.json").read_text("utf-8") == process.stdout


def test_a_build_that_is_stopped_ends_its_programs_and_keeps_the_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "briefing.pdf").write_bytes(b"old")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", "tests/sample", "--no-cache", "--out", str(tmp_path)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    while not list(temporary.iterdir()):
        assert process.poll() is None, "it ends before it begins"
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    text = process.communicate(timeout=600)[1]
    assert "Traceback" not in text
    assert process.returncode == 143
    assert list(temporary.iterdir()) == []
    listing = subprocess.run(
        ["ps", "-o", "pid=", "-g", str(process.pid)], capture_output=True, text=True, check=False
    )
    assert listing.stdout.split() == []
    assert (folder / "briefing.pdf").read_bytes() in (b"old",) or (
        folder / "briefing.pdf"
    ).stat().st_size > 10_000
