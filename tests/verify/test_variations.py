"""Each variation of a build is what it says: a program in place of a build tells its surroundings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.load.article import locate
from pipeline.reproduction import copies, rebuild
from pipeline.reproduction.copies import Original
from pipeline.reproduction.rebuild import Rebuild, Request
from pipeline.reproduction.variation import COPY, FIRST, VARIATIONS
from tests.articles import ROOT
from tests.command import dossier

# In place of a build: it writes what it sees of its surroundings, and leaves entries in the cache.
# In an installed package the font configuration is that of the machine.
WITNESS = """
import ctypes, datetime, hashlib, json, os, pathlib, sys, tempfile, time
settings = json.loads(sys.argv.pop(1))
sys.path[:] = settings.pop("path")
from pipeline import cache, fontconfig
from pipeline.setup import native
native.prepare = lambda: None
store = cache.Cache(cache.user_folder())
entries = len(list(cache.entries(store.folder)))
for number in range(4):
    store.put(hashlib.sha256(bytes([number])).hexdigest(), b"x")
from pipeline.reproduction.stand_in import alter
alter(**settings)
out = pathlib.Path(sys.argv[sys.argv.index("--out") + 1])
(out / "witness").touch()
now = datetime.datetime.now(datetime.UTC)
sights = {
    "entries": entries, "fonts": len(fontconfig.font_files()), "here": os.getcwd(),
    "home": os.environ["HOME"], "hash": hash("Dossier"), "lang": os.environ.get("LC_ALL"),
    "mode": (out / "witness").stat().st_mode & 0o777,
    "names": [os.listdir("."), [each.name for each in os.scandir(".")]], "options": sys.argv[1:],
    "process": os.getpid(), "temporary": tempfile.gettempdir(), "terminal": os.isatty(1),
    "years": [now.year, time.gmtime().tm_year, datetime.date.today().year, time.gmtime(time.time()).tm_year,
              int(time.strftime("%Y"))],
    "zone": time.localtime(0).tm_gmtoff, "first": pathlib.Path(sys.argv[-1]).exists(),
}
(out / "seen.json").write_text(json.dumps(sights))
"""


@pytest.fixture(scope="module")
def sights(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Return what a witness saw in each variation that could be had."""
    folder = tmp_path_factory.mktemp("variations")
    article = folder / "Ä project" / "source" / "sample"
    shutil.copytree(ROOT / "tests" / "sample", article)
    root = article.parent.parent
    original = Original(root, tuple(root.rglob("*")), root)
    request = Request((str(article),), ("--to=pdf",), original)
    (folder / "work").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuild, "BEGINNING", WITNESS)
        for name in ("TZ", "LC_ALL", "PYTHONHASHSEED"):
            patch.delenv(name, raising=False)
        rebuilds = list(rebuild.rebuild(request, VARIATIONS, folder / "work", 2))
    assert [each.variation for each in rebuilds] == list(VARIATIONS)
    return {each.variation.name: _read(each) for each in rebuilds if not each.reason}


def _read(result: Rebuild) -> Any:
    assert result.words == ""
    return json.loads((result.out / "seen.json").read_text("utf-8"))


def test_each_build_has_a_process_and_a_folder_of_its_own(sights: Mapping[str, Any]) -> None:
    assert len(sights) >= len(VARIATIONS) - 1, "only a locale may be missing"
    assert len({each["process"] for each in sights.values()}) == len(sights)
    assert len({each["options"][each["options"].index("--out") + 1] for each in sights.values()}) == len(
        sights
    )
    assert all(each["first"] for each in sights.values()), "the article was not there"


def test_a_cache_is_cold_warm_or_torn(sights: Mapping[str, Any]) -> None:
    assert sights[FIRST.name]["entries"] == 0
    assert sights["warm cache"]["entries"] == 4
    assert sights["half of the cache"]["entries"] == 2
    assert "--no-cache" in sights["no cache"]["options"]


def test_the_number_of_workers_differs(sights: Mapping[str, Any]) -> None:
    jobs = [sights[name]["options"] for name in (FIRST.name, "2 workers", "4 workers")]
    assert [options[options.index("--jobs") + 1] for options in jobs] == ["1", "2", "4"]


def test_a_time_zone_is_in_force(sights: Mapping[str, Any]) -> None:
    assert sights["time zone UTC+14"]["zone"] == 14 * 3600
    assert sights["time zone UTC-11"]["zone"] == -11 * 3600


def test_the_clock_of_python_is_another(sights: Mapping[str, Any]) -> None:
    [first, *others] = sights[FIRST.name]["years"]
    assert others == [first] * 4
    assert len(set(sights["clock 13 years ahead"]["years"])) == 1
    assert sights["clock 13 years ahead"]["years"][0] - first in (12, 13)


def test_rights_of_new_files_differ(sights: Mapping[str, Any]) -> None:
    assert [sights[name]["mode"] for name in ("umask 077", "umask 000")] == [0o600, 0o666]


