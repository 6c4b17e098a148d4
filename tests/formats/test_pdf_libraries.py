"""What is said where WeasyPrint does not find its libraries."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from pipeline.formats.pdf import weasy
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
    assert capsys.readouterr() == ("", "")
