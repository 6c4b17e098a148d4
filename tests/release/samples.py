"""Releases to test with: an ordinary one, an empty one, and hostile ones."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from pipeline.model.dates import PartialDate, When
from pipeline.model.diagnostics import Place
from pipeline.model.facts import (
    Claim,
    ClaimValue,
    Count,
    CountValue,
    Event,
    EventValue,
    Fact,
    Money,
    MoneyValue,
    OfficeHolder,
    Percent,
    PercentValue,
    Source,
    TermValue,
)
from pipeline.model.front_matter import Author, FrontMatter
from pipeline.model.references import Reference
from pipeline.model.release import Change, Component, Input, ProofLine, Release, ReleasedFile

# Words that end an element, a string, a line or a formula; that turn direction; that are long.
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- --> ]]> &amp; &#x0; <b>&lt;",
    "\"quotes\" 'single' \\ back\\slash {braces} %percent ${shell}",
    "=HYPERLINK(\"https://example.org\";\"x\")",
    "+1-2@SUM(A1)",
    "\u202eright to left\u202c עברית العربية",
    "line one\nline two\r\nline three",
    "- item: [a, b] # no comment\n  key: !!python/object x",
    "null", "~", "yes", "0x1F", "1e3", "2026-01-01", "*anchor", "&anchor", "? key", "| block",
    "> fold", "@at", "`tick",
    "emoji 🦊 and \U0010fffd, \u2028 line \u2029 paragraph \u0085 next, \x7f delete \x01 control",
    "word " * 2000,
    "unbroken" * 500,
    "tab\tand,comma;semicolon",
)  # fmt: skip


def sha(digit: str) -> str:
    return digit * 64


FILES = (
    ReleasedFile("sample-1.2.0-briefing.pdf", "edition", "application/pdf", 1_234_567, sha("a"), "briefing"),
    ReleasedFile("sample-1.2.0-ebook.epub", "edition", "application/epub+zip", 345_678, sha("b"), "ebook"),
    ReleasedFile("sample-1.2.0-web.html", "edition", "text/html", 99_000, sha("c"), "web"),
    ReleasedFile(
        "sample-1.2.0-deck.pptx",
        "edition",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        800,
        sha("d"),
        "deck",
    ),
    ReleasedFile("sample-1.2.0-cover.png", "cover", "image/png", 12_345, sha("e")),
    ReleasedFile("facts.json", "data", "application/json", 2_000, sha("1")),
    ReleasedFile("facts.csv", "data", "text/csv", 1_000, sha("2")),
    ReleasedFile("references.json", "data", "application/vnd.citationstyles.csl+json", 3_000, sha("3")),
)

FACTS: tuple[Fact, ...] = (
    Money(
        id="aid-total",
        kind="money",
        subject="Aid in all",
        value=MoneyValue(
            amount=Decimal("409600000"), currency="USD", basis="nominal", approximate=True,
            date=When(PartialDate(1955), PartialDate(1963)),
        ),
        sources=(Source(ref="state-1997", locator="p. 3"),),
        as_of=PartialDate(2026, 11),
    ),
    Percent(
        id="tariff",
        kind="percent",
        subject="Tariff",
        value=PercentValue(min=Decimal("19"), max=Decimal("36.5"), of="the customs value"),
        status="disputed",
    ),
    Count(
        id="ships", kind="count", subject="Ships", value=CountValue(amount=Decimal(2), unit="ships"),
        status="reported",
    ),
    Event(
        id="visit", kind="event", subject="The visit",
        value=EventValue(date=When(PartialDate(1991, 11, 11)), place="Phnom Penh"),
    ),
    OfficeHolder(
        id="envoy", kind="office-holder", subject="Ambassador",
        value=TermValue(holder="Ada Byron", from_=PartialDate(2024, 2)),
    ),
    Claim(id="ties", kind="claim", subject="Ties", value=ClaimValue(text="Ties were restored.")),
)  # fmt: skip

REFERENCES = (
    Reference(
        "state-1997",
        {
            "id": "state-1997",
            "type": "report",
            "title": "Background notes",
            "author": [{"family": "Byron", "given": "Ada"}, {"literal": "State Department"}],
            "issued": {"date-parts": [[1997, 3]]},
            "URL": "https://example.org/notes",
            "DOI": "10.1000/notes",
        },
        Place("references.json"),
    ),
)

RELEASE = Release(
    slug="sample",
    version="1.2.0",
    date=datetime(2026, 11, 23, tzinfo=UTC),
    front=FrontMatter(
        title="A sample: what it shows",
        subtitle="And what it leaves open",
        kicker="Country briefing",
        authors=(
            Author(name="Ada Byron", affiliation="Analytical Society", orcid="0000-0002-1825-0097"),
            Author(name="Dossier desk"),
        ),
        date=PartialDate(2026, 11, 23),
        as_of=PartialDate(2026, 11, 20),
        id="KH-US-2026-11",
        lang="en",
        keywords=("aid", "tariffs"),
        rights="Text licensed under CC BY 4.0",
        url="https://example.org/sample",
    ),
    files=FILES,
    facts=FACTS,
    references=REFERENCES,
    inputs=(Input("source/sample/article.md", sha("7")), Input("source/sample/facts.yaml", sha("8"))),
    components=(
        Component("application", "dossier", "0.1.0", "AGPL-3.0-or-later", "pkg:pypi/dossier-publisher@0.1.0",
                  requires=("weasyprint",)),
        Component("application", "pandoc", "3.9", "GPL-2.0-or-later", "pkg:generic/pandoc@3.9", sha("4")),
        Component("data", "Inter: Inter.ttf", "4.001", "OFL-1.1", "pkg:generic/inter@4.001", sha("5")),
        Component("library", "weasyprint", "70.0", "BSD License", "pkg:pypi/weasyprint@70.0", tree=sha("6")),
    ),
    changes=(Change("The tariff is 19 to 36.5 per cent; it was 49.", ("tariff",)),),
    previous="1.1.0",
    commit="0123456789abcdef0123456789abcdef01234567",
    base="https://example.org/releases/",
    summary="Aid, tariffs & ties: what is known.",
    publisher="Example House",
    accessibility=(
        ("accessMode", "textual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "alternativeText"),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", "The text has headings."),
    ),
    proof=(
        ProofLine("sample-1.2.0-briefing.pdf", 118, 64, 12, 3, 2, 80, 30_123),
        ProofLine("sample-1.2.0-ebook.epub", 118, 64, 12, 3, 2, 80, 30_100),
    ),
)  # fmt: skip

EMPTY = Release(
    slug="empty",
    version="0.1",
    date=datetime(1980, 1, 1, tzinfo=UTC),
    front=FrontMatter(title="Nothing", lang="ar"),
    files=(ReleasedFile("empty-0.1-briefing.pdf", "edition", "application/pdf", 1, sha("0"), "briefing"),),
)


def hostile(words: str) -> Release:
    """Return a release in which every text is the words."""
    fact = Claim(id="claim", kind="claim", subject=words, value=ClaimValue(text=words), label=words,
                 sources=(Source(ref=words, locator=words),), note=words)  # fmt: skip
    return Release(
        slug="hostile",
        version="1.0",
        date=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        front=FrontMatter(
            title=words, subtitle=words, kicker=words, id=words, rights=words, keywords=(words, words),
            authors=(Author(name=words, affiliation=words), Author(name=words)),
        ),
        files=FILES,
        facts=(fact,),
        references=(Reference(words, {"id": words, "title": words, "type": "report"}, Place("x")),),
        inputs=(Input(words, sha("9")),),
        components=(Component("library", words, words, words, "", sha("f")),),
        changes=(Change(words, ("claim",)),),
        previous=words,
        summary=words,
        publisher=words,
        accessibility=(("accessibilitySummary", words),),
        proof=(ProofLine(words, 1, 2, 3, 4, 5, 6, 7, 8),),
    )  # fmt: skip
