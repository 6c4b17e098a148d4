"""T: what the author of an article may try; nothing outside is read or asked, nothing runs in a reader's hands."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.faults.matrix import fault
from tests.faults.room import FILES, HEAD, REFERENCE, Room, errors, findings
from tests.faults.safety import ALL, attack, harmless


def _outside(room: Room) -> dict[str, str]:
    """Return what stands for places outside in an attack."""
    return {
        "SECRET": str(room.secrets / "secret.svg"),
        "TEXT": str(room.secrets / "secret.txt"),
        "JSON": str(room.secrets / "secret.json"),
        "WEB": f"http://127.0.0.1:{room.port}",
    }


def fill(room: Room, text: str) -> str:
    """Return an attack with the places of this room."""
    for name, value in _outside(room).items():
        text = text.replace(f"@{name}@", value)
    return text


# id, what is tried, the text, more front matter
TEXTS: tuple[tuple[str, str, str, str], ...] = (
    ("T01", "images by file:, by an absolute path, by ../, with a base",
     '<base href="file:///">\n\n![a](file://@SECRET@)\n\n![b](@SECRET@)\n\n![c](../outside/secret.svg)\n\n<img src="@SECRET@">', ""),
    ("T02", "styles that import and fetch",
     '<style>@import "file://@TEXT@"; p { content: url(file://@SECRET@); background: url(@WEB@/t02) }</style>\n\n'
     '[x]{style="background:url(@WEB@/t02b)"}', ""),
    ("T03", "attachments of /etc/passwd and of the environment",
     '<link rel="attachment" href="file:///proc/self/environ">\n\n<a rel="attachment" href="@TEXT@">x</a>', ""),
    ("T04", "addresses on loopback in images, links, figures, fonts",
     '![a](@WEB@/t04.png)\n\n<img src="@WEB@/t04b.png" srcset="@WEB@/t04c.png 2x">\n\n'
     '<link rel="stylesheet" href="@WEB@/t04.css">\n\n<svg><image href="@WEB@/t04d.png"/></svg>', ""),
    ("T05", "objects, embeds and data addresses that hold a file",
     '<object data="@SECRET@"></object>\n\n<embed src="@SECRET@">\n\n'
     "![x](data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%3E%3Cimage%20href='file://@SECRET@'/%3E%3C/svg%3E)", ""),
    ("T06", "frames and redirections", '<iframe src="@WEB@/t06"></iframe>\n\n<meta http-equiv="refresh" content="0;url=@WEB@/t06b">', ""),
    ("T07", "links of schemes that run or open files",
     "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](JaVaScRiPt:alert(1)) [d](java&#9;script:alert(1)) "
     "[e](vbscript:x) [f](data:text/html,x) [g](smb://host/share) [h](\\\\\\\\host\\\\share) [i](//host/share) "
     '[j](ms-word:ofe|u|x) <a href="&#106;avascript:alert(1)">k</a> [l](%6aavascript:alert(1)) <form action="javascript:x">', ""),
    ("T10", "a bibliography outside, by path and by address", "Text [@a].", "bibliography: [refs.json, @JSON@, '@WEB@/t10.json', ../outside/secret.json]\n"),
    ("T11", "a citation style outside", "Text [@a].", "csl: '@WEB@/t11.csl'\n"),
    ("T12", "citation-abbreviations outside", "Text [@a].", "citation-abbreviations: @JSON@\n"),
    ("T13", "a second block of YAML in the text", "One.\n\n---\nbibliography: @JSON@\ncsl: '@WEB@/t13.csl'\n---\n\nTwo [@a].", ""),
    ("T15", "scripts, handlers, raw HTML in the text",
     '<script>alert(1)</script>\n\n```{=html}\n<script>alert(2)</script>\n```\n\n<img src=x onerror="alert(3)">\n\n'
     '[x]{onclick="alert(4)" onmouseover="alert(5)"}\n\n`<script>alert(6)</script>`{=html}\n\n<svg onload="alert(7)"></svg>', ""),
    ("T16", "raw HTML in front matter", "Text.",
     "subtitle: '<script>alert(1)</script>`<img src=x onerror=alert(1)>`{=html}'\n"
     "header-includes: '<script>alert(2)</script>'\nkeywords: ['<script>alert(3)</script>']\n"
     "author: '<img src=x onerror=alert(4)>'\nabstract: '<svg onload=alert(5)>'\nlang: 'en\"><script>'\n"),
    ("T17", "a deck that loads an attacker's code", "# One {data-background-iframe='@WEB@/t17' data-background-image='@WEB@/t17b'}\n\nText.",
     "revealjs-url: '@WEB@/t17c'\ncss: '@WEB@/t17d.css'\ntheme: '../../outside'\n"),
    ("T19", "covers and style sheets outside", "Text.", "cover-image: @SECRET@\nstylesheet: @TEXT@\ncss: ../outside/secret.txt\n"),
    ("T20", "includes of files outside", "{{< include @TEXT@ >}}\n\n{{< include ../outside/secret.md >}}\n\n\\input{@TEXT@}\n\n\\include{../outside/secret}\n\n!include ../outside/secret.md", ""),
    ("T30", "chapters outside", "Text.", "chapters: [../outside/secret.md, @TEXT@]\n"),
    ("T40", "markup that becomes a script in a deck", "# <img src=x onerror=alert(1)>\n\n`</script><script>alert(1)</script>`\n\n```\n</script><script>alert(2)</script>\n```\n\n$\\href{javascript:alert(3)}{x}$", ""),
)  # fmt: skip


def _enter(id: str, what: str, text: str, more: str) -> None:
    @fault(id, what, "nothing outside read or asked, nothing active in the files")
    def trial(room: Room) -> str:
        head = HEAD.replace("---\n\n", f"{fill(room, more)}---\n\n")
        if "bibliography" in more:
            head = head.replace("bibliography: refs.json\n", "")
        run = attack(room, f"# One\n\nWords.\n\n{fill(room, text)}\n", head)
        result = f"{len(findings(run))} findings" if findings(run) else "nothing told"
        return f"{'refused' if run.status else 'built'}, {result}"


for each in TEXTS:
    _enter(*each)


@fault(
    "T01b",
    "article.md, references, ledger and image as links to files outside; with several hard links",
    "refused",
)
def links_out(room: Room) -> str:
    texts = []
    for name, target in {
        "article.md": "secret.md",
        "refs.json": "secret.json",
        "facts.yaml": "secret.txt",
        "disc.png": "secret.svg",
    }.items():
        path = room.article / name
        data = path.read_bytes() if path.exists() else None
        path.unlink(missing_ok=True)
        path.symlink_to(room.secrets / target)
        run = room.run(room.building("--no-cache", to=ALL))
        harmless(room, run)
        assert findings(run), f"{name}: nothing told"
        texts.append(f"{name}: {findings(run)[0]}")
        path.unlink()
        if data is not None:
            path.write_bytes(data)
    return ", ".join(texts)


@fault("T21", "addresses in a bibliography that run or open files", "no such link in any file, told")
def bibliography(room: Room) -> str:
    bad = (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "smb://host/x",
        "data:text/html,x",
        "JAVASCRIPT:alert(1)",
        "java\tscript:x",
    )
    entries = [
        REFERENCE | {"id": f"{field.lower()}{number}", "title": f"Title {field} {number}", field: address}
        for field in ("URL", "DOI", "PMCID", "PMID")
        for number, address in enumerate(bad)
    ]
    (room.article / "refs.json").write_text(json.dumps([REFERENCE, *entries]))
    keys = "; ".join(f"@{each['id']}" for each in entries)
    run = attack(room, f"# One\n\nText [{keys}].\n")
    assert "link-unsafe" in findings(run), findings(run)
    (room.article / "refs.bib").write_text(
        "@misc{b, title={\\href{javascript:alert(1)}{T}}, url={javascript:alert(2)}, howpublished={\\url{file:///etc/passwd}}}"
    )
    attack(room, "# One\n\nText [@b].\n", HEAD.replace("refs.json", "refs.bib"))
    return f"{len(entries) + 1} entries, no link"


@fault(
    "T11b",
    "a citation style of the article that names another by path, file: and http:",
    "nothing read or asked",
)
def parents(room: Room) -> str:
    for target in (
        str(room.secrets / "secret.txt"),
        f"file://{room.secrets}/secret.txt",
        f"http://127.0.0.1:{room.port}/t11b",
        "../outside/secret.txt",
    ):
        (room.article / "own.csl").write_text(
            '<?xml version="1.0"?><style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>x</title>'
            f'<id>x</id><updated>2020-01-01T00:00:00Z</updated><link href="{target}" rel="independent-parent"/></info></style>'
        )
        attack(
            room, "# One\n\nText [@a].\n", HEAD.replace("---\n\n", "csl: own.csl\n---\n\n"), to="html,epub"
        )
    return "four styles, nothing read or asked"


SVGS: Mapping[str, str] = {
    "sheet": '<?xml-stylesheet href="@WEB@/svg1.css" type="text/css"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    "capitals": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" style="fill:URL(@WEB@/svg2#a)"/></svg>',
    "xhtml": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="@WEB@/svg3"/></foreignObject><rect width="9" height="9"/></svg>',
    "script": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"><script>alert(2)</script><rect width="9" height="9"/></svg>',
    "image": '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" width="9" height="9"><image x:href="file://@SECRET@" width="9" height="9"/><image href="@WEB@/svg4" width="9" height="9"/></svg>',
    "entity": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file://@TEXT@">]><svg xmlns="http://www.w3.org/2000/svg" width="99" height="9"><text y="9">&a;</text></svg>',
    "dtd": '<!DOCTYPE svg SYSTEM "@WEB@/svg5.dtd"><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    "link": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><a href="javascript:alert(1)"><rect width="9" height="9"/></a></svg>',
    "import": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>@import url(@WEB@/svg6.css); rect{fill:\\75rl(@WEB@/svg7)}</style><rect width="9" height="9"/></svg>',
    "use": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><use href="@WEB@/svg8#a"/><use href="file://@SECRET@#a"/><rect width="9" height="9"/></svg>',
}  # fmt: skip


@fault(
    "T05b",
    "pictures as SVG that fetch, run and read: ten kinds, as UTF-8 and UTF-16",
    "nothing read or asked, nothing active",
)
def pictures(room: Room) -> str:
    for encoding in ("utf-8", "utf-16"):
        for name, text in SVGS.items():
            (room.article / f"{name}.svg").write_bytes(fill(room, text).encode(encoding))
        run = attack(
            room, "# One\n\n" + "\n\n".join(f"![Picture {name}.]({name}.svg)" for name in SVGS) + "\n"
        )
        assert run.status == 0, run.err[-300:]
    return "twenty pictures"


@fault(
    "T18",
    "importers: entities, includes and paths in docx, html, rst, org, latex",
    "nothing outside read or asked",
)
def imports(room: Room) -> str:
    texts = {
        "x.rst": fill(room, "One\n===\n\n.. include:: @TEXT@\n\n.. csv-table:: T\n   :file: @TEXT@\n\n.. image:: @WEB@/t18\n"),
        "x.org": fill(room, "* One\n#+INCLUDE: \"@TEXT@\"\n\nText.\n"),
        "x.tex": fill(room, "\\section{One}\n\\input{@TEXT@}\\include{@TEXT@}\nText.\n"),
        "x.html": fill(room, '<h1>One</h1><p>Text.</p><img src="file://@SECRET@"><img src="@WEB@/t18b"><iframe src="@TEXT@"></iframe>'),
        "x.wiki": fill(room, "== One ==\n[[File:@SECRET@|thumb|x]]\n{{@TEXT@}}\n"),
    }  # fmt: skip
    for number, (name, text) in enumerate(texts.items()):
        file = room.folder / name
        file.write_text(text)
        target = room.folder / f"import-{number}"
        run = room.run(room.command("import", str(file), "--to", str(target)))
        assert run.status in (0, 1), run.err
        assert room.hits == []
        data = (
            b"".join(path.read_bytes() for path in target.rglob("*") if path.is_file())
            if target.exists()
            else b""
        )
        assert room.secret.encode() not in data + run.out.encode() + run.err.encode(), (
            f"{name} reads what is outside"
        )
    return f"{len(texts)} forms"


@fault(
    "T42",
    "names that leave the folder: in the slug, in the title, in the name of an image",
    "no such name in an archive",
)
def archive_names(room: Room) -> str:
    data = (room.article / "disc.png").read_bytes()
    (room.article / "..%2f..%2fx.png").write_bytes(data)
    attack(
        room,
        "# ../../x\n\n![a](<..%2f..%2fx.png>)\n\n![b](disc.png){#../../../y}\n",
        HEAD.replace("A paper", "../../../etc/passwd"),
    )
    for name in ("ebook.epub", "deck.pptx"):
        data = room.artifacts()[name]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wrong = [each for each in archive.namelist() if ".." in Path(each).parts or each.startswith("/")]
            assert wrong == [], wrong
    return "no name leaves an archive"


@fault("T44", "what a deck and an e-book load by themselves", "nothing from elsewhere")
def loads(room: Room) -> str:
    run = attack(room, "# One\n\nText $x^2$ [@a].\n\n![A disc.](disc.png)\n")
    assert run.status == 0, run.err
    assert sorted(room.artifacts()) == sorted(FILES)
    return "four files, nothing loaded"


@fault(
    "T22",
    "facts.yaml as a FIFO, a folder, a dangling link, a link to a device",
    "an error; never a paper without a ledger",
)
def ledgers(room: Room) -> str:
    path = room.article / "facts.yaml"
    texts = []
    makers: dict[str, Callable[[], object]] = {
        "FIFO": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "dangling": lambda: path.symlink_to("none"),
        "device": lambda: path.symlink_to("/dev/zero"),
    }
    for name, make in makers.items():
        make()
        run = room.run(room.building("--no-cache"), seconds=100)
        assert errors(run), f"{name}: status {run.status}, nothing told"
        texts.append(f"{name}: {errors(run)[0]}")
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    return ", ".join(texts)


@fault("T50", "a build with --untrusted of an article with no fault", "the same bytes as without")
def untrusted(room: Room) -> str:
    run = attack(room, "# One\n\nText [@a].\n\n![A disc.](disc.png)\n", to="html,epub")
    assert run.status == 0, run.err
    want = room.artifacts()
    run = attack(
        room, "# One\n\nText [@a].\n\n![A disc.](disc.png)\n", to="html,epub", options=("--untrusted",)
    )
    assert run.status == 0, run.err
    assert room.artifacts() == want
    return "the same bytes"