def test_hashes_differ(sights: Mapping[str, Any]) -> None:
    assert sights["hash seed 0"]["hash"] != sights["hash seed 4242"]["hash"]


def test_the_copy_is_in_another_folder(sights: Mapping[str, Any]) -> None:
    names = [Path(sights[name]["options"][-1]) for name in (FIRST.name, "copied article")]
    assert names[0] != names[1]
    assert COPY in names[1].parts
    options = sights["copied article"]["options"]
    assert COPY in options[options.index("--root") + 1]
    assert sights["copied article"]["here"] != sights[FIRST.name]["here"]


def test_files_are_listed_the_other_way(sights: Mapping[str, Any]) -> None:
    names = sights["files listed from Z to A"]["names"]
    assert names == [sorted(names[0], reverse=True)] * 2
    assert len(names[0]) > 1


def test_home_and_temporary_folder_are_others(sights: Mapping[str, Any]) -> None:
    for key in ("home", "temporary"):
        assert sights["HOME and TMPDIR elsewhere"][key] != sights[FIRST.name][key]


def test_the_fonts_of_the_system_are_hidden(sights: Mapping[str, Any]) -> None:
    assert sights["no fonts of the system"]["fonts"] == 0
    assert sights[FIRST.name]["fonts"] > 0 or not shutil.which("fc-list")


def test_the_terminal_is_one(sights: Mapping[str, Any]) -> None:
    assert [sights[name]["terminal"] for name in (FIRST.name, "terminal")] == [False, True]


def test_all_at_once_differs_in_everything(sights: Mapping[str, Any]) -> None:
    first, other = sights[FIRST.name], sights["all of these at once"]
    same = {key for key in first if first[key] == other[key]}
    assert same <= {"entries", "first"}
    assert other["lang"] == "C"


def test_a_locale_that_cannot_be_had_is_not_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.reproduction.rebuild.BEGINNING", WITNESS)
    monkeypatch.setattr("pipeline.reproduction.rebuild._ASK_LOCALE", "raise SystemExit(1)")
    monkeypatch.setenv("PATH", "")
    turkish = next(each for each in VARIATIONS if each.locale)
    request = Request(("tests/sample",), (), None, "it cannot be read")
    [first, result, copy] = rebuild.rebuild(
        request, [FIRST, turkish, next(each for each in VARIATIONS if each.is_in_copy)], tmp_path, 1
    )
    assert (first.reason, result.reason) == ("", "the locale tr_TR.UTF-8 is not here")
    assert result.cure
    assert copy.reason == "it cannot be read"


def test_a_build_that_fails_has_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys; print('going on\\nerror[x]: no\\nthe end', file=sys.stderr); sys.exit(1)"
    monkeypatch.setattr("pipeline.reproduction.rebuild.BEGINNING", script)
    [result] = rebuild.rebuild(Request(("tests/sample",), (), None), [FIRST], tmp_path, 1)
    assert (result.words, result.reason) == ("error[x]: no", "")


def test_the_clock_of_a_library_is_that_of_python() -> None:
    """A class of `datetime` stays the class that libraries know."""
    script = (
        "from pipeline.reproduction.stand_in import alter; import datetime; old = datetime.datetime\n"
        "alter(folder='.', umask=None, seconds=864000, is_descending=False)\n"
        "assert datetime.datetime is old and type(old.now()) is old and old.now(datetime.UTC).tzinfo\n"
        "import time; print(old.now().timestamp() - time.time() < 5, old.utcnow() - old.now(datetime.UTC)"
        ".replace(tzinfo=None) < datetime.timedelta(seconds=5))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True,
                            env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert result.stdout.split() == ["True", "True"]


def test_a_copy_has_all_that_reading_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    article = project / "source" / "sample"
    shutil.copytree(ROOT / "tests" / "sample", article)
    text = (article / "article.md").read_text("utf-8")
    (project / "shared").mkdir()
    (article / "references.json").rename(project / "shared" / "works.json")
    (article / "article.md").write_text(
        text.replace("---\ntitle", "---\nbibliography: ../../shared/works.json\ntitle", 1), "utf-8"
    )
    (project / "large.bin").write_bytes(b"x")
    (project / ".git").mkdir()
    monkeypatch.chdir(project)
    location = locate(str(article), project / "source")
    original = copies.original([location], copies.paths_of(location))
    copies.copy(original, tmp_path / "copy")
    target = tmp_path / "copy"
    files = {str(each.relative_to(target)) for each in target.rglob("*") if each.is_file()}
    assert {"source/sample/article.md", "source/sample/facts.yaml", "shared/works.json"} <= files
    assert "large.bin" not in files
    options = ("--root", tmp_path / "copy", "--to", "epub", "--out", tmp_path / "out")
    run = dossier("build", tmp_path / "copy" / "source" / "sample", *options)
    assert run.returncode == 0, run.stderr
