"""The libraries of WeasyPrint: those that are not there, and those that are loaded late."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

import pypdfium2
import pytest

from pipeline.formats.pdf import libraries, weasy
from pipeline.model.diagnostics import ToolMissing


class _Loud:
    """Stands for a WeasyPrint that prints its advice and fails."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name == "weasyprint":
            sys.stdout.write("WeasyPrint could not import some external libraries.\n")
            raise OSError("cannot load library 'libpango-1.0.so.0'")
        return None


def test_without_its_libraries_one_line_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_Loud(), *sys.meta_path])
    with pytest.raises(ToolMissing) as failure:
        weasy._import.__wrapped__()
    (diagnostic,) = failure.value.diagnostics
    assert diagnostic.message == "missing Pango libraries, which set the PDFs"
    assert "dossier doctor" in diagnostic.hint
    assert "--to epub,html,pptx" in diagnostic.hint
    assert capsys.readouterr() == ("", "")


def test_modules_that_few_pages_need_are_loaded_late() -> None:
    program = (
        "import sys; from pipeline.formats.pdf import libraries, weasy; weasy.load(); "
        "print(*(name for name in libraries.LATE if name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_without_the_library_for_subsets_fonts_are_reduced_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weasy.load()
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    printout = weasy.write('<html lang="en"><title>T</title><p>Some words.', weasy.press("", ()), {}, b"x")
    page = pypdfium2.PdfDocument(io.BytesIO(printout.data))[0]
    assert "Some words." in page.get_textpage().get_text_range()
    assert set(libraries.LATE) & set(sys.modules) >= {"fontTools.subset"}


def test_a_module_that_is_loaded_already_is_no_other() -> None:
    import fontTools.subset as own

    with libraries.late_imports():
        assert sys.modules["fontTools.subset"] is own
