"""A PDF as it is read: its structure tree with the words that are drawn, read with pdfium."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.inspection.grid import grid
from pipeline.inspection.line import Line, single_blanks
from pipeline.inspection.pdf_flaws import covers, flaws, lines
from pipeline.inspection.pdf_words import has_blank, parts, reading
from pipeline.model.inspection import (
    FORMULA,
    Cell,
    Font,
    Inspection,
    InspectionError,
    Mark,
    Passage,
    PassageKind,
)
from pipeline.pdfium.marked import Run
from pipeline.pdfium.reading import File, read_file
from pipeline.pdfium.structure import Content, Node

_INLINE = frozenset(
    ["Span", "Link", "Code", "Reference", "Note", "Formula", "Figure", "Quote", "Em", "Strong", "Annot",
     "BibEntry", "Sub", "FENote", "Ruby", "Warichu"]
)  # fmt: skip
_NOTES = ("Note", "FENote")
_HEADINGS = {"H": 1, "Title": 1, **{f"H{level}": level for level in range(1, 7)}}
_FACT, _CITATION = "fact.", "cite."
# The number of a note has no letters, and no more signs than this.
_LONGEST_CALL = 6


def inspect(data: bytes) -> Inspection:
    """Read a PDF back. Raise InspectionError with the reason if it cannot be read."""
    try:
        file = read_file(data)
    except ValueError as failure:
        raise InspectionError(f"this PDF cannot be read: {failure}") from None
    reader = _Reader(file)
    passages = (*reader.blocks(file.root, "text"), *reader.rest())
    metadata = {name: value for name, value in file.metadata.items() if name != "title"}
    fonts = {Font(each.name.partition("+")[2] or each.name, each.is_embedded, each.is_readable): None
             for each in file.fonts}  # fmt: skip
    return Inspection(
        "pdf",
        file.metadata.get("title", ""),
        file.lang,
        "page",
        len(file.pages),
        passages,
        file.anchors,
        tuple(fonts),
        tuple(flaws(file)),
        metadata,
    )


class _Text(Line):
    """A passage while its words are put together, with the passages that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.asides: list[Passage] = []
        self.last: Run | None = None
        self.page = 0


