"""D: inputs that cost more than they weigh; each ends within its bounds, is told with a place, or is built."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from pipeline.bounds import STRICT
from tests.faults.matrix import fault
from tests.faults.room import HEAD, REFERENCE, Room, complete, errors, findings

# What an article may take that nobody vouches for.
SECONDS, MEMORY = int(STRICT.seconds), STRICT.memory // 1_000_000
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{}</svg>'
Maker = Callable[[Room], None]


def text(body: str, head: str = HEAD) -> Maker:
    """Return what writes a text."""
    return lambda room: room.write(body, head)


def svg(content: str, encoding: str = "utf-8", before: str = "") -> Maker:
    """Return what writes an article that shows a picture."""

    def make(room: Room) -> None:
        (room.article / "bomb.svg").write_bytes((before + SVG.format(content)).encode(encoding))
        room.write("# One\n\nText.\n\n![Picture.](bomb.svg)\n")

    return make


def raster(name: str, data: Callable[[], bytes]) -> Maker:
    """Return what writes an article that shows an image."""

    def make(room: Room) -> None:
        (room.article / name).write_bytes(data())
        room.write(f"# One\n\nText.\n\n![Image.]({name})\n")

    return make


def file(name: str, data: str | bytes, body: str = "# One\n\nText [@a].\n", head: str = HEAD) -> Maker:
    """Return what writes a file of the article beside a text."""

    def make(room: Room) -> None:
        (room.article / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        room.write(body, head)

    return make


def style(macros: str) -> Maker:
    """Return what writes a citation style of the article."""
    sheet = (
        '<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info>'
        "<title>x</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info>"
        f'{macros}<citation><layout><text macro="a"/></layout></citation></style>'
    )
    return file("own.csl", sheet, head=HEAD.replace("---\n\n", "csl: own.csl\n---\n\n"))


def png(width: int, height: int) -> bytes:
    """Return a PNG of one colour, whose pixels weigh a thousand times what it does."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + width * 4)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def frames(count: int) -> bytes:
    """Return a GIF of many frames."""
    out = io.BytesIO()
    images = [Image.new("P", (300, 300), number % 200) for number in range(count)]
    images[0].save(out, "GIF", save_all=True, append_images=images[1:])
    return out.getvalue()


def laughs(levels: int = 9) -> str:
    """Return the entities of a billion laughs."""
    lines = ["<!DOCTYPE svg [<!ENTITY a0 'ha'>"]
    lines += [f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, levels)]
    return "".join(lines) + "]>"


def uses(levels: int = 8) -> str:
    """Return an SVG whose groups use one another ten times each."""
    groups = ['<g id="u0"><rect width="1" height="1"/></g>']
    groups += [
        f'<g id="u{level}">{f"""<use href="#u{level - 1}"/>""" * 10}</g>' for level in range(1, levels)
    ]
    return f'<defs>{"".join(groups)}</defs><use href="#u{levels - 1}"/>'


