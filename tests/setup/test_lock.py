"""The lock files: every package exact, every package hashed, no address anywhere."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.setup import bootstrap

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def entries(name: str) -> dict[str, list[str]]:
    """Return the lines below each `package==version` of a lock file."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text().splitlines():
        if not line.startswith(" "):
            found[line.removesuffix("\\").strip()] = []
        else:
            found[next(reversed(found))].append(line.strip())
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_exact_and_hashed(name: str) -> None:
    for requirement, lines in entries(name).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+", requirement)
        assert any(re.match(r"--hash=sha256:[0-9a-f]{64}\b", line) for line in lines), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_no_address_is_in_it(name: str) -> None:
    text = (ROOT / name).read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|@ |/simple", text)


def test_development_holds_all_of_runtime_unchanged() -> None:
    assert set(entries("requirements.lock")) <= set(entries("requirements-dev.lock"))


def test_the_locks_meet_the_exact_pins_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = dict(requirement.split("==") for requirement in entries("requirements-dev.lock"))
    for requirement in wanted:
        name = normal(re.split(r"[<>=]", requirement)[0])
        assert name in locked
        _, exact, pin = requirement.partition("==")
        # 4.4 and 4.004 are one version
        assert not exact or [int(n) if n.isdigit() else n for n in pin.split(".")] == [
            int(n) if n.isdigit() else n for n in locked[name].split(".")
        ]


def test_sphinx_stays_out() -> None:
    assert "sphinx-revealjs" in bootstrap.locked(ROOT / "requirements.lock")
    assert "sphinx" not in bootstrap.locked(ROOT / "requirements-dev.lock")


def test_locked_reads_names_only(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("# a==1\none==1.0 \\\n    --hash=sha256:00\n    # via two==2\nthree-four==3\n")
    assert bootstrap.locked(lock) == {"one", "three-four"}
