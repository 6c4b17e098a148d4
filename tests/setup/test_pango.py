"""The Pango libraries: what apt would bring, what of it is taken, and the order of loading."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.setup import native, pango

SIMULATION = """\
NOTE: This is only a simulation!
Reading package lists...
The following NEW packages will be installed:
  fontconfig-config libfontconfig1 libpango-1.0-0
Inst libpng16-16 (1.6.39-2 Debian:12.5/stable [amd64])
Inst libc6 [2.36-9] (2.36-9+deb12u9 Debian:12.9/stable [amd64])
Inst fontconfig-config (2.14.1-4 Debian:12.5/stable [amd64])
Inst libfontconfig1 [2.13.1-1] (2.14.1-4 Debian:12.5/stable [amd64]) []
Inst libpango-1.0-0 (1.50.12+ds-1 Debian:12.5/stable [amd64])
Conf libpng16-16 (1.6.39-2 Debian:12.5/stable [amd64])
"""


class Apt:
    """A run function that answers like apt and notes what it was asked."""

    def __init__(self, failures: int = 0) -> None:
        self.commands: list[Sequence[str]] = []
        self.failures = failures

    def __call__(
        self,
        command: Sequence[str],
        extra: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> str:
        self.commands.append(command)
        if "install" in command and self.failures:
            self.failures -= 1
            raise pango.Unavailable("no lists")
        if "download" in command and folder:
            (folder / "one.deb").touch()
        if "dpkg-deb" in command:
            place = Path(command[-1]) / "usr" / "lib" / "some-linux-gnu"
            place.mkdir(parents=True)
            (place / "libone.so.0.1").touch()
            (place / "libone.so.0").symlink_to("libone.so.0.1")
        return SIMULATION if "--simulate" in command else ""


def test_only_libraries_are_taken_and_never_the_c_library() -> None:
    assert pango.parse_plan(SIMULATION) == {
        "libpng16-16": "1.6.39-2",
        "libfontconfig1": "2.14.1-4",
        "libpango-1.0-0": "1.50.12+ds-1",
    }


def test_nothing_planned_is_nothing() -> None:
    assert pango.parse_plan("Reading package lists...\n") == {}


def test_libraries_are_loaded_after_what_they_need() -> None:
    needs = {"a": "b", "b": "c", "c": ""}
    texts: list[str] = []

    def load(name: str) -> None:
        if needs[name] and needs[name] not in texts:
            raise OSError(name)
        texts.append(name)

    assert pango.load_order([Path("a"), Path("b"), Path("c")], load) == [Path("c"), Path("b"), Path("a")]


def test_what_never_loads_is_left_out() -> None:
    def load(name: str) -> None:
        if name == "broken":
            raise OSError(name)

    assert pango.load_order([Path("broken"), Path("good")], load) == [Path("good")]


def test_root_installs_and_updates_only_when_that_fails() -> None:
    ready, bare = Apt(), Apt(failures=1)
    pango.install(["libpango-1.0-0"], ready)
    pango.install(["libpango-1.0-0"], bare)
    assert ["update" in command for command in ready.commands] == [False]
    assert ["update" in command for command in bare.commands] == [False, True, False]


def test_a_user_gets_them_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "load", lambda library: library)
    apt, texts = Apt(), list[str]()
    pango.unpack(["libpango-1.0-0"], tmp_path, apt, texts.append)
    assert texts == ["unpacking privately: libpng16-16 libfontconfig1 libpango-1.0-0"]
    assert native.private_libraries(tmp_path) == (str(tmp_path / "lib/usr/lib/some-linux-gnu/libone.so.0.1"),)
    assert "libpango-1.0-0=1.50.12+ds-1" in next(c for c in apt.commands if "download" in c)
    assert not (tmp_path / "apt").exists()


def test_nothing_is_done_when_the_loader_finds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "missing_libraries", lambda: ())
    apt = Apt()
    pango.provide(tmp_path, apt, lambda text: None)
    assert not apt.commands


@pytest.mark.parametrize(("macos", "cure"), [(True, "brew install pango"), (False, "package manager")])
def test_other_systems_are_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, macos: bool, cure: str
) -> None:
    monkeypatch.setattr(native, "missing_libraries", lambda: tuple(native.LIBRARIES))
    monkeypatch.setattr(native, "MACOS", macos)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pango.Unavailable, match=cure):
        pango.provide(tmp_path, Apt(), lambda text: None)
