"""The examination: complete on this machine, honest on an empty one, and light."""

import subprocess
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec

import pytest

from pipeline.setup import doctor, reveal


def silent(command: Sequence[str]) -> str:
    return ""


def test_everything_required_is_here() -> None:
    tools = doctor.examine(lambda command: "pandoc 3.9", lambda program: None)
    assert [tool.name for tool in doctor.missing_tools(tools)] == []
    assert {"pandoc", "reveal.js", "Inter", "libpango-1.0", "WeasyPrint"} <= {tool.name for tool in tools}


def test_an_empty_path_means_no_optional_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = {tool.name: tool for tool in doctor.examine(silent)}
    for name, *_ in doctor.PROGRAMS:
        assert not result[name].is_found
        assert not result[name].is_required
        assert result[name].where is None
        assert result[name].cure


def test_a_program_that_does_not_answer_is_not_found() -> None:
    result = {tool.name: tool for tool in doctor.examine(silent, lambda program: f"/bin/{program}")}
    assert result["qpdf"].where == "/bin/qpdf"
    assert not result["qpdf"].is_found
    assert not result["EPUBCheck"].is_found
    assert [tool.name for tool in doctor.missing_tools(tuple(result.values()))] == ["pandoc"]


def test_versions_are_read_from_what_programs_say() -> None:
    tools = doctor.examine(lambda command: "qpdf version 11.3.0\nRun ...", lambda program: f"/bin/{program}")
    assert {tool.name: tool for tool in tools}["qpdf"].version == "11.3.0"


def test_a_missing_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_nothing(name: str) -> ModuleSpec | None:
        return None

    monkeypatch.setattr(doctor, "find_spec", find_nothing)
    monkeypatch.setattr(reveal, "find_spec", find_nothing)
    absent = {tool.name for tool in doctor.missing_tools(doctor.examine(silent, lambda program: None))}
    assert {"pandoc", "WeasyPrint", "EbookLib", "Inter", "reveal.js"} <= absent


def test_names_are_unique_and_each_has_a_cure() -> None:
    tools = doctor.examine(silent, lambda program: None)
    assert len({tool.name for tool in tools}) == len(tools)
    assert all(tool.cure and tool.role and tool.purpose for tool in tools)


def test_nothing_heavy_is_imported() -> None:
    script = (
        "import sys; from pipeline.setup import doctor; doctor.examine(lambda c: '', lambda p: None);"
        "print([m for m in ('weasyprint', 'uharfbuzz', 'ebooklib', 'pikepdf', 'pptx', 'sphinx', 'fontTools',"
        " 'sphinx_revealjs', 'subprocess') if m in sys.modules])"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert process.stdout == "[]\n"


def test_reveal_is_whole() -> None:
    root = reveal.reveal_root()
    assert reveal.reveal_version().startswith("5.2.")
    for name in ("dist/reveal.js", "dist/reveal.css", "dist/reset.css", "plugin/notes/notes.js"):
        assert (root / name).stat().st_size > 500
