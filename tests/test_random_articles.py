"""Articles made at random from fixed seeds: every word is in the PDF once and in order, and the PDF conforms.

A word names its block and its place in it, so what is read back tells what was lost, repeated or moved.
"""

from __future__ import annotations

import random
import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest

from pipeline import build as stages
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.model.diagnostics import Severity
from pipeline.verify.page_validation import PDF_A, PDF_UA
from pipeline.verify.verdict import Tools

WORD = re.compile(r"w\d+x\d+z", re.IGNORECASE)
IMAGES = {"wide": (400, 200), "square": (300, 300), "high": (300, 500), "tall": (100, 900)}


def png(width: int, height: int) -> bytes:
    """Return an image in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes((200, 180, 90)) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass
class Article:
    """Markdown in the making, and the words of each block by the kind of block."""

    chance: random.Random
    parts: list[str] = field(default_factory=list)
    blocks: list[tuple[str, list[str]]] = field(default_factory=list)
    level: int = 0

    def words(self, kind: str, most: int) -> str:
        """Return new words, and note them."""
        number = len(self.blocks)
        texts = [f"w{number}x{index}z" for index in range(self.chance.randint(1, most))]
        self.blocks.append((kind, texts))
        return " ".join(texts)

    def paragraph(self) -> str:
        """Return a paragraph, perhaps with a footnote."""
        note = f"^[{self.words('note', 60)}]" if self.chance.random() < 0.2 else ""
        return self.words("paragraph", 200) + note

    def heading(self) -> str:
        """Return a heading that leaves no level out."""
        self.level = self.chance.randint(1, min(self.level + 1, 3))
        return "#" * self.level + " " + self.words("heading", 12)

    def figure(self) -> str:
        """Return an image with a caption, perhaps with a footnote in it."""
        note = f"^[{self.words('note', 12)}]" if self.chance.random() < 0.15 else ""
        name, width = (
            self.chance.choice(sorted(IMAGES)),
            self.chance.choice(("", " width=30%", " width=100%")),
        )
        return f'![{self.words("figure", 40)}{note}](media/{name}.png){{alt="A plain sheet."{width}}}'

    def table(self) -> str:
        """Return a table with a caption."""
        rows = [
            f"| {self.words('cell', 4)} | {self.words('cell', 9)} |"
            for _ in range(self.chance.randint(1, 30))
        ]
        return "\n".join(("| a | b |", "|---|---|", *rows, "", ": " + self.words("caption", 9)))

    def items(self) -> str:
        """Return a list."""
        mark = self.chance.choice(("-", "1."))
        return "\n".join(f"{mark} {self.words('item', 40)}" for _ in range(self.chance.randint(1, 12)))

    def quotation(self) -> str:
        """Return a quotation, perhaps with a figure in it."""
        own = [self.words("quotation", 120) for _ in range(self.chance.randint(1, 3))]
        if self.chance.random() < 0.3:
            own.append(self.figure())
        return "\n>\n".join(f"> {each}" for each in own)

    def listing(self) -> str:
        """Return a listing."""
        lines = [self.words("listing", 4) for _ in range(self.chance.randint(1, 40))]
        return "\n".join(("```", *lines, "```"))

    def points(self) -> str:
        """Return a heading with the points in brief."""
        self.level = 1
        items = "\n".join(f"- {self.words('point', 10)}" for _ in range(self.chance.randint(2, 5)))
        return f"# {self.words('heading', 3)}\n\n::: {{.key-points message='It is so.'}}\n{items}\n:::"


KINDS = {
    Article.paragraph: 9, Article.heading: 3, Article.figure: 6, Article.table: 2, Article.items: 2,
    Article.quotation: 2, Article.listing: 1, Article.points: 1,
}  # fmt: skip


def write_article(seed: int, folder: Path) -> Article:
    """Write an article into a folder."""
    chance = random.Random(seed)
    article = Article(chance)
    for make in chance.choices(list(KINDS), list(KINDS.values()), k=chance.randint(4, 22)):
        article.parts.append(make(article))
    (folder / "media").mkdir(parents=True)
    for name, size in IMAGES.items():
        (folder / "media" / f"{name}.png").write_bytes(png(*size))
    front = chance.choice(("", "briefing:\n  paper: Letter\n", "briefing:\n  draft: true\n", "lang: fr\n"))
    text = "\n\n".join((f"---\ntitle: Made at random\n{front}---", *article.parts))
    (folder / "article.md").write_text(text + "\n", "utf-8")
    return article


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_lost_repeated_or_moved(seed: int, tmp_path: Path) -> None:
    article = write_article(seed, tmp_path / "made")
    plan = stages.Plan(FORMATS[:1], tmp_path)
    report = stages.build(locate(str(tmp_path / "made"), tmp_path), plan)
    assert [each for each in report.diagnostics if each.severity is Severity.ERROR] == []
    (pdf,) = (result.path for result in report.artifacts)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    pdf_words = [word.lower() for word in WORD.findall("\n".join(pages))]
    count = Counter(pdf_words)
    place = {word: index for index, word in reversed(list(enumerate(pdf_words)))}
    for kind, words in article.blocks:
        assert [word for word in words if not count[word]] == [], f"lost from a {kind}"
        if kind != "heading":  # it is in the contents and at the heads of pages too
            assert [word for word in words if count[word] > 1] == [], f"twice from a {kind}"
            assert words == sorted(words, key=place.__getitem__), f"moved in a {kind}"
    figures = [place[words[0]] for kind, words in article.blocks if kind == "figure"]
    assert figures == sorted(figures)
    for validator in (PDF_UA, PDF_A):
        assert validator.run(pdf, Tools()).findings == ()
