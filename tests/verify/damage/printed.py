"""A PDF as it can be damaged: its runs of glyphs by page, and its structure elements with the runs they hold.

Fonts are subsets whose glyphs have numbers of their own: which number is which letter says the font's map to
Unicode, and a text is written back with the same map.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.verify.damage.values import Harm, Place
from tests.verify.damage.words import Change

_PAIRS = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


@dataclass
class Run:
    """A run of glyphs: the index of its operator on its page, its marked content, its font and its text."""

    page: int
    index: int
    mark: int
    font: str
    text: str
    size: float
    start: int  # the index of the BT before it


@dataclass
class Node:
    """A structure element: its object, its tag, those around it, and its runs in reading order."""

    object: Any
    tag: str
    parent: Node | None
    parts: list[Node | Run] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield this element and those in it that have one of these tags, or any."""
        if not tags or self.tag in tags:
            yield self
        for kid in self.kids:
            yield from kid.all(*tags)

    @property
    def kids(self) -> list[Node]:
        """The elements that this one holds."""
        return [each for each in self.parts if isinstance(each, Node)]

    @property
    def runs(self) -> list[Run]:
        """The runs that this element itself holds."""
        return [each for each in self.parts if isinstance(each, Run)]

    def all_runs(self) -> list[Run]:
        """Return the runs in this element and in those it holds, in order."""
        return [run for each in self.parts for run in ([each] if isinstance(each, Run) else each.all_runs())]

    @property
    def text(self) -> str:
        """The text, with a blank where a line may end."""
        return " ".join(" ".join(run.text for run in self.all_runs()).split())

    def spots(self) -> tuple[int, ...]:
        """Return the pages, from 1, that this element stands on."""
        return tuple(sorted({run.page + 1 for run in self.all_runs()}))

    def within(self, *tags: str) -> bool:
        """Return whether an element with one of these tags is around this one."""
        return self.parent is not None and (self.parent.tag in tags or self.parent.within(*tags))