def yaml_bomb() -> str:
    """Return front matter whose aliases double."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "---\ntitle: A\n" + "\n".join(lines) + "\n---\n\n"


def bib_strings() -> str:
    """Return a bibliography whose abbreviations grow tenfold."""
    lines = ['@string{s0 = "xxxxxxxxxx"}']
    lines += [f"@string{{s{n} = {' # '.join([f's{n - 1}'] * 10)}}}" for n in range(1, 9)]
    return "\n".join([*lines, "@book{a, title = s8, author = {A. B.}, year = 1999}"])


def ring(count: int) -> str:
    """Return a bibliography whose entries refer to one another in a circle."""
    return "\n".join(
        f"@inbook{{k{n}, title = {{T}}, crossref = {{k{(n + 1) % count}}}}}" for n in range(count)
    )


BIB = HEAD.replace("refs.json", "refs.bib")
BOMBS: dict[str, Maker] = {
    "brackets": text("[" * 5000 + "x\n"),
    "brackets of images": text("![" * 3000 + "x\n"),
    "nested links": text("[" * 40 + "x" + "](y)" * 40 + "\n"),
    "back-ticks": text(" ".join("`" * n for n in range(1, 300)) + "\n"),
    "carets": text("^a" * 12_000 + "\n"),
    "tildes": text("~a" * 12_000 + "\n"),
    "stars": text("*a_b" * 8000 + "\n"),
    "spans": text("<span>" * 3000 + "\n"),
    "quotes": text(">" * 2000 + " x\n"),
    "deep list": text("".join("  " * n + "- x\n" for n in range(300))),
    "deep divs": text(":::: {.a}\n" * 400 + "x\n" + "::::\n" * 400),
    "dollars": text("$" * 20_001 + "x\n"),
    "brackets in the standfirst": text("# One\n\nText.\n", "---\ntitle: A\nstandfirst: '" + "[" * 60 + "'\n---\n\n"),
    "brackets in a title": text("# One\n\nText.\n", "---\ntitle: '" + "[" * 60 + "'\n---\n\n"),
    "3,000 headings": text("".join(f"## H{n}\n\nWords.\n\n" for n in range(3000))),
    "3,000 headings of the same words": text("## Same\n\nWords.\n\n" * 3000),
    "1,500 formulas": text("".join(f"$$x_{{{n}}} = {n}$$\n\n" for n in range(1500))),
    "30 formulas of 7,800 signs": text("".join(f"$${'x+' * 3890}{n}$$\n\n" for n in range(30))),
    "60 matrices of 1,800 cells": text("".join("$$\\begin{matrix}" + f"{'&'.join('1' * 30)}\\\\" * 60 + f"\\end{{matrix}}{n}$$\n\n" for n in range(60))),
    "2,000 notes": text(" ".join(f"word^[note {n}]" for n in range(2000)) + "\n"),
    "20,000 rows": text("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 20_000),
    "400 columns": text("|" + "a|" * 400 + "\n|" + "-|" * 400 + "\n|" + "1|" * 400 + "\n"),
    "5 MB in a paragraph": text("word " * 1_000_000 + "\n"),
    "a word of a million letters": text("x" * 1_000_000 + "\n"),
    "20,000 times `A. `": text("A. " * 20_000 + "\n"),
    "1,500 dates": text("1 May 1990 " * 1500 + "\n"),
    "20,000 numbers": text("1,234.5 " * 20_000 + "\n"),
    "10,000 citations": text("[@a] " * 10_000 + "\n"),
    "20,000 unknown keys": text(" ".join(f"[@k{n}]" for n in range(20_000)) + "\n"),
    "50,000 keywords": text("# One\n\nText.\n", "---\ntitle: A\nkeywords: [" + "k, " * 9000 + "k]\n---\n\n"),
    "a formula of 300,000 signs": text("$" + "x+" * 150_000 + "x$\n"),
    "a deep formula": text("$" + "{" * 3000 + "x" + "}" * 3000 + "$\n"),
    "deep fractions": text("$" + "\\frac{1}{" * 500 + "x" + "}" * 500 + "$\n"),
    "macros that double": text("$" + "".join(f"\\def\\m{chr(98 + n)}{{\\m{chr(97 + n)}\\m{chr(97 + n)}}}" for n in range(24)) + "\\mz$\n"),
    "a macro of itself": text("$\\newcommand{\\a}{\\a\\a}\\a$\n"),
    "an array of 40,000 cells": text("$\\begin{array}{c}" + ("1&" * 199 + "1\\\\") * 200 + "\\end{array}$\n"),
    "aliases of YAML": text("# One\n", yaml_bomb()),
    "deep YAML": text("# One\n", "---\ntitle: A\nx: " + "[" * 20_000 + "\n---\n\n"),
    "an integer of 5,000 digits in YAML": text("# One\n", f"---\ntitle: A\nnumber: {'9' * 5000}\n---\n\n"),
    "a number of 1e999999999": file("facts.yaml", "facts:\n  a:\n    kind: number\n    value: 1e999999999\n", "[3]{fact=a}\n"),
    "3,000 unknown keys of a ledger": file("facts.yaml", "facts:\n  a:\n    kind: number\n    value: 3\n" + "".join(f"    k{n}: 1\n" for n in range(3000))),
    "deep JSON": file("refs.json", "[" * 100_000),
    "an integer of 5,000 digits in JSON": file("refs.json", json.dumps([REFERENCE])[:-2] + f', "volume": {"9" * 5000}}}]'),
    "strings of BibTeX": file("refs.bib", bib_strings(), head=BIB),
    "a circle of crossref": file("refs.bib", ring(500), "# One\n\nText [@k0].\n", BIB),
    "deep braces of BibTeX": file("refs.bib", "@book{a, title = " + "{" * 20_000 + "}" * 20_000 + "}", head=BIB),
    "20,000 entries": file("refs.json", json.dumps([REFERENCE | {"id": f"k{n}"} for n in range(20_000)] + [REFERENCE])),
    "a style that calls itself": style('<macro name="a"><text macro="a"/><text macro="a"/></macro>'),
    "a style that doubles": style(
        '<macro name="z0"><text value="ha"/></macro>'
        + "".join(f'<macro name="z{n}">{f"""<text macro="z{n - 1}"/>""" * 10}</macro>' for n in range(1, 9))
        + '<macro name="a"><text macro="z8"/></macro>'
    ),
    "a style with entities": file("own.csl", laughs() + "<style>&a8;</style>", head=HEAD.replace("---\n\n", "csl: own.csl\n---\n\n")),
    "laughs in an SVG": svg("<text>&a8;</text>", before=laughs()),
    "laughs in UTF-16": svg("<text>&a8;</text>", "utf-16", laughs()),
    "uses of uses": svg(uses()),
    "a use of itself": svg('<g id="a"><use href="#a"/></g>'),
    "a vast gradient": svg('<linearGradient id="g" spreadMethod="repeat" x2="0.0000001"><stop offset="0"/><stop offset="1" stop-color="red"/></linearGradient><rect width="90" height="90" fill="url(#g)"/>'),
    "a vast blur": svg('<filter id="f" width="9999"><feGaussianBlur stdDeviation="99999"/></filter><rect width="90" height="90" filter="url(#f)"/>'),
    "a small pattern": svg('<pattern id="p" width="0.001" height="0.001" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect width="90" height="90" fill="url(#p)"/>'),
    "small dashes": svg('<path d="M0 0H90000000" stroke="red" stroke-dasharray="0.0001"/>'),
    "200,000 letters in an SVG": svg(f"<text>{'x' * 200_000}</text>"),
    "deep groups": svg("<g>" * 20_000 + "</g>" * 20_000),
    "a path of a million points": svg(f'<path d="M0 0{"L1 1" * 1_000_000}"/>'),
    "an SVG of a kilometre": svg('<svg width="9e9" height="9e9"><rect width="9" height="9"/></svg>'),
    "a PNG of 13,000 by 13,000": raster("bomb.png", lambda: png(13_000, 13_000)),
    "a PNG of a million by one": raster("bomb.png", lambda: png(1_000_000, 1)),
    "a GIF of 2,000 frames": raster("bomb.gif", lambda: frames(2000)),
    "a PDF of itself": raster("bomb.pdf", lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>"),
}  # fmt: skip
# Those that take no time, tried with the tests.
QUICK = {
    "aliases of YAML",
    "deep YAML",
    "a number of 1e999999999",
    "a style that calls itself",
}


def _enter(number: int, name: str, make: Maker) -> None:
    result = f"within {SECONDS} s and {MEMORY} MB; told with a place, or built"

    @fault(f"D{number:02}", name, result, fast=name in QUICK)
    def trial(room: Room) -> str:
        make(room)
        options = ("--no-cache", "--max-seconds", str(SECONDS), "--max-memory", str(MEMORY))
        run = room.run(room.building(*options, to="pdf,epub,html,pptx"))
        assert run.seconds < SECONDS + 2, f"it took {run.seconds:.0f} s"
        assert run.alive == 0
        assert room.strays() == [], room.strays()
        assert run.status in (0, 1), f"status {run.status}: {run.err[-300:]}"
        for artifact, data in room.artifacts().items():
            assert complete(artifact, data), f"{artifact} is not whole"
        if run.status == 0:
            return f"built in {run.seconds:.0f} s, {len(findings(run))} findings"
        texts = errors(run)
        assert texts, f"refused without a word: {run.err[-300:]}"
        assert "article-failed" not in texts, run.err[-300:]
        assert "article-too-costly" not in texts, f"ended by its bounds: {run.err[:300]}"
        place = [
            line.strip()
            for line in run.err.splitlines()
            if "-->" in line or ".md:" in line or ".yaml" in line
        ]
        return f"{texts[0]} in {run.seconds:.0f} s, {place[0] if place else 'no place'}"


for number, (name, make) in enumerate(BOMBS.items(), 1):
    _enter(number, name, make)


def _docx(images: int) -> bytes:
    """Return a Word file whose images are zeros that pack to nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')  # fmt: skip
        archive.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')  # fmt: skip
        archive.writestr("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p></w:body></w:document>')  # fmt: skip
        for number in range(images):
            archive.writestr(f"word/media/image{number}.png", bytes(20_000_000))
        archive.writestr("../../evil.txt", "out")
    return out.getvalue()


@fault(
    "D90",
    "a docx with 60 images of zeros, and a name that leaves the folder",
    "imported or told, below its memory",
)
def docx(room: Room) -> str:
    source = room.folder / "bomb.docx"
    source.write_bytes(_docx(60))
    run = room.run(
        room.command("import", str(source), "--to", str(room.folder / "new"), "--max-memory", "600")
    )
    assert run.status in (0, 1), f"status {run.status}: {run.err}"
    assert "article-too-costly" not in errors(run), run.err[:300]
    assert not list(room.folder.rglob("evil.txt"))
    return errors(run)[0] if errors(run) else "imported"


@fault("D91", "brackets in a text that is imported", "told with its place, or imported")
def brackets_imported(room: Room) -> str:
    source = room.folder / "bomb.md"
    source.write_text("# One\n\n" + "[" * 400 + "x\n")
    run = room.run(
        room.command("import", str(source), "--to", str(room.folder / "new"), "--max-seconds", "30")
    )
    assert run.status in (0, 1, 2), f"status {run.status}: {run.err}"
    assert "article-too-costly" not in errors(run), run.err[:300]
    return errors(run)[0] if errors(run) else f"status {run.status}"
