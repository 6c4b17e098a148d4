"""A finished set-up is known by what it was made from."""

import sys
from pathlib import Path

import pytest

from pipeline.setup import stamp


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pipeline" / "setup").mkdir(parents=True)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").touch()
    for name in (*stamp.LOCKS.values(), "pyproject.toml"):
        (tmp_path / name).write_text(f"{name}\n")
    for name in stamp.PROGRAM:
        (tmp_path / "pipeline" / "setup" / name).write_text(f"{name}\n")
    return tmp_path


def test_nothing_is_fresh_before_set_up(project: Path) -> None:
    assert not stamp.fresh(project, project / ".venv", "runtime")
    assert not stamp.fresh(project, project / ".venv", "dev")


def test_runtime_set_up_is_not_enough_for_tests(project: Path) -> None:
    stamp.write(project, project / ".venv", "runtime")
    assert stamp.fresh(project, project / ".venv", "runtime")
    assert not stamp.fresh(project, project / ".venv", "dev")


def test_set_up_for_tests_is_enough_for_builds(project: Path) -> None:
    stamp.write(project, project / ".venv", "dev")
    assert stamp.fresh(project, project / ".venv", "runtime")
    assert stamp.fresh(project, project / ".venv", "dev")


def test_a_new_development_lock_leaves_builds_alone(project: Path) -> None:
    stamp.write(project, project / ".venv", "dev")
    (project / "requirements-dev.lock").write_text("other\n")
    assert stamp.fresh(project, project / ".venv", "runtime")
    assert not stamp.fresh(project, project / ".venv", "dev")


@pytest.mark.parametrize("name", [stamp.LOCKS["runtime"], "pyproject.toml", "pipeline/setup/pango.py"])
def test_a_changed_source_makes_it_stale(project: Path, name: str) -> None:
    stamp.write(project, project / ".venv", "runtime")
    (project / name).write_text("changed\n")
    assert not stamp.fresh(project, project / ".venv", "runtime")


def test_touching_a_file_does_not(project: Path) -> None:
    stamp.write(project, project / ".venv", "runtime")
    (project / stamp.LOCKS["runtime"]).touch()
    assert stamp.fresh(project, project / ".venv", "runtime")


def test_a_moved_environment_is_stale(project: Path) -> None:
    stamp.write(project, project / ".venv", "runtime")
    (project / ".venv").rename(project / "elsewhere")
    assert not stamp.fresh(project, project / "elsewhere", "runtime")


def test_another_python_is_stale(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp.write(project, project / ".venv", "runtime")
    monkeypatch.setattr(sys, "version", "4.0.0")
    assert not stamp.fresh(project, project / ".venv", "runtime")


def test_removed_stamps_are_gone_and_leave_no_drafts(project: Path) -> None:
    stamp.write(project, project / ".venv", "dev")
    stamp.remove(project / ".venv")
    assert not list(stamp.home(project / ".venv").iterdir())


def test_an_environment_without_its_python_is_stale(project: Path) -> None:
    stamp.write(project, project / ".venv", "runtime")
    (project / ".venv" / "bin" / "python").unlink()
    assert not stamp.fresh(project, project / ".venv", "runtime")


def test_a_damaged_stamp_is_stale(project: Path) -> None:
    stamp.write(project, project / ".venv", "runtime")
    (stamp.home(project / ".venv") / "runtime.stamp").write_bytes(b"\xff\x00")
    assert not stamp.fresh(project, project / ".venv", "runtime")
