"""The same article for pandoc alone: each edition as Markdown, with its figures, sources, style and sheet.

Facts stand in the text as words and citations as keys, as an author would write them for pandoc, so that
pandoc reads, cites and numbers by itself what Dossier does. Figures are drawn already.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import pandoc, theme
from pipeline.build import resolve_article
from pipeline.charts.figure import draw
from pipeline.charts.frame import Frame
from pipeline.checking import check_article
from pipeline.editions import EDITIONS
from pipeline.formats.pdf import fonts
from pipeline.formats.pdf.printing import style_sheet
from pipeline.formats.pdf.render import SHEETS
from pipeline.load.article import Location
from pipeline.model import nodes as n
from pipeline.model.stages import Edition
from pipeline.model.walk import map_tree
from pipeline.setup.reveal import reveal_root
from tests.bench.measure import Command

TYPESETTER = Path(__file__).with_name("typeset.py")
TYPST = Path(__file__).parents[2] / ".venv" / "bench"  # where `make bench` installs it
# The style sheets for WeasyPrint, by their typefaces.
PUBLIC, INSTANCES = "public.css", "instances.css"
_FACE = re.compile(r"@font-face [^\n]*\n")
NO_FAULT = frozenset({"fact", "label", "crossref"})


@dataclass(frozen=True, slots=True)
class Peer:
    """A folder with all that pandoc needs, and the options that every call has."""

    folder: Path
    options: tuple[str, ...]

    def weasyprint(self, sheet: str) -> tuple[Command, ...]:
        """Return the call for the briefing: pandoc, and WeasyPrint started by it, with a style sheet."""
        engine = Path(sys.executable).with_name("weasyprint")
        return (self._call("briefing", "pdf", "svg", f"--pdf-engine={engine}", f"--css={sheet}"),)

    def typst(self) -> tuple[Command, ...]:
        """Return the calls for the briefing: pandoc, and typst with pandoc's template and its own faces."""
        setter = (sys.executable, "-IS", str(TYPESETTER), str(TYPST), "briefing.typ", "briefing-typst.pdf")
        return self._call("briefing", "typ", "svg", "--to=typst"), Command(setter, self.folder, {})

    def others(self, formats: Sequence[str]) -> tuple[Command, ...]:
        """Return the calls for formats other than the PDF; the HTML deck is one file, as ours is."""
        reveal = (f"--variable=revealjs-url:{reveal_root()}", "--embed-resources", "--slide-level=2")
        calls = {
            "epub": self._call("ebook", "epub", "svg", "--toc"),
            "html": self._call("deck", "html", "svg", "--to=revealjs", *reveal),
            "pptx": self._call("deck", "pptx", "png", "--slide-level=2"),
        }
        return tuple(call for name, call in calls.items() if name in formats)

    def _call(self, edition: str, kind: str, image: str, *more: str) -> Command:
        own = (f"{edition}.md", f"--output={edition}.{kind}", f"--default-image-extension={image}")
        return Command((pandoc.program(), *own, *self.options, *more), self.folder, {})


def prepare(location: Location, folder: Path) -> Peer:
    """Write an article's editions and what belongs to them into a folder."""
    document = resolve_article(location).document
    manuscript = check_article(location).manuscript
    options = ["--standalone", "--citeproc", "--bibliography=references.json", "--metadata=link-citations"]
    (folder / "references.json").write_text(
        json.dumps([dict(each.fields) for each in document.references]), "utf-8"
    )
    if manuscript.style:
        (folder / "style.csl").write_text(manuscript.style, "utf-8")
        options.append("--csl=style.csl")
    for edition, result in EDITIONS.items():
        (folder / f"{edition}.md").write_text(markdown(result.edit(document)), "utf-8")
    tokens = theme.load()
    size = tokens.points("page.wide"), tokens.points("page.figure"), tokens.points("size.furniture")
    for name, drawing in document.drawings.items():
        for kind in ("svg", "png"):
            (folder / f"{name}.{kind}").write_bytes(draw(drawing, Frame(*size, kind=kind), tokens))
    for media in document.media.values():
        path = folder / media.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(media.data)
    _write_sheets(folder, EDITIONS["briefing"].edit(document))
    return Peer(folder, tuple(options))


def markdown(edition: Edition) -> str:
    """Return an edition as pandoc's Markdown."""
    answer = pandoc.write(
        n.Pandoc(n.MetaMap(), map_tree(edition.blocks, inline=_inline, block=_block)), "markdown"
    )
    front = edition.front
    head = {"title": front.title, "subtitle": front.subtitle or "", "lang": front.lang,
            "author": [author.name for author in front.authors], "date": str(front.date or "")}  # fmt: skip
    return f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n\n{answer.output.decode()}"


def _inline(node: n.Inline) -> n.Inlines:
    match node:
        case n.Span(attr=attr) if "returns" in attr.classes:
            return ()  # pages that cite a source are known to Dossier only
        case n.Span(attr=attr, inlines=inlines) if NO_FAULT.intersection(attr.classes):
            return inlines
        case n.Image(url=url) if url.startswith("figure:"):
            return (replace(node, url=url.removeprefix("figure:")),)  # pandoc adds the kind of image
        case _:
            return (node,)


def _block(node: n.Block) -> n.Blocks:
    match node:
        case n.Figure(blocks=(n.Plain(inlines=(n.Image() as image,)), *rest)):
            # As an author writes it: an image that stands alone, its caption between the brackets.
            alone = replace(image, attr=node.attr, inlines=_words(node.caption.blocks))
            return (n.Para((alone,)), *rest)
        case n.Div(attr=attr) if "legend" in attr.classes:
            return ()
        case n.Div(attr=n.Attr(id="refs")):
            return (replace(node, blocks=()),)  # citeproc fills it
        case _:
            return (node,)


def _words(blocks: n.Blocks) -> n.Inlines:
    return tuple(
        inline for block in blocks if isinstance(block, n.Plain | n.Para) for inline in block.inlines
    )


def _write_sheets(folder: Path, edition: Edition) -> None:
    """Write the briefing's style sheet twice, with the font files that it asks for beside it.

    One has the typefaces as their makers publish them: most are variable. The other has the static instances
    that Dossier makes of them.
    """
    result = fonts.find_fonts(edition)
    css = style_sheet(theme.load(), SHEETS, edition.front.briefing.paper, tuple(result))
    own = css
    for url, font in result.items():
        name = url.rpartition("/")[2]
        (folder / name).write_bytes(font.data)
        own = own.replace(url, name)
    (folder / INSTANCES).write_text(own, "utf-8")
    (folder / PUBLIC).write_text(_with_published_faces(folder, css), "utf-8")


def _with_published_faces(folder: Path, css: str) -> str:
    """Return a style sheet with the files of typefaces as they are published, in place of instances."""
    names = set(re.findall(r"font-family: '([^']+)'", "".join(_FACE.findall(css))))
    tokens = theme.load()
    rules = []
    for face in tokens.faces:
        families = {tokens[f"font.{face.role}"]} | ({tokens["font.title"]} if face.role == "text" else set())
        for family in sorted(families & names):
            for style, path in (("normal", face.upright), ("italic", face.italic)):
                if isinstance(path, Path):
                    shutil.copyfile(path, folder / path.name)
                    rules.append(
                        f"@font-face {{ font-family: '{family}'; font-style: {style}; "
                        f"font-weight: 100 900; src: url({path.name}) }}\n"
                    )
    return "".join(rules) + _FACE.sub("", css)
