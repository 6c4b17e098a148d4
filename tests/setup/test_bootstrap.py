"""The set-up program: what it does when there is nothing to do, when it fails, and when it is cut short."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.setup import bootstrap, native, pango, stamp

ROOT = Path(__file__).parents[2]


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A project in an empty folder whose set-up steps only note that they ran."""
    texts: list[str] = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    for name in ("make_environment", "install", "connect", "run"):
        monkeypatch.setattr(bootstrap, name, lambda *a, name=name, **k: texts.append(name))
    monkeypatch.setattr(pango, "provide", lambda *a: texts.append("provide"))
    return texts


def test_set_up_runs_once(steps: list[str]) -> None:
    assert bootstrap.main(["runtime"]) == 0
    assert steps == ["make_environment", "install", "connect", "provide", "run", "run"]
    assert bootstrap.main(["runtime"]) == 0
    assert len(steps) == 6


def test_fresh_only_tells(steps: list[str]) -> None:
    assert bootstrap.main(["--fresh", "runtime"]) == 1
    assert not steps
    bootstrap.main(["dev"])
    assert bootstrap.main(["--fresh", "runtime"]) == 0


@pytest.mark.parametrize("failure", [pango.Unavailable("no way"), OSError("disk full")])
def test_a_failure_is_told_and_leaves_no_stamp(
    steps: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failure: Exception
) -> None:
    def fail(*arguments: object) -> None:
        raise failure

    bootstrap.main(["dev"])
    monkeypatch.setattr(stamp, "fresh", lambda *a: False)
    monkeypatch.setattr(pango, "provide", fail)
    assert bootstrap.main(["dev"]) == 3
    assert str(failure) in capsys.readouterr().err
    assert not list(stamp.home(bootstrap.VENV).glob("*.stamp"))


def test_an_interruption_leaves_no_stamp(steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "install", interrupt)
    assert bootstrap.main(["runtime"]) == 130
    assert not list(stamp.home(bootstrap.VENV).glob("*.stamp"))


def test_a_failed_program_says_why() -> None:
    with pytest.raises(pango.Unavailable, match="broken pipe dream"):
        bootstrap.run([sys.executable, "-c", "import sys; sys.exit('broken pipe dream')"])


def test_an_environment_of_another_place_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv, commands = tmp_path / ".venv", list[object]()
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "PYTHON", str(venv / "bin" / "python"))
    monkeypatch.setattr(bootstrap, "run", commands.append)
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    stamp.put(stamp.home(venv) / "identity", stamp.identity(Path("elsewhere")))
    bootstrap.make_environment()
    assert len(commands) == 1
    assert not (venv / "bin").exists()
    (venv / "bin").mkdir()
    (venv / "bin" / "python").touch()
    bootstrap.make_environment()
    assert len(commands) == 1


def test_the_command_and_the_fonts_are_connected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = tmp_path / "a & b" / ".venv"
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "PYTHON", str(venv / "bin" / "python"))
    bootstrap.connect()
    launcher = venv / "bin" / "dossier"
    assert launcher.stat().st_mode & 0o111
    assert f"'{venv}/bin/python'" in launcher.read_text()
    assert "a &amp; b" in (stamp.home(venv) / "fonts.conf").read_text()


def test_it_needs_nothing_but_the_standard_library() -> None:
    script = "import sys; sys.argv = ['bootstrap', '--fresh', 'none']; import runpy\n"
    script += f"try: runpy.run_path({str(ROOT / 'pipeline/setup/bootstrap.py')!r}, run_name='__main__')\n"
    script += "except SystemExit: pass\n"
    script += "import pipeline.setup.pango, pipeline.setup.native"
    subprocess.run([sys.executable, "-IS", "-c", script], check=True)


def test_native_preparation_is_light() -> None:
    script = "import sys; from pipeline.setup import native; print('ctypes' in sys.modules)"
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert process.stdout == "False\n"


def test_programs_keep_the_fonts_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    native.prepare()
    assert "FONTCONFIG_FILE" not in os.environ
