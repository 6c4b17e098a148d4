"""The lock files: every package exact, every package hashed, no address anywhere."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.model import checkout
from pipeline.setup import bootstrap, stamp

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-khmer.lock", "requirements-dev.lock")


def entries(name: str) -> dict[str, list[str]]:
    """Return the lines below each `package==version` of a lock file."""
    result: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text().splitlines():
        if not line.startswith(" "):
            result[line.removesuffix("\\").strip()] = []
        else:
            result[next(reversed(result))].append(line.strip())
    return result


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


@pytest.mark.parametrize(("smaller", "larger"), [*pairwise(LOCKS)])
def test_each_lock_holds_all_of_the_one_before_unchanged(smaller: str, larger: str) -> None:
    assert set(entries(smaller)) < set(entries(larger))


def test_extras_are_installed_only_where_they_are_asked_for() -> None:
    extras = {normal(requirement.partition("==")[0]) for requirement in checkout.EXTRAS.values()}
    assert not extras & bootstrap.locked_packages(ROOT / "requirements.lock")
    assert "khmercut" in bootstrap.locked_packages(ROOT / stamp.LOCKS["runtime"])


def test_the_extras_that_messages_name_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for name, requirement in checkout.EXTRAS.items():
        assert project["optional-dependencies"][name] == [requirement]


def test_the_locks_meet_the_exact_pins_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    own = f"{project['name']}[khmer,cluster]"
    assert own in extras["dev"]
    requirements = [
        *project["dependencies"],
        *extras["khmer"],
        *extras["cluster"],
        *(each for each in extras["dev"] if each != own),
    ]
    result = dict(requirement.split("==") for requirement in entries("requirements-dev.lock"))
    for requirement in requirements:
        name = normal(re.split(r"[<>=]", requirement)[0])
        assert name in result
        _, exact, pin = requirement.partition("==")
        # 4.4 and 4.004 are one version
        assert not exact or [int(n) if n.isdigit() else n for n in pin.split(".")] == [
            int(n) if n.isdigit() else n for n in result[name].split(".")
        ]


def test_sphinx_stays_out() -> None:
    assert "sphinx-revealjs" in bootstrap.locked_packages(ROOT / "requirements.lock")
    assert "sphinx" not in bootstrap.locked_packages(ROOT / "requirements-dev.lock")


def test_locked_reads_names_only(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("# a==1\none==1.0 \\\n    --hash=sha256:00\n    # via two==2\nthree-four==3\n")
    assert bootstrap.locked_packages(lock) == {"one", "three-four"}