class Print:
    """A PDF that is being damaged."""

    def __init__(self, data: bytes) -> None:
        """Read all pages and the structure."""
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.streams = [list(pikepdf.parse_content_stream(page)) for page in self.pdf.pages]
        self.dirty: set[int] = set()
        self.maps: dict[tuple[int, str], dict[int, str]] = {}
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.runs = [run for number in range(len(self.streams)) for run in self._runs(number)]
        by_mark: dict[tuple[int, int], list[Run]] = {}
        for run in self.runs:
            by_mark.setdefault((run.page, run.mark), []).append(run)
        root = self.pdf.Root.StructTreeRoot
        self.root = Node(root, "", None)
        for kid in _list(root.K):
            self._node(kid, self.root, by_mark)

    def _node(self, item: Any, parent: Node, by_mark: dict[tuple[int, int], list[Run]]) -> None:
        node = Node(item, str(item.S)[1:], parent)
        parent.parts.append(node)
        for kid in _list(item.get("/K", [])):
            if not isinstance(kid, pikepdf.Dictionary):
                node.parts += by_mark.get((self.pages[item.Pg.objgen], int(kid)), [])
            elif kid.get("/Type") == "/MCR":
                page = kid.get("/Pg", item.get("/Pg"))
                node.parts += by_mark.get((self.pages[page.objgen], int(kid.MCID)), [])
            elif kid.get("/Type", "/StructElem") == "/StructElem":
                self._node(kid, node, by_mark)

    def map_of(self, page: int, font: str) -> dict[int, str]:
        """Return the letters of a font by the numbers of its glyphs."""
        if (page, font) not in self.maps:
            entry = self.pdf.pages[page].Resources.Font[font].get("/ToUnicode")
            data = entry.read_bytes() if entry is not None else b""
            body = data.partition(b"endcodespacerange")[2]
            self.maps[page, font] = {
                int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
                for code, text in _PAIRS.findall(body)
            }
        return self.maps[page, font]

    def _runs(self, page: int) -> Iterator[Run]:
        font, size, start, marks = "", 0.0, 0, [-1]
        for index, each in enumerate(self.streams[page]):
            operator = str(each.operator)
            if operator == "Tf":
                font, size = str(each.operands[0]), float(each.operands[1])
            elif operator == "BT":
                start = index
            elif operator in ("BDC", "BMC"):
                entries = each.operands[1] if len(each.operands) > 1 else None
                mark = entries.get("/MCID") if isinstance(entries, pikepdf.Dictionary) else None
                marks.append(marks[-1] if mark is None else int(mark))
            elif operator == "EMC":
                marks.pop()
            elif operator in ("TJ", "Tj"):
                parts = each.operands[0] if operator == "TJ" else [each.operands[0]]
                codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
                letters = self.map_of(page, font)
                text = "".join(
                    letters.get(int.from_bytes(codes[i : i + 2], "big"), "\ufffd")
                    for i in range(0, len(codes), 2)
                )
                yield Run(page, index, marks[-1], font, text, size, start)

    def put(self, run: Run, text: str) -> bool:
        """Write other letters in a run, if its font has all of them."""
        numbers = {letter: code for code, letter in self.map_of(run.page, run.font).items()}
        codes, position = b"", 0
        while position < len(text):
            length = next((n for n in (3, 2, 1) if text[position : position + n] in numbers), 0)
            if not length:
                return False
            codes += numbers[text[position : position + length]].to_bytes(2, "big")
            position += length
        self.put_codes(run, codes)
        run.text = text
        return True

    def put_codes(self, run: Run, codes: bytes) -> None:
        """Write other glyphs in a run."""
        self.streams[run.page][run.index] = _instruction([pikepdf.String(codes)], "Tj")
        self.dirty.add(run.page)

    def around(self, run: Run, before: list[Any], after: list[Any]) -> None:
        """Put operators before and after the text object that a run stands in."""
        stream = self.streams[run.page]
        end = next(i for i in range(run.index, len(stream)) if str(stream[i].operator) == "ET")
        self.streams[run.page] = [
            *stream[: run.start], *before, *stream[run.start : end + 1], *after, *stream[end + 1 :],
        ]  # fmt: skip
        self.dirty.add(run.page)

    def edit(self, node: Node, change: Change) -> tuple[tuple[str, ...], int] | None:
        """Change the first run of an element that a change applies to; return the words and the page."""
        for run in node.all_runs():
            if (result := change(run.text)) and self.put(run, result.text):
                return result.words, run.page + 1
        return None

    def erase(self, node: Node) -> None:
        """Draw nothing where an element draws its text."""
        for run in node.all_runs():
            self.put_codes(run, b"")

    def bytes(self) -> bytes:
        """Return the damaged file."""
        for page in self.dirty:
            data = pikepdf.unparse_content_stream(self.streams[page])
            self.pdf.pages[page].obj.Contents = self.pdf.make_stream(data)
        result = io.BytesIO()
        self.pdf.save(result)
        return result.getvalue()


def operators(text: str) -> list[Any]:
    """Return the operators that a text writes: `q 0 0 1 1 re W n`."""
    result: list[Any] = []
    operands: list[Any] = []
    for each in text.split():
        if re.fullmatch(r"[-\d.]+", each):
            operands.append(float(each))
        else:
            result.append(_instruction(operands, each))
            operands = []
    return result


def _instruction(operands: list[Any], operator: str) -> Any:
    return pikepdf.ContentStreamInstruction(operands, pikepdf.Operator(operator))


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def kids_of(node: Node) -> list[Any]:
    """Return what a structure element holds, as objects."""
    return _list(node.object.get("/K", []))


def drop(node: Node) -> None:
    """Take an element out of the structure; what it draws stays on the page."""
    assert node.parent is not None
    rest = [
        each
        for each in kids_of(node.parent)
        if not (isinstance(each, pikepdf.Dictionary) and each.objgen == node.object.objgen)
    ]
    node.parent.object.K = pikepdf.Array(rest)


def on_print(damage: Callable[[Print], Place | None]) -> Callable[[bytes], Harm | None]:
    """Return the damage to the bytes of a PDF."""

    def run(data: bytes) -> Harm | None:
        print_ = Print(data)
        place = damage(print_)
        return None if place is None else Harm(print_.bytes(), place)

    return run


def paragraphs(file: Print) -> list[Node]:
    """Return the paragraphs of a PDF that are long enough to be prose."""
    return [
        node
        for node in file.root.all("P", "LBody")
        if len(node.text) > 60 and not node.within("TOC", "Note", "Table", "Caption")
        and not any(kid.tag in ("P", "L") for kid in node.kids)
    ]  # fmt: skip


def headings(file: Print) -> list[Node]:
    """Return the headings of a PDF."""
    return [node for node in file.root.all("H1", "H2", "H3") if node.text]
