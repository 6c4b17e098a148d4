"""Each patch mends a fault that shows without it, and is applied only to a library that it knows."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.editions import EDITIONS
from pipeline.formats.pdf import PDF, weasy
from pipeline.formats.pdf.patches import table
from pipeline.formats.pdf.patches.patch import NO_FAULT, NO_ISSUE_YET, Target
from pipeline.formats.pdf.patches.table import PATCHES
from pipeline.model.diagnostics import ToolMissing
from tests.articles import document
from tests.formats.pdf_setting import SETTING
from tests.upstream.counting import write_pdf
from tests.upstream.faults import FAULTS

# Patches that save work and mend nothing else.
SAVINGS = frozenset(
    {"single-write", "text-settings", "text-lengths", "float-widths", "glyph-arrays", "style-defaults"}
)
CASES = [(name, fault) for name, faults in FAULTS.items() for fault in faults]


@pytest.fixture
def restore_patches() -> Iterator[None]:
    """Put all patches in place when a test ends."""
    weasy.load()
    yield
    table.apply()


@pytest.mark.usefixtures("restore_patches")
@pytest.mark.parametrize(("name", "shows"), CASES, ids=[shows.__name__ for _, shows in CASES])
def test_a_fault_shows_where_its_patch_is_left_out(name: str, shows: Callable[[], bool]) -> None:
    """Where the first fails, the library has mended the fault: take the patch out."""
    table.apply([patch for patch in PATCHES if patch.name != name])
    assert shows()
    table.apply()
    assert not shows()


@pytest.mark.usefixtures("restore_patches")
def test_work_that_is_saved_changes_no_byte() -> None:
    sample = EDITIONS["briefing"].edit(document("tests/sample"))
    data = PDF.render(sample, SETTING).data
    table.apply([patch for patch in PATCHES if patch.name not in SAVINGS])
    assert PDF.render(sample, SETTING).data == data


# What a page may have that articles seldom have: the patches that save work must leave all of it as it is.
RARE_CSS = (
    "body{margin:0;width:260px;font-size:11px;hyphens:auto}p{margin-block:3px 5px;padding-inline-start:9px}"
    "i{float:left;width:60px;height:38px;margin-inline-end:6px}b{border-inline-start:2px solid}"
    "u{text-decoration:underline dotted;letter-spacing:.3px}s{text-decoration:line-through overline}"
    "em{font-variant-numeric:oldstyle-nums tabular-nums;font-feature-settings:'liga' off;word-spacing:2px}"
    "q{font-language-override:'TRK'}div{border-block-end:1px solid;max-inline-size:200px}"
    "p::first-line{font-variant-caps:small-caps}pre{tab-size:3;white-space:pre-wrap}"
)
RARE_BODY = (
    "<p><i></i>A sentence about extraordinary administrative responsibilities of the ministry stands beside"
    " what floats, and goes on below it, with <u>words under which</u> there is a line, <s>deleted ones</s>,"
    " <em>1,234 fi</em> and <b>more</b>.<p>Another paragraph is below everything that floats, <q>fi ab</q>,"
    " and it has enough words for lines.<div dir='rtl' lang='ar'>(one) <u>two</u> three</div>"
    "<pre>a\tb\n\tc</pre><p><i style='width:230px'></i>Responsibilities go below what floats beside them."
    "<p lang='de'>Donaudampfschifffahrtsgesellschaften queren Verwaltungsgrenzen."
)


@pytest.mark.usefixtures("restore_patches")
def test_rare_styles_have_the_same_bytes_where_work_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    # fontTools, which fixes the weight of typefaces of the machine, writes the time into them.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    data = write_pdf(RARE_CSS, RARE_BODY * 3)
    for name in sorted(SAVINGS):
        table.apply([patch for patch in PATCHES if patch.name != name])
        assert write_pdf(RARE_CSS, RARE_BODY * 3) == data, name


def test_every_patch_has_a_fault_and_names_an_issue() -> None:
    assert [patch.name for patch in PATCHES] == list(dict.fromkeys(patch.name for patch in PATCHES))
    assert set(FAULTS) == {patch.name for patch in PATCHES}
    for patch in PATCHES:
        assert patch.issue in (NO_ISSUE_YET, NO_FAULT) or re.fullmatch(
            r"https://github\.com/Kozea/WeasyPrint/issues/\d+", patch.issue
        )


def test_the_versions_are_those_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert set(table.VERSIONS) <= set(project["dependencies"])


@pytest.mark.usefixtures("restore_patches")
def test_patches_are_put_in_place_once_and_taken_out_whole() -> None:
    import weasyprint.layout.block as block

    own = block._in_flow_layout.__wrapped__
    assert own.__module__ == "weasyprint.layout.block"
    table.apply()
    assert block._in_flow_layout.__wrapped__ is own
    table.apply([])
    assert block._in_flow_layout is own


def replace_function(monkeypatch: pytest.MonkeyPatch, function: Callable[..., Any]) -> None:
    """Give WeasyPrint another function for the splitting of text."""
    import weasyprint.layout.inline as inline

    monkeypatch.setattr(inline, "split_text_box", function)


def other(context: Any, box: Any, skip: Any, is_line_start: bool = True, hyphens: Any = None) -> None:
    """Stand for a function of another version."""


def other_default(
    context: Any, box: Any, available_width: Any, skip: Any, is_line_start: bool = False
) -> None:
    """Stand for a function that has another default."""


@pytest.mark.usefixtures("restore_patches")
@pytest.mark.parametrize(
    ("function", "words"),
    [
        (other, ["also takes `hyphens`", "does not take `available_width`"]),
        (other_default, ["is_line_start=False", "is_line_start=True"]),
    ],
)
def test_another_version_is_told_with_what_differs(
    monkeypatch: pytest.MonkeyPatch, function: Callable[..., Any], words: list[str]
) -> None:
    import weasyprint.layout.block as block
    import weasyprint.layout.inline as inline

    in_flow, text = block._in_flow_layout, inline.split_text_box
    monkeypatch.setattr(block, "columns_layout", None)
    monkeypatch.delattr(block, "columns_layout")
    replace_function(monkeypatch, function)
    monkeypatch.setattr("importlib.metadata.version", {"weasyprint": "71.0"}.get)
    with pytest.raises(ToolMissing) as failure:
        table.apply()
    [diagnostic] = failure.value.diagnostics
    assert diagnostic.code == "tool-version"
    assert diagnostic.message.startswith("Dossier cannot patch weasyprint==71.0")
    assert "there is no `weasyprint.layout.block.columns_layout`" in diagnostic.message
    assert all(each in diagnostic.message for each in ["`weasyprint.layout.inline.split_text_box`", *words])
    assert diagnostic.message.count("`weasyprint.") == 2
    # Nothing is patched by half.
    assert block._in_flow_layout is in_flow
    assert inline.split_text_box is function
    monkeypatch.undo()
    assert inline.split_text_box is text


def test_later_patches_call_earlier_ones() -> None:
    def wrap(sign: str) -> Callable[..., Any]:
        return lambda function: lambda value: sign + function(value) + sign

    target = Target(__name__, "sample", "(value)")
    function = target.compose([wrap("a"), wrap("b")])
    assert function("x") == "ba<x>ab"
    assert inspect.unwrap(function) is sample


def sample(value: str) -> str:
    """Stand for a function of a library."""
    return f"<{value}>"