class _Reader:
    """Turns the nodes of a file into passages."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.tables = 0
        self.read_keys: set[tuple[int, int]] = set()
        self.runs: dict[tuple[int, int], list[Run]] = defaultdict(list)
        for number, page in enumerate(file.pages, 1):
            for run in page.runs:
                if run.number >= 0 and not run.is_artifact:
                    self.runs[number, run.number].append(run)

    def blocks(self, node: Node, kind: PassageKind) -> Iterator[Passage]:
        """Yield the passages of an element: runs of inline kids are paragraphs, others have their own."""
        line: list[Node | Content] = []
        kids = list(node.kids())
        if any(isinstance(each, Node) and each.kind == "TOC" for each in kids):
            kind = "frame"
        for kid in kids:
            if isinstance(kid, Content) or self.is_inline(kid):
                line.append(kid)
                continue
            yield from self.passage(line, kind, node)
            line = []
            yield from self.block(kid, kind)
        yield from self.passage(line, kind, node)

    def is_inline(self, node: Node) -> bool:
        return node.kind in _INLINE

    def block(self, node: Node, kind: PassageKind) -> Iterator[Passage]:
        """Yield the passages of a block."""
        if node.kind in _HEADINGS:
            yield from self.blocks(node, "heading")
        elif node.kind == "Table":
            yield from self.table(node)
        elif node.kind == "Caption":
            yield from self.blocks(node, "caption")
        elif node.kind in ("TOC", "TOCI"):
            yield from self.blocks(node, "frame")
        elif node.kind == "Lbl" and not node.id and self.is_label(node):
            self.use(node)
        else:
            yield from self.blocks(node, kind)

    def is_label(self, node: Node) -> bool:
        """Return whether a label is the number or the bullet of an item, and not a term."""
        words = "".join(parts(list(self.all_runs(node)), None)).strip()
        return len(words) <= _LONGEST_CALL and (not any(map(str.isalpha, words)) or words[-1] in ".)")

    def table(self, node: Node) -> Iterator[Passage]:
        """Yield the caption and the cells of a table, each cell with its place."""
        self.tables += 1
        number = self.tables
        rows: list[list[tuple[Node | None, int, int]]] = []
        for kid in self.parts_of_table(node):
            if kid.kind == "TR":
                cells = [each for each in kid.kids() if isinstance(each, Node)]
                rows.append([(cell, *cell.spans) for cell in cells])
            else:
                yield from self.block(kid, "caption")
        for row, cells_of_row in enumerate(grid(rows, None), 1):
            for column, cell in enumerate(cells_of_row, 1):
                if cell is not None:
                    place = Cell(number, row, column)
                    for each in self.blocks(cell, "cell"):
                        yield replace(each, cell=place) if each.kind == "cell" else each

    def parts_of_table(self, node: Node) -> Iterator[Node]:
        """Yield the caption and the rows of a table."""
        for kid in node.kids():
            if isinstance(kid, Node) and kid.kind in ("THead", "TBody", "TFoot"):
                yield from (each for each in kid.kids() if isinstance(each, Node))
            elif isinstance(kid, Node):
                yield kid

    def passage(self, kids: Sequence[Node | Content], kind: PassageKind, owner: Node) -> Iterator[Passage]:
        """Yield a passage of inline kids, then the formulas, text alternatives and notes in it."""
        if not kids:
            return
        text = _Text()
        for kid in kids:
            self.inline(kid, text)
        words = text.text
        if words:
            level = _HEADINGS.get(owner.kind, 0) if kind == "heading" else 0
            own_kind: PassageKind = kind
            if kind == "text" and [each.kind for each in kids if isinstance(each, Node)] == ["Code"]:
                own_kind = "code" if len(kids) == 1 and owner.kind == "P" else kind
            yield Passage(own_kind, words, text.page, level=level, name=owner.id, marks=tuple(text.marks))
        yield from text.asides

    def inline(self, kid: Node | Content, text: _Text) -> None:
        """Add the words of an inline to a text."""
        if isinstance(kid, Content):
            self.content(kid, text)
            return
        start = text.length
        match kid.kind:
            case "Figure" | "Formula" if kid.alt or kid.actual:
                self.use(kid)
                is_formula = kid.kind == "Formula"
                if is_formula:
                    text.add(FORMULA)
                words = single_blanks(kid.alt or kid.actual)
                text.asides.append(Passage("formula" if is_formula else "alt", words, kid.page, name=kid.id))
            case "Note" | "FENote":
                text.asides += self.note(kid)
            case "Reference" if self.is_call(kid):
                self.use(kid)
                text.marks.append(Mark("note", start, start))
            case _:
                self.words(kid, text)
                self.mark(kid, text, start)

    def words(self, node: Node, text: _Text) -> None:
        """Add the words of an inline element: its own text if the glyphs are of the same letters."""
        runs = list(self.all_runs(node)) if node.actual else []
        if runs:
            whole = "".join(map(reading, runs))
            whole_run = replace_run(runs[0], whole, node.actual)
            if reading(whole_run) == node.actual:
                self.use(node)
                if text.last is not None and has_blank(text.last, runs[0], reading(text.last), node.actual):
                    text.add(" ")
                text.add(node.actual)
                text.last, text.page = runs[-1], text.page or node.page
                return
        for kid in node.kids():
            self.inline(kid, text)

    def mark(self, node: Node, text: _Text, start: int) -> None:
        """Add the mark of a link, a fact or a citation."""
        if node.id.startswith(_FACT):
            text.mark("fact", start, _name(node.id, _FACT))
        if node.id.startswith(_CITATION):
            text.mark("citation", start, _name(node.id, _CITATION))
        if node.kind == "Link":
            text.mark("link", start, self.target(node))

    def target(self, node: Node) -> str:
        """Return what a link leads to: that of the rectangle around its words."""
        for kid in self.contents(node):
            for run in self.runs.get((kid.page, kid.number), ()):
                for link in self.file.pages[kid.page - 1].links:
                    if covers(link, run):
                        return link.target
        return ""

    def note(self, node: Node) -> Iterator[Passage]:
        """Yield the passages of a note, without its number."""
        for kid in node.kids():
            if isinstance(kid, Node) and kid.kind == "Lbl":
                self.use(kid)
        rest = Node(node.kind, node.page, node.id)
        rest.places = {
            place: kid
            for place, kid in node.places.items()
            if not (isinstance(kid, Node) and kid.kind == "Lbl")
        }
        for each in self.blocks(rest, "note"):
            yield replace(each, kind="note")

    def is_call(self, node: Node) -> bool:
        """Return whether a reference is the number of a note."""
        words = "".join(parts(list(self.all_runs(node)), None)).strip()
        return 0 < len(words) <= _LONGEST_CALL and not any(map(str.isalpha, words))

    def content(self, kid: Content, text: _Text) -> None:
        """Add the words of marked content."""
        key = (kid.page, kid.number)
        self.read_keys.add(key)
        runs = self.runs.get(key)
        if not runs:
            return
        for part in parts(runs, text.last):
            text.add(part)
        text.last, text.page = runs[-1], text.page or kid.page

    def contents(self, node: Node) -> Iterator[Content]:
        """Yield all marked content below a node."""
        for kid in node.kids():
            if isinstance(kid, Content):
                yield kid
            else:
                yield from self.contents(kid)

    def all_runs(self, node: Node) -> Iterator[Run]:
        """Yield all runs below a node."""
        for kid in self.contents(node):
            yield from self.runs.get((kid.page, kid.number), ())

    def use(self, node: Node) -> None:
        """Note that the content of a node needs no words."""
        self.read_keys.update((each.page, each.number) for each in self.contents(node))

    def rest(self) -> Iterator[Passage]:
        """Yield what no element has: text outside of the structure, then running heads and numbers."""
        for is_frame in (False, True):
            for number, page in enumerate(self.file.pages, 1):
                loose = [
                    run for run in page.runs if self.is_loose(number, run) and run.is_artifact == is_frame
                ]
                yield from lines(loose, number, "frame" if is_frame else "text")

    def is_loose(self, page: int, run: Run) -> bool:
        return run.is_artifact or run.number < 0 or (page, run.number) not in self.read_keys


def replace_run(run: Run, text: str, spelling: str) -> Run:
    """Return a run with another text and spelling."""
    return Run(text, run.number, run.is_artifact, run.first, run.last, spelling, run.reason)


def _name(name: str, prefix: str) -> str:
    """Return the id of a fact or the key of a citation, without the number that makes it unique."""
    return name.removeprefix(prefix).rpartition(".")[0]
