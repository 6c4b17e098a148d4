"""Blocks of every kind in every place, made at random; see `random_markup`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.random_inlines import DEEPEST, Text, indent


@dataclass
class Article(Text):
    """An article in the making: its blocks."""

    def blocks(self, depth: int, most: int) -> str:
        """Return blocks with empty lines between them."""
        texts = []
        for _ in range(self.chance.randint(1, most)):
            kind, form = self.chance.choice(BLOCKS)
            if depth > DEEPEST:
                kind, form = "paragraph", Article.paragraph
            texts.append(self.inside(kind, lambda form=form: form(self, depth)))  # type: ignore[misc]  # a default binds the loop's value
        return "\n\n".join(texts)

    def paragraph(self, depth: int) -> str:
        """Return a paragraph, perhaps with broken lines in it."""
        lines = [self.inlines() for _ in range(self.chance.randint(1, 3))]
        return self.chance.choice(("\n", "\\\n", "  \n")).join(lines)

    def heading(self, depth: int) -> str:
        """Return a heading of any level."""
        attributes = self.chance.choice(
            (
                "",
                "",
                f" {{#{self.name('sec')}}}",
                " {.unnumbered}",
                " {-}",
                f" {{#{self.name('x')} .odd lang=fr}}",
            )
        )
        words = self.inlines(2) if self.chance.random() < 0.95 else ""
        return "#" * self.chance.randint(1, 6) + f" {words}{attributes}"

    def bullets(self, depth: int) -> str:
        """Return a bulleted list: tight, loose, of tasks, with empty items."""
        mark = self.chance.choice(("-", "*", "+", "- [ ]", "- [x]"))
        items = [self.item(mark, depth) for _ in range(self.chance.randint(1, 5))]
        return self.chance.choice(("\n", "\n\n")).join(items)

    def numbers(self, depth: int) -> str:
        """Return a numbered list of any style and start."""
        marks = self.chance.choice(
            (("1.", "2."), ("7.", "8."), ("0.", "1."), ("a)", "b)"), ("(iv)", "(v)"), ("A.  ", "B.  "),
             ("#.", "#."), ("(@)", "(@)"), ("999.", "1000."))
        )  # fmt: skip
        items = [self.item(marks[min(at, 1)], depth) for at in range(self.chance.randint(1, 4))]
        return self.chance.choice(("\n", "\n\n")).join(items)

    def item(self, mark: str, depth: int) -> str:
        """Return an item of a list."""
        chance = self.chance.random()
        if chance < 0.05:
            return mark
        if mark.endswith("]"):  # an image behind the box to tick is one in a line
            chance = 1.0
        body = self.blocks(depth + 1, 2) if chance < 0.3 else self.inlines()
        # Behind a number and one space a table would be read as a row with the number in it.
        before = f"{mark} ".ljust(4) if mark[-1] in ".)" else f"{mark} "
        return before + indent(body, " " * len(before)).lstrip()

    def terms(self, depth: int) -> str:
        """Return a list of definitions, with several terms and several definitions."""
        entries = []
        for _ in range(self.chance.randint(1, 3)):
            definitions = [
                ":   "
                + indent(
                    self.blocks(depth + 1, 2) if self.chance.random() < 0.3 else self.inlines(), "    "
                ).lstrip()
                for _ in range(self.chance.randint(1, 2))
            ]
            gap = self.chance.choice(("\n", "\n\n"))
            entries.append(self.inlines(2) + gap + gap.join(definitions))
        return "\n\n".join(entries)

    def quotation(self, depth: int) -> str:
        """Return a quotation with blocks in it."""
        return indent(self.blocks(depth + 1, 3), "> ", everywhere=True)

    def listing(self, depth: int) -> str:
        """Return a listing, perhaps with strange attributes, perhaps empty."""
        lines = [self.some() for _ in range(self.chance.randint(0, 6))]
        attributes = self.chance.choice(
            (
                "",
                "python",
                "{.python .numberLines startFrom=7}",
                "{.nosuch #" + self.name("code") + "}",
                "",
            )
        )
        return "\n".join((f"```{attributes}", *lines, "```"))

    def verse(self, depth: int) -> str:
        """Return lines of verse, the second set in."""
        return "\n".join(f"| {'   ' * (at % 2)}{self.inlines(2)}" for at in range(self.chance.randint(1, 4)))

    def box(self, depth: int) -> str:
        """Return a box of a class that Dossier knows or does not, perhaps empty."""
        opening = self.chance.choice(
            ("::: warning", "::: {.a .b #" + self.name("box") + "}", "::: {lang=fr}", "::: {lang=ar dir=rtl}",
             "::: notes", "::: {.slide message='It is so.'}", "::: {.key-points message='It is so.'}")
        )  # fmt: skip
        if "key-points" in opening:
            inner = "\n".join(f"- {self.some(4)}" for _ in range(self.chance.randint(1, 4)))
        elif self.chance.random() < 0.1:
            inner = ""
        else:
            kind = "for-the-deck" if "notes" in opening or "slide" in opening else "blocks"
            inner = self.inside(kind, lambda: self.blocks(depth + 1, 3))
        colons = ":" * (3 + DEEPEST + 2 - depth)
        return f"{opening.replace(':::', colons)}\n{inner}\n{colons}"

    def figure(self, depth: int) -> str:
        """Return an image with a caption."""
        attributes = self.chance.choice(("", "{width=30%}", "{#" + self.name("fig") + "}", "{.decorative}"))
        return f"![{self.inlines(2)}](media/{self.chance.choice(('a', 'b'))}.png){attributes}"

    def formula(self, depth: int) -> str:
        """Return a formula of its own."""
        return self.chance.choice(
            (
                "$$a^2 + b_1 = \\frac{1}{c}$$",
                "$$x$$ {#" + self.name("eq") + "}",
                "\\begin{equation}x = 1\\end{equation}",
            )
        )

    def rule(self, depth: int) -> str:
        """Return a rule, a comment or nothing to see."""
        return self.chance.choice(
            ("* * *", "<!-- a comment -->", "\\newpage", "[]{}", "![](media/a.png)", "\u200b")
        )

    def pipes(self, depth: int) -> str:
        """Return a table of pipes: with empty cells, one column, no rows, with or without a caption."""
        columns = self.chance.randint(1, 4)
        rule = "|".join(self.chance.choice(("---", ":--", "--:", ":-:")) for _ in range(columns))
        rows = [[self.cell() for _ in range(columns)] for _ in range(self.chance.randint(0, 5))]
        head = [self.cell() for _ in range(columns)]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join((f"| {' | '.join(head)} |", f"|{rule}|", *lines)) + self.caption()

    def cell(self) -> str:
        """Return the text of a cell, perhaps none; bars would part it."""
        text = self.inlines(2) if self.chance.random() < 0.85 else ""
        return text.replace("|", "\\|").replace("\n", " ")

    def caption(self) -> str:
        """Return a caption of a table, or none."""
        name = self.chance.choice(("", f" {{#{self.name('tbl')}}}"))
        return f"\n\n: {self.inlines(2)}{name}" if self.chance.random() < 0.6 else ""

    def in_cell(self) -> str:
        """Return blocks of short lines, for a cell that is drawn."""
        if self.chance.random() < 0.1:
            return ""
        first, last = f"*{self.some(4)}*", self.some(4)
        if self.chance.random() < 0.2 and "note" not in self.path:
            first += f"^[{self.some(3)}]"
        forms = (
            f"{first}\n\n{last}", f"- {first}\n- {last}", f"> {first}\n\n{last}", f"# {first}\n\n{last}",
            f"```\n{last}\n```\n\n{first}", f"{first}\n:   {last}", f"{first} {last}",
        )  # fmt: skip
        return self.chance.choice(forms)

    def grid(self, depth: int) -> str:
        """Return a table drawn with lines, with blocks in its cells."""
        columns = self.chance.randint(1, 3)
        rows = [[self.in_cell() for _ in range(columns)] for _ in range(self.chance.randint(1, 3))]
        width = max((len(line) for row in rows for cell in row for line in cell.split("\n")), default=3) + 2
        line = "+" + "+".join("-" * width for _ in range(columns)) + "+"
        texts = [line]
        for number, row in enumerate(rows):
            result = [cell.split("\n") for cell in row]
            for at in range(max(len(lines) for lines in result)):
                cells = (f" {lines[at] if at < len(lines) else ''}".ljust(width) for lines in result)
                texts.append("|" + "|".join(cells) + "|")
            texts.append(line.replace("-", "=") if number == 0 and len(rows) > 1 else line)
        return "\n".join(texts) + self.caption()


Blocks = tuple[tuple[str, Callable[[Article, int], str]], ...]
BLOCKS: Blocks = (
    *(("paragraph", Article.paragraph),) * 4,
    *(("heading", Article.heading),) * 3,
    ("bullets", Article.bullets), ("numbers", Article.numbers), ("terms", Article.terms),
    ("quotation", Article.quotation), ("listing", Article.listing), ("verse", Article.verse),
    ("box", Article.box), ("figure", Article.figure), ("formula", Article.formula), ("rule", Article.rule),
    ("table", Article.pipes), ("grid", Article.grid),
)  # fmt: skip
