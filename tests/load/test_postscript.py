"""EPS figures: drawn by Ghostscript within bounds, or a reason that says how they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import ghostscript, process
from pipeline.load.media import read
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Place
from pipeline.process import ProcessResult

HERE = Place("paper.md", 3, 1)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 72 36\n1 0 0 setrgbcolor 0 0 72 36 rectfill\nshowpage\n"
PNG = Path("tests/sample/media/coin.png").read_bytes()


def image_and_diagnostics(folder: Path, data: bytes = EPS) -> tuple[bytes | None, list[tuple[str, str, str]]]:
    (folder / "a.eps").write_bytes(data)
    loaded_image = read("a.eps", Reach.of(folder), HERE)
    assert loaded_image is not None
    texts = [(each.code, each.message, each.hint) for each in loaded_image.diagnostics]
    return loaded_image.media.data if loaded_image.media else None, texts


def test_without_ghostscript_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "find", lambda program: None)
    data, [(code, message, hint)] = image_and_diagnostics(tmp_path)
    assert (data, code) == (None, "image-unreadable")
    assert "Ghostscript" in message
    assert "Ghostscript" in hint


def test_ghostscript_is_asked_within_bounds_and_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], stdin: bytes, *, timeout: float, env: dict[str, str]) -> ProcessResult:
        commands.append(command)
        assert Path(env["TMPDIR"]).is_dir()
        assert (stdin, timeout) == (EPS, ghostscript.SECONDS)
        return ProcessResult(0, PNG, "")

    monkeypatch.setattr(process, "find", lambda program: "/opt/gs")
    monkeypatch.setattr(process, "run", run)
    data, texts = image_and_diagnostics(tmp_path)
    assert data == PNG
    assert texts == [("image-converted", "a.eps: its first page is drawn by Ghostscript as PNG", "")]
    [command] = commands
    assert "-dSAFER" in command
    assert "-r300" in command
    assert any("ulimit -v" in each for each in command)


@pytest.mark.parametrize(
    "process_result", [ProcessResult(1, b"", "Error: /undefined in x\nmore"), ProcessResult(0, b"", "")]
)
def test_what_it_cannot_draw_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, process_result: ProcessResult
) -> None:
    monkeypatch.setattr(process, "find", lambda program: "/opt/gs")
    monkeypatch.setattr(process, "run", lambda *arguments, **options: process_result)
    data, [(code, message, _)] = image_and_diagnostics(tmp_path)
    assert (data, code) == (None, "image-unreadable")
    assert "more" not in message


@pytest.mark.parametrize(
    ("head", "dots"), [(b"0 0 72 36", 300), (b"-10 -10 7200 7200", 19), (b"(atend)", 206), (b"5 5 5 5", 300)]
)
def test_the_dots_are_bounded_by_the_size_of_the_page(head: bytes, dots: int) -> None:
    assert ghostscript.dots(b"%!PS\n%%BoundingBox: " + head + b"\n") == dots


@pytest.mark.skipif(ghostscript.program() is None, reason="Ghostscript is not here")
def test_it_draws(tmp_path: Path) -> None:
    import io

    from PIL import Image

    data, _ = image_and_diagnostics(tmp_path)
    assert data is not None
    image = Image.open(io.BytesIO(data)).convert("RGB")
    assert image.size == (300, 150)
    assert image.getpixel((150, 75)) == (255, 0, 0)


def test_a_limited_command_runs_as_it_is(tmp_path: Path) -> None:
    process_result = process.run(process.with_memory_limit(["/bin/echo", "a b", "$HOME"], 500_000_000))
    assert process_result.output == b"a b $HOME\n"


@pytest.mark.skipif(ghostscript.program() is None, reason="Ghostscript is not here")
def test_it_neither_reads_nor_leaves_a_file(tmp_path: Path) -> None:
    head = EPS.partition(b"1 0 0")[0]
    target = tmp_path / "written"
    for program in (b"(/etc/passwd) (r) file pop", b"(%%pipe%%touch %s) (w) file pop" % bytes(target)):
        assert image_and_diagnostics(tmp_path, head + program + b" showpage\n")[0] is None
    image_and_diagnostics(tmp_path, head + b"(%s) (w) file (x) writestring showpage\n" % bytes(target))
    assert not target.exists()
