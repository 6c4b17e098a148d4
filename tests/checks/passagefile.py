"""Passages: short texts with the findings that a careful editor would make in them, and no others.

A file begins with a sentence that says what the passage shows, then perhaps `lang: fr`, then the passage. It
may bring its own `=== facts.yaml` and `=== references.json`; else the ledger is empty, and four sources can
be cited: @report (a newspaper), @history (a book), @ministry (an official report), @court (a judgment). Below
`=== expect` stands what is to be found, a line each: the code and words that the finding marks or says.

A passage is no article: codes that judge an article as a whole are off, and so is number-unbound where the
passage brings no ledger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.checking import check_article
from pipeline.load.article import locate
from pipeline.model.diagnostics import Diagnostic

PASSAGES = Path(__file__).parent / "passages"
_PART = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_HEAD = re.compile(r"(?P<about>.+)\n(?:lang: (?P<lang>\w+)\n)?\n")
OFF = ("reference-unused", "coverage-gap", "lead-stale", "fact-unused")
REFERENCES = """[
  {"id": "report", "type": "article-newspaper", "title": "A report", "container-title": "The Evening Paper",
   "issued": {"date-parts": [[2026, 3, 2]]}},
  {"id": "history", "type": "book", "title": "A history", "author": [{"family": "Lind", "given": "Ada"}],
   "publisher": "Low and Sons", "issued": {"date-parts": [[2026]]}},
  {"id": "ministry", "type": "report", "title": "Annual survey", "publisher": "Ministry of Foreign Affairs",
   "issued": {"date-parts": [[2026]]}},
  {"id": "court", "type": "legal_case", "title": "The Crown v. Alm", "authority": "Supreme Court",
   "issued": {"date-parts": [[2026]]}}
]
"""


@dataclass(frozen=True)
class Passage:
    """A passage: its name, what the article's files hold, and what is to be found."""

    name: str
    text: str
    lang: str
    files: dict[str, str]
    defects: tuple[tuple[str, str], ...]

    def findings(self, folder: Path) -> tuple[Diagnostic, ...]:
        """Return what is found in the passage, laid out as an article."""
        off = [*OFF, *(["number-unbound"] if "facts.yaml" not in self.files else [])]
        settings = "".join(["  profile: strict\n  severity:\n", *(f"    {code}: off\n" for code in off)])
        front = f"title: A passage\nas-of: 2026-11-23\nlang: {self.lang}\nchecks:\n{settings}"
        files = {"facts.yaml": "facts: []\n", "references.json": REFERENCES, **self.files}
        for name, text in {**files, "article.md": f"---\n{front}---\n\n{self.text}"}.items():
            (folder / name).write_text(text, "utf-8")
        return check_article(locate(str(folder), folder)).diagnostics


@dataclass(frozen=True)
class Outcome:
    """What was found in a passage rightly and wrongly, and what was not."""

    passage: Passage
    right: tuple[Diagnostic, ...]
    wrong: tuple[Diagnostic, ...]
    misses: tuple[tuple[str, str], ...]


def passages() -> list[Passage]:
    """Return all passages."""
    return [_read(path) for path in sorted(PASSAGES.glob("*.txt"))]


def outcome(passage: Passage, folder: Path) -> Outcome:
    """Compare what is found in a passage with what was expected: each finding is for one expectation."""
    texts = list(passage.defects)
    right: list[Diagnostic] = []
    wrong: list[Diagnostic] = []
    for diagnostic in passage.findings(folder):
        result = next((each for each in texts if _meets(diagnostic, *each)), None)
        if result is None:
            wrong.append(diagnostic)
        else:
            texts.remove(result)
            right.append(diagnostic)
    return Outcome(passage, tuple(right), tuple(wrong), tuple(texts))


def figures(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Return precision and recall."""
    right = sum(len(each.right) for each in outcomes)
    finding_count = right + sum(len(each.wrong) for each in outcomes)
    result = sum(len(each.passage.defects) for each in outcomes)
    return right / finding_count, right / result


def _meets(diagnostic: Diagnostic, code: str, words: str) -> bool:
    place = diagnostic.place
    lines = Path(place.file).read_text("utf-8").split("\n")
    line = lines[place.line - 1][max(0, place.column - 1) :] if place.line else ""
    result = line[: place.end_column - place.column] if place.end_column else line
    return diagnostic.code == code and any(
        words.lower() in text.lower() for text in (result, diagnostic.message)
    )


def _read(path: Path) -> Passage:
    body, *parts = _PART.split(path.read_text("utf-8"))
    head = _HEAD.match(body)
    assert head, f"{path.name} needs a sentence and an empty line"
    files = dict(zip(parts[::2], parts[1::2], strict=True))
    texts = tuple(_expectation(line) for line in files.pop("expect", "").splitlines())
    return Passage(path.stem, body[head.end() :], head["lang"] or "en", files, texts)


def _expectation(line: str) -> tuple[str, str]:
    code, _, words = line.partition(": ")
    return code, words
