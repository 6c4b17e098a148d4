"""What a process loads before it forks, and what it does when another version of Dossier takes its place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cache, theme, warming
from pipeline.build import Plan
from pipeline.formats import FORMATS
from tests.articles import ROOT
from tests.test_watch import Console

PDF = next(each for each in FORMATS if each.file == "briefing.pdf")
CHECK = """
import sys
from pipeline import warming
from pipeline.build import Plan
from pipeline.formats.pdf import weasy
state = warming.warm_up(Plan())
assert state == warming.installation()
from pipeline.languages.loading import part
from pipeline.wording.number_reading import grammar
from pipeline import cache, pandoc
for each in (part, grammar, cache.code, cache.tools, pandoc.program):
    assert each.cache_info().currsize, each
assert not weasy.press.cache_info().currsize
import os
print(os.listdir('/proc/self/task') == [str(os.getpid())])
"""


def test_the_sample_of_a_language_is_read_whole(tmp_path: Path) -> None:
    warming._read(tmp_path / "sample", {"briefing", "ebook", "deck", "summary", "handout"})


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_what_builds_need_is_loaded_and_no_thread_is_left() -> None:
    run = subprocess.run(
        [sys.executable, "-P", "-c", CHECK],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert (run.returncode, run.stdout.strip()) == (0, "True"), run.stderr


def test_a_program_that_is_missing_is_reported_by_the_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.model.diagnostics import DossierError

    def fail(*arguments: object) -> None:
        raise DossierError([])

    monkeypatch.setattr(warming, "_read", fail)
    assert warming.warm_up(Plan((PDF,))) == warming.installation()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with the code and styles of Dossier, as an installation has them."""
    folder = tmp_path / "installation"
    for source in (Path(cache.__file__).parent, theme.styles_dir()):
        shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_watch_starts_again_when_dossier_is_another(copy: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("# One\n\nWords.\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "pipeline", "watch", "a.md", "--to", "html"],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        console = Console(process.stdout)
        try:
            assert console.heading().startswith("a: 1 artifact")
            sheet = copy / "styles" / "deck.css"
            sheet.write_text(f"{sheet.read_text('utf-8')}\n.of-another-version {{ color: red }}\n", "utf-8")
            article.write_text("# One\n\nOther words.\n", "utf-8")
            while not (line := console.lines.get(timeout=120)).endswith("starts again"):
                assert line.startswith("  ")
            assert line.endswith("Dossier has changed: it starts again")
            assert console.heading().startswith("a: 1 artifact")
            page = (tmp_path / "build" / "a" / "deck.html").read_text("utf-8")
            assert "Other words" in page
            assert "of-another-version" in page
        finally:
            process.kill()
            console.thread.join()
