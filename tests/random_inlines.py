"""Words and markup within lines, made at random; see `random_markup`."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

# Blocks and inlines are nested so deep; more makes large articles, not other ones.
DEEPEST = 2
SPECIALS = (
    "Straße", "naïve", "Ωμέγα", "Москва", "5 %", "a/b", "100,000", "—", "…", "\u00a0", "\u00ad", "\u200b",
    "\u200d", "x" * 40, "https://example.org/a_b?c=d&e=%20f", "me@example.org", "O'Neill", "'90s", "--",
    "---", "...", "\\*", "\\_", "&amp;", "&nbsp;", "\\\\", "#", "|", "~", "^", "<", ">", "&", "%", "$", "\\ ",
    "\\<b\\>", "a^2^", "H~2~O",
)  # fmt: skip
RIGHT_TO_LEFT = ("سلام", "كتاب", "שלום")
LANGUAGES = ("en", "en-GB", "fr", "de", "ar", "es", "ru")
KEYS = ("one2001", "two2002", "three2003", "four2004")


@dataclass
class Text:
    """Markdown in the making, with the words that a reader must find, each with its path of kinds."""

    chance: random.Random
    words: dict[str, str] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    id_count: int = 0

    def word(self) -> str:
        """Return a new word, and note where it stands."""
        text = f"w{len(self.words)}q"
        self.words[text] = "/".join(self.path)
        return text

    def some(self, most: int = 5) -> str:
        """Return a few words."""
        return " ".join(self.word() for _ in range(self.chance.randint(1, most)))

    def name(self, prefix: str) -> str:
        """Return a new id."""
        self.id_count += 1
        self.ids.append(f"{prefix}-{self.id_count}")
        return self.ids[-1]

    def inside(self, kind: str, make: Callable[[], str]) -> str:
        """Return what is made within a kind of node."""
        self.path.append(kind)
        try:
            return make()
        finally:
            self.path.pop()

    # Inlines

    def inlines(self, depth: int = 0) -> str:
        """Return a line of text with markup in it."""
        parts = [self.some(3)]
        for _ in range(self.chance.randint(0, 2)):
            parts.append(self.inline(depth))
            parts.append(self.some(3))
        return " ".join(parts)

    def inline(self, depth: int) -> str:
        """Return one piece of markup."""
        kind, form = self.chance.choice(INLINES)
        if depth >= DEEPEST:
            return self.word()
        return self.inside(kind, lambda: form(self, depth + 1))

    def note(self, depth: int) -> str:
        """Return a note, in the line or defined at the end with blocks in it."""
        if "note" in self.path[:-1]:
            return self.word()
        if self.chance.random() < 0.5:
            return f"^[{self.inlines(depth)}]"
        label = f"n{len(self.definitions)}"
        self.definitions.append("")
        index = len(self.definitions) - 1
        body = indent(self.blocks(DEEPEST, 2), "    ").lstrip()
        self.definitions[index] = f"[^{label}]: {body}"
        return f"[^{label}]"

    def image(self, depth: int) -> str:
        """Return an image in the line."""
        alt = self.chance.choice(("", "A plain sheet", "A *plain* sheet, and $x$"))
        attributes = self.chance.choice(
            ("", "{width=20%}", "{.decorative}", '{alt="A sheet"}', "{width=3cm}")
        )
        return f"![{alt}](media/{self.chance.choice(('a', 'b'))}.png){attributes}"

    def link(self, depth: int) -> str:
        """Return a link: of words, of an image, with a title, to a place of the article, of nothing."""
        ending = self.chance.choice(
            ("https://example.org/a_b?c=d&e=f", "<https://example.org/a b>", "mailto:me@example.org",
             'https://example.org "A *title*"', "https://example.org/ä/(x)", "HTTPS://EXAMPLE.ORG")
        )  # fmt: skip
        if self.ids and self.chance.random() < 0.3:
            ending = "#" + self.chance.choice(self.ids)
        if self.chance.random() < 0.1:
            return f"[]({ending})"
        return f"[{self.image(depth) if self.chance.random() < 0.2 else self.inlines(depth)}]({ending})"

    def citation(self, depth: int) -> str:
        """Return a citation in one of its forms."""
        one, two = self.chance.sample(KEYS, 2)
        return self.chance.choice(
            (f"@{one}", f"[@{one}]", f"[see @{one}, p. 3; @{two}]", f"[-@{one}]", f"@{one} [p. 7]",
             f"[*see* @{one}, chap. 2 and *more*]", f"[@{one}; @{two}; @{one}]", f"@{{{one}}}")
        )  # fmt: skip

    def blocks(self, depth: int, most: int) -> str:
        """Return blocks with empty lines between them; here words alone."""
        return self.some(most)


Inlines = tuple[tuple[str, Callable[[Text, int], str]], ...]
INLINES: Inlines = (
    ("emphasis", lambda a, d: f"*{a.inlines(d)}*"),
    ("strong", lambda a, d: f"**{a.inlines(d)}**"),
    ("deleted", lambda a, d: f"~~{a.inlines(d)}~~"),
    ("raised", lambda a, d: f"x^{a.word()}^"),
    ("lowered", lambda a, d: f"x~{a.word()}~"),
    ("capitals", lambda a, d: f"[{a.inlines(d)}]{{.smallcaps}}"),
    ("underlined", lambda a, d: f"[{a.inlines(d)}]{{.underline}}"),
    ("span", lambda a, d: f"[{a.inlines(d)}]{{#{a.name('s')} .odd}}"),
    ("passage", lambda a, d: f"[{a.chance.choice(RIGHT_TO_LEFT)} {a.word()}]{{lang=ar dir=rtl}}"),
    ("foreign", lambda a, d: f"[{a.inlines(d)}]{{lang={a.chance.choice(LANGUAGES)}}}"),
    (
        "empty",
        lambda a, d: a.chance.choice(("[]{}", "[]{#" + a.name("e") + "}", "`` ``", "[ ]{.x}")),
    ),
    ("quoted", lambda a, d: f'"{a.inlines(d)}"'),
    (
        "code",
        lambda a, d: f"`{a.word()} <b> \\n & x`" + a.chance.choice(("", "{.python}")),
    ),
    ("formula", lambda a, d: a.chance.choice(("$x$", "$\\alpha^2 < 1$", "$$y_1$$", "$\\text{so}$"))),
    ("break", lambda a, d: a.chance.choice(("<br>", "<br/>", "<!-- x -->"))),
    ("special", lambda a, d: a.chance.choice(SPECIALS)),
    ("citation", Text.citation),
    ("citation", Text.citation),
    ("link", Text.link),
    ("image", Text.image),
    ("note", Text.note),
    ("reference", lambda a, d: f"@{a.chance.choice(a.ids)}" if a.ids else a.word()),
)


def indent(text: str, by: str, *, everywhere: bool = False) -> str:
    """Return a text with its lines set in; empty lines only where that is asked for."""
    return "\n".join(f"{by}{line}".rstrip() if line or everywhere else "" for line in text.split("\n"))
