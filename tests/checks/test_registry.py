"""Every code is explained; an article may change a severity; a check without documentation is refused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.checks.check import Finding, check
from pipeline.checks.codes import code_explanations
from pipeline.checks.options import Options
from pipeline.checks.registry import CHECKS, THEMES, explanations, run
from pipeline.checks.survey import Survey
from pipeline.editions import EDITIONS
from pipeline.load.article import load, locate
from pipeline.model.consequence import Consequence
from pipeline.model.diagnostics import Place, Severity
from pipeline.model.stages import Manuscript
from pipeline.report.explanation import render
from tests.checks.casefile import CASES, SAMPLE, Case

PIPELINE = Path(__file__).parents[2] / "pipeline"
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
# Calls whose first argument is a code, besides those of functions that name it so, and one with codes only.
MAKERS = frozenset({"error", "warning", "note", "missing", "Diagnostic"})
NAMES = "Names"


def makers(tree: ast.Module) -> frozenset[str]:
    """Return the names of calls in a module whose first argument is a code."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    firsts = {
        node.name: [each.arg for each in node.args.args if each.arg != "self"][:1] for node in functions
    }
    return MAKERS | {name for name, first in firsts.items() if first == ["code"]}


def emitted_codes() -> Iterator[tuple[str, str]]:
    """Yield every code that a call in the pipeline is given, with its place."""
    for path in sorted(PIPELINE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        texts = makers(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            arguments = node.args if name == NAMES else node.args[:1] if name in texts else []
            arguments += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            for each in arguments:
                code = argument_text(each)
                if CODE.fullmatch(code) and code != "x":  # where the findings are thrown away
                    yield code, f"{path.relative_to(PIPELINE.parent)}:{node.lineno}"


def argument_text(argument: ast.expr) -> str:
    """Return a code that is written out; of another program's, `f"epubcheck/{name}"`, what stands before."""
    match argument:
        case ast.Constant(value=str(code)):
            return code.partition("/")[0]
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if "/" in start:
            return start.partition("/")[0]
        case _:
            return ""


def manuscript(code: str, name: str, folder: Path) -> Manuscript:
    """Return the manuscript of a bad case."""
    Case(code, True, CASES / code / "bad" / name).lay_out(folder)
    return load(locate(str(folder), folder)).manuscript


def test_every_code_that_the_pipeline_gives_is_explained() -> None:
    result = explanations()
    texts = {f"{code} ({place})" for code, place in emitted_codes() if code not in result}
    assert not texts, f"explain in pipeline/checks/codes.toml: {', '.join(sorted(texts))}"


def test_no_code_is_explained_that_nothing_gives() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in PIPELINE.rglob("*.py"))
    assert [code for code in code_explanations() if f'"{code}' not in texts] == []


def test_codes_of_checks_and_of_stages_do_not_clash() -> None:
    assert not {each.code for each in CHECKS} & code_explanations().keys()
    assert len({each.code for each in CHECKS}) == len(CHECKS)


def test_checks_stand_in_the_order_of_their_themes() -> None:
    themes = [theme.__name__.rpartition(".")[2] for theme in THEMES]
    order = [themes.index(each.theme) for each in CHECKS]
    assert order == sorted(order)
    assert set(order) == set(range(len(themes)))


@pytest.mark.parametrize("each", CHECKS, ids=lambda each: each.code)
def test_checks_are_documented_with_examples(each: object) -> None:
    result = getattr(each, "explanation")  # noqa: B009 - CHECKS is typed, the parameter is not
    assert result.what.endswith(".")
    assert result.why.endswith(".")
    assert result.bad
    assert result.good
    assert result.bad != result.good


def test_explain_prints_what_why_bad_and_good() -> None:
    text = render(explanations()["citation-undefined"])
    parts = [
        "citation-undefined (error; warning in a plain paper, citations)",
        "A citation names a key",
        "\nWhy: ",
        "\nBad:\n\n    The price",
    ]
    assert all(part in text for part in [*parts, "\nGood:\n\n    The price was paid in gold [@treaty-1867]."])


def test_a_severity_can_be_changed(tmp_path: Path) -> None:
    article = manuscript("fact-unsourced", "none.txt", tmp_path)
    [usual] = run(article, EDITIONS)
    [diagnostic] = run(article, EDITIONS, Options({"fact-unsourced": Severity.ERROR}))
    assert (usual.severity, diagnostic.severity) == (Severity.WARNING, Severity.ERROR)


def test_a_paper_without_a_ledger_is_not_stopped_by_an_image_without_text(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text("---\ntitle: A paper\n---\n\n![](x.png)\n", "utf-8")
    (tmp_path / "x.png").write_bytes((SAMPLE / "media" / "coin.png").read_bytes())
    [diagnostic] = run(load(locate(str(tmp_path / "paper.md"), tmp_path)).manuscript, EDITIONS)
    assert (diagnostic.code, diagnostic.severity) == ("alt-missing", Severity.WARNING)


def test_a_check_can_be_switched_off(tmp_path: Path) -> None:
    article = manuscript("fact-unsourced", "none.txt", tmp_path)
    assert run(article, EDITIONS, Options({"fact-unsourced": None})) == ()


def test_findings_come_in_the_order_of_the_source(tmp_path: Path) -> None:
    article = manuscript("figure-fact-undefined", "timeline.txt", tmp_path)
    lines = [result.place.line for result in run(article, EDITIONS)]
    assert lines == sorted(lines)
    assert len(lines) == 2


def test_a_check_without_a_reason_is_refused() -> None:
    def price_odd(survey: Survey) -> Iterator[Finding]:
        """A price is odd."""
        yield Finding("the price is odd", Place("article.md"))

    with pytest.raises(ValueError, match="price-odd needs one line that says what, and a part `Why:`"):
        check(Consequence.ADVICE)(price_odd)
