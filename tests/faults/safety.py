"""What every attack is held to: nothing outside read or asked, nothing active in a finished file."""

from __future__ import annotations

import io
import re
import zipfile
from urllib.parse import unquote

from lxml import etree, html

from tests.faults.room import HEAD, Room, Run, complete, contents, errors

ALL = "pdf,epub,html,pptx"
UNSAFE = re.compile(
    r"^[\s\x00-\x20]*(javascript|vbscript|file|smb|data|ms-[a-z]+|blob|view-source):", re.IGNORECASE
)


def attack(room: Room, text: str, head: str = HEAD, *, to: str = ALL, options: tuple[str, ...] = ()) -> Run:
    """Build an attack, and hold what every attack must hold."""
    room.write(text, head)
    run = room.run(room.building("--no-cache", *options, to=to))
    harmless(room, run)
    return run


def harmless(room: Room, run: Run) -> None:
    """Hold that a run read and asked nothing outside, and that what it made is whole and does nothing."""
    assert run.status in (0, 1), f"status {run.status}: {run.err[-300:]}"
    if run.status:
        assert errors(run), "refused without a word"
    assert room.hits == [], f"asked the network for {room.hits}"
    assert room.secret not in run.out + run.err, "what is outside was read, and told"
    assert room.strays() == [], room.strays()
    for name, data in room.artifacts().items():
        assert complete(name, data), f"{name} is not whole"
        for content in contents(name, data):
            assert room.secret.encode() not in content, f"what is outside was read into {name}"
        for address in addresses(name, data):
            assert not unsafe(address), f"{name} links to {address[:60]}"
        assert list(active(name, data)) == [], f"{name}: {list(active(name, data))[:3]}"


def unsafe(address: str) -> bool:
    """Tell an address that opens something else than a page or a letter."""
    plain = re.sub(r"[\x00-\x20]", "", unquote(address))
    return bool(UNSAFE.match(plain)) or plain.startswith(("//", "\\\\"))


def addresses(name: str, data: bytes) -> list[str]:
    """Return every address that a finished file can open, pictures in itself left out."""
    texts: list[str] = []
    if name.endswith(".pdf"):
        texts += [
            each.decode("latin-1")
            for each in re.findall(rb"/URI \(((?:\\.|[^)])*)\)", b"".join(contents(name, data)))
        ]
    elif name.endswith(".html"):
        texts += _links(html.fromstring(data))
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                if member.endswith(".rels"):
                    for relation in etree.fromstring(archive.read(member)):
                        if relation.get("TargetMode") == "External":
                            texts.append(relation.get("Target", ""))
                elif member.endswith((".xhtml", ".svg")):
                    texts += _links(etree.fromstring(archive.read(member)))
    return texts


def _links(root: etree._Element) -> list[str]:
    names = ("href", "{http://www.w3.org/1999/xlink}href", "action", "formaction", "poster")
    return [
        value
        for element in root.iter()
        if isinstance(element.tag, str) and not (element.get("href") or "").startswith("data:image/")
        for each in names
        if (value := element.get(each))
    ]


def active(name: str, data: bytes) -> list[str]:
    """Return what would run or load in a reader's hands: handlers, foreign scripts and frames, remote files."""
    texts: list[str] = []
    roots: list[etree._Element] = []
    if name.endswith(".html"):
        roots = [html.fromstring(data)]
    elif name.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts += [each for each in archive.namelist() if ".." in each or each.startswith("/")]
            roots = [
                etree.fromstring(archive.read(each))
                for each in archive.namelist()
                if each.endswith((".xhtml", ".svg"))
            ]
            for root in roots:
                texts += [str(node) for node in root.itersiblings(etree.PI, preceding=True)]
                texts += ["script" for _ in root.iter("{*}script")]
    elif name.endswith(".pdf"):
        everything = b"".join(contents(name, data))
        texts += [
            each.decode()
            for each in (b"/JavaScript", b"/Launch", b"/SubmitForm", b"/GoToR")
            if each in everything
        ]
    for root in roots:
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            tag = etree.QName(element).localname
            texts += [f"{tag} {each}" for each in element.attrib if str(each).lower().startswith("on")]
            if tag in ("iframe", "object", "embed", "base", "form", "applet", "foreignObject"):
                texts.append(tag)
            for each in ("src", "srcset", "poster", "data", "background"):
                value = element.get(each, "")
                if value and tag != "a" and re.match(r"\s*(?:https?:|ftp:|//|file:)", value, re.IGNORECASE):
                    texts.append(f"{tag} {each}={value[:40]}")
            style = (element.get("style") or "") + ((element.text or "") if tag == "style" else "")
            if re.search(r"(?:@import|url\(\s*['\"]?\s*(?:https?:|file:|//))", style, re.IGNORECASE):
                texts.append(f"{tag} style")
    return texts
