"""The rule of severity, over every code there is: what a fault does decides how grave it is."""

from __future__ import annotations

import pytest

from pipeline.checks.grading import Grading, prevents
from pipeline.checks.options import Options, is_firm
from pipeline.checks.registry import CHECKS, explanations
from pipeline.model.consequence import Consequence, severity
from pipeline.model.diagnostics import Diagnostic, Place, Severity
from tests.articles import ROOT

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
# With a ledger, in a plain paper, in the way of a draft, beyond what a desk can lower.
RULE = {
    Consequence.IMPOSSIBLE: (E, E, True, True),
    Consequence.UNSAFE: (E, E, True, True),
    Consequence.WRONG: (E, E, False, True),
    Consequence.DISPUTED: (E, E, False, False),
    Consequence.MARKED: (E, W, False, False),
    Consequence.ADVICE: (W, W, False, False),
    Consequence.JUDGEMENT: (W, N, False, False),
    Consequence.NOTE: (N, N, False, False),
    Consequence.REPORTED: (None, None, False, False),
}
CODES = sorted(explanations())
OF_CHECKS = {each.code: each for each in CHECKS}


def test_the_rule_names_every_consequence() -> None:
    assert RULE.keys() == set(Consequence)


@pytest.mark.parametrize("consequence", Consequence)
def test_severity_follows_the_rule(consequence: Consequence) -> None:
    ledger, plain, _, _ = RULE[consequence]
    assert severity(consequence, plain=False) is ledger
    assert severity(consequence, plain=True) is plain


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("plain", [False, True])
def test_every_code_is_graded_by_the_rule_whatever_it_was_made_with(code: str, plain: bool) -> None:
    ledger, paper, stops_drafts, firm = RULE[explanations()[code].consequence]
    own_severity = paper if plain else ledger
    for result in Severity:
        diagnostic = Diagnostic(code, result, "it is so", Place("article.md", 1, 1))
        if code in OF_CHECKS:
            assert OF_CHECKS[code].severity(plain=plain) is own_severity
        else:
            [diagnostic_with_severity] = Grading(plain=plain).apply([diagnostic])
            assert diagnostic_with_severity.severity is (own_severity or result)
    as_error = Diagnostic(code, E, "it is so", Place("article.md", 1, 1))
    assert prevents(as_error, explanations()) is stops_drafts
    assert is_firm(explanations()[code]) is firm


def test_a_warning_prevents_nothing_and_an_unknown_error_does() -> None:
    assert not prevents(Diagnostic("nesting-too-deep", W, "", Place("a")), explanations())
    assert prevents(Diagnostic("nobody-knows-it", E, "", Place("a")), explanations())


def test_a_desk_sets_what_the_rule_leaves_to_it() -> None:
    diagnostic = Diagnostic("image-unreadable", E, "it cannot be read", Place("article.md", 1, 1))
    options = Options({"image-unreadable": W})
    assert [each.severity for each in Grading(options).apply([diagnostic])] == [W]
    assert Grading(Options({"image-unreadable": None})).apply([diagnostic]) == ()


def test_the_handbook_writes_the_rule_down() -> None:
    rows = [
        [cell.strip(" `") for cell in line.strip().strip("|").split("|")]
        for line in (ROOT / "source" / "handbook" / "chapters" / "check.md").read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    result = {row[0]: (row[2], row[3]) for row in rows if len(row) == 5}
    for consequence, (ledger, plain, _, _) in RULE.items():
        texts = tuple(each.value if each else "as reported" for each in (ledger, plain))
        assert result[consequence.value] == texts


# What decides whether an article is built, written down a second time: a code moves from one row to another
# only where somebody means it. Codes in no row are advice, judgements, notes and what validators report.
ROWS = {
    Consequence.IMPOSSIBLE: """
        against-unreadable
        article-failed article-missing article-too-costly artifact-missing artifact-unreadable cluster-unable
        deck-too-long
        encoding-invalid extract-damaged extract-nothing extract-too-large extract-unreadable
        file-missing file-too-large file-unreadable folder-not-empty import-form-unknown
        import-unreadable nesting-too-deep output-unwritable pandoc-failed pandoc-memory pptx-broken
        port-unusable
        release-entry-missing release-no-repository release-tag-missing release-tree-dirty release-unclean
        release-version-invalid
        render-crashed render-failed revision-unknown scheduler-lost scheduler-unreachable summary-empty
        system-failed text-missing tool-missing
        tool-timeout tool-version typeface-missing workers-missing xhtml-malformed
    """,
    Consequence.UNSAFE: """
        character-hidden extract-unsafe release-exists resource-refused yaml-unsafe
    """,
    Consequence.WRONG: """
        alt-text-lost bibliography-invalid citation-label-differs citation-lost fact-altered fact-lost
        glyph-unreadable heading-order-differs link-dead metadata-differs note-lost table-cell-lost
        text-extra text-lost
        chapter-missing contradicts-undefined desk-invalid desk-unknown edition-unknown fact-mismatch
        fact-not-proposed release-contradictory release-damaged
        fact-undefined figure-crowded figure-fact-not-a-number figure-fact-undated figure-fact-undefined
        figure-invalid figure-share-part figure-share-sum figure-share-unlike figure-slope-ends
        figure-unknown include-cycle ledger-invalid ledger-unknown only-unknown severity-refused
        show-unknown source-undefined suppression-refused suppression-unknown suppression-unused
        suppression-without-reason text-cut toml-invalid yaml-invalid
    """,
    Consequence.DISPUTED: """
        against-differs fact-conflict office-two-holders
    """,
    Consequence.MARKED: """
        alt-missing attachment-unsafe bibliography-missing brand-missing cell-unrun
        character-invalid citation-mixed citation-undefined crossref-undefined crossref-unnumbered
        date-impossible front-matter-invalid front-matter-missing front-matter-unknown glyph-missing
        id-duplicate image-incomplete image-missing image-remote image-unreadable include-missing
        line-breaks-missing link-empty link-target-missing link-unsafe markup-raw maths-invalid
        maths-undrawn path-unsafe reference-circular reference-invalid reference-repeated
        row-heads-wrong row-too-long slide-untitled style-missing tag-unknown template-invalid
        template-missing title-missing yaml-duplicate-key
    """,
}


@pytest.mark.parametrize("consequence", ROWS)
def test_what_stops_a_build_or_marks_a_page_is_written_down(consequence: Consequence) -> None:
    codes = {code for code, each in explanations().items() if each.consequence is consequence}
    assert codes == set(ROWS[consequence].split())
