"""An article of several files: chapters read one after the other, files included where they are named."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.load import text as texts
from pipeline.load.named_file import CHAPTER, IMAGE, INCLUDE, Kind, LocatedFile, RefusedName, find
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error
from pipeline.model.source import Part, SourceText, name_problem

MOST_FILES = 400
MOST_CHARACTERS = 5_000_000
DEEPEST = 8
_INCLUDE = re.compile(
    r"^[ \t]*\{\{<[ \t]*include[ \t]+(?:\"([^\"\n]+)\"|'([^'\n]+)'|([^\s>]+))[ \t]*>\}\}[ \t]*$", re.MULTILINE
)
_LITERAL = re.compile(r"\{(\{\{<.*?>\}\})\}")
_FRONT = re.compile(
    r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$\n?|\A\+\+\+[ \t]*\n.*?^\+\+\+[ \t]*$\n?"
    r"|\A(?:%(?!%)[^\n]*\n){1,3}",
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(.+?)[ \t]*$|\A%[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#[ \t]|[^\n]+\n=+[ \t]*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of an article with what it includes: its path from the article's folder and its text.

    `part` is the heading of the part that it begins, if it begins one.
    """

    name: str
    source: SourceText
    part: str = ""

    @property
    def folder(self) -> str:
        """The folder that the file names others from."""
        return posixpath.dirname(self.name)


class Assembly:
    """Reads the files of an article, each within its reach, as many and as long as an article is.

    `read` are the texts by the names that a briefing carries them by.
    """

    def __init__(self, reach: Reach) -> None:
        """Begin with no file."""
        self.reach = reach
        self.diagnostics: list[Diagnostic] = []
        self.sources: dict[str, SourceText] = {}
        self.characters = 0

    def chapter(self, name: str, place: Place) -> Chapter | None:
        """Read a chapter without its front matter; its title becomes the heading unless the text has one."""
        file = self.locate(name, place, CHAPTER)
        source = self.text(file, place) if file else None
        if file is None or source is None:
            return None
        name = self.path(file)
        front = _FRONT.match(source.text)
        start = front.end() if front else 0
        body = self.expand(source, start, (name,))
        title = _TITLE.search(front.group()) if front else None
        first = _HEADING.search(source.text, start)
        if title and (first is None or source.text[start : first.start()].strip()):
            words = (title.group(1) or title.group(2)).strip("\"'")
            heading = SourceText(
                source.file,
                f"# {words}\n\n",
                parts=(Part(0, len(words) + 4, source, title.start(title.lastindex or 1) - 2),),
            )
            body = join(source.file, [heading, body])
        return Chapter(name, body)

    def expand(self, source: SourceText, start: int, above: tuple[str, ...]) -> SourceText:
        """Return a text from an offset on, with the files that it includes in the places of their names."""
        pieces: list[SourceText] = []
        end = start
        for match in _INCLUDE.finditer(source.text, start):
            pieces.append(_piece(source, end, match.start()))
            end = match.end()
            written_name = next(group for group in match.groups() if group)
            place = source.place(match.start(), len(match.group()))
            path = posixpath.normpath(posixpath.join(posixpath.dirname(above[-1]), written_name))
            file = self.locate(path, place, INCLUDE)
            name = self.path(file) if file else path
            if file and (name in above or len(above) > DEEPEST):
                hint = "take one of the includes out"
                self.diagnostics.append(
                    error("include-cycle", f"`{written_name}` includes itself", place, hint)
                )
            elif file and (other := self.text(file, place)) is not None:
                front = _FRONT.match(other.text)
                pieces.append(self.expand(other, front.end() if front else 0, (*above, name)))
            else:
                # The reader sees that something is missing here, as with pandoc.
                pieces.append(_piece(source, match.start(), match.end()))
        if not pieces and start == 0:
            return source
        pieces.append(_piece(source, end, len(source.text)))
        return join(source.file, pieces, "")

    def locate(self, name: str, place: Place, kind: Kind) -> LocatedFile | None:
        """Find the file of a name; return None, and report a diagnostic, if none is read."""
        file = find(name, self.reach, kind)
        match file:
            case None:
                self.diagnostics.append(error(kind.missing_code, f"there is no file `{name}`", place, _HINT))
                return None
            case RefusedName(code=code, message=message, hint=hint):
                self.diagnostics.append(error(code, message, place, hint))
                return None
            case LocatedFile():
                pass
        if problem := name_problem(file.name):
            self.diagnostics.append(error("path-unsafe", f"`{name}` is not read: {problem}", place, _HINT))
            return None
        if file.difference:
            self.diagnostics.append(Diagnostic("file-name", Severity.NOTE, file.difference, place))
        return file

    def path(self, file: LocatedFile) -> str:
        """Return the path of a file from the article's folder."""
        return PurePath(os.path.relpath(file.path, self.reach.own)).as_posix()

    def text(self, file: LocatedFile, place: Place) -> SourceText | None:
        """Read a file; return None, and report a diagnostic, if that fails."""
        if file.name in self.sources:
            return self.sources[file.name]
        try:
            source, problems = texts.read_text(file.path, self.reach)
        except DossierError as failure:
            self.diagnostics += failure.diagnostics
            return None
        self.characters += len(source.text)
        if len(self.sources) >= MOST_FILES or self.characters > MOST_CHARACTERS:
            what = f"the article has more than {MOST_FILES} files or {MOST_CHARACTERS:,} characters"
            raise DossierError([error("file-too-large", what, place, "make several articles of it")])
        self.diagnostics += problems
        self.sources[file.name] = source
        return source


def join(file: str, pieces: Sequence[SourceText], between: str = "\n\n") -> SourceText:
    """Join texts into one; places in it are places in the original files."""
    parts: list[Part] = []
    texts_there: list[str] = []
    start = 0
    for piece in pieces:
        own = piece.parts or (Part(0, len(piece.text), piece, 0),)
        parts += (replace(part, start=start + part.start) for part in own)
        texts_there.append(piece.text)
        start += len(piece.text) + len(between)
    return SourceText(file, between.join(texts_there), parts=tuple(parts))


def _piece(source: SourceText, start: int, end: int) -> SourceText:
    return SourceText(source.file, source.text[start:end], parts=(Part(0, end - start, source, start),))


def shift(blocks: n.Blocks, by: int) -> n.Blocks:
    """Return blocks with their offsets moved."""

    def at(offset: int | None) -> int | None:
        return None if offset is None else offset + by

    def inline(node: n.Inline) -> n.Inlines:
        if isinstance(node, n.Cite):
            node = replace(node, citations=tuple(replace(each, at=at(each.at)) for each in node.citations))
        return (replace(node, at=at(node.at)),)

    return walk.map_tree(blocks, inline=inline, block=lambda node: (replace(node, at=at(node.at)),))


def resolve_names(chapter: Chapter, blocks: n.Blocks, used_ids: set[str], reach: Reach) -> n.Blocks:
    """Return a chapter's blocks with file names from the article's folder, and unique ids of headings.

    `used_ids` are the ids of the headings of the chapters before; this one's are added.
    """
    new_ids: dict[str, str] = {}
    for node in walk.walk(blocks):
        if isinstance(node, n.Header) and node.attr.id in used_ids:
            new_ids[node.attr.id] = _free(node.attr.id, used_ids | set(new_ids.values()))

    def inline(node: n.Inline) -> n.Inlines:
        match node:
            case n.Image(url=url):
                return (replace(node, url=from_root(url, chapter.folder, reach, IMAGE)),)
            case n.Link(url=url) if url.startswith("#"):
                return (replace(node, url=f"#{new_ids.get(url[1:], url[1:])}"),)
            case _:
                return (node,)

    def block(node: n.Block) -> n.Blocks:
        if isinstance(node, n.Header) and node.attr.id in new_ids:
            return (replace(node, attr=replace(node.attr, id=new_ids[node.attr.id])),)
        return (node,)

    result = walk.map_tree(blocks, inline=inline, block=block)
    used_ids.update(node.attr.id for node in walk.walk(result) if isinstance(node, n.Header))
    return result


def mark_part(chapter: Chapter, blocks: n.Blocks) -> n.Blocks:
    """Return a chapter's blocks with the part that it begins as a key of the first heading."""
    at = next((index for index, each in enumerate(blocks) if isinstance(each, n.Header)), None)
    if not chapter.part or at is None:
        return blocks
    match blocks[at]:
        case n.Header(attr=attr) as head:
            marked_head = replace(head, attr=attr.with_pairs(part=chapter.part))
            return (*blocks[:at], marked_head, *blocks[at + 1 :])
        case _:
            return blocks


def unescape_shortcodes(blocks: n.Blocks) -> n.Blocks:
    """Return blocks whose code shows `{{< ... >}}` where `{{{< ... >}}}` is written, as Quarto does."""

    def inline(node: n.Inline) -> n.Inlines:
        return (replace(node, text=_LITERAL.sub(r"\1", node.text)) if isinstance(node, n.Code) else node,)

    def block(node: n.Block) -> n.Blocks:
        match node:
            case n.CodeBlock(text=text):
                return (replace(node, text=_LITERAL.sub(r"\1", text)),)
            case _:
                return (node,)

    return walk.map_tree(blocks, inline=inline, block=block)


def link_chapters(chapter: Chapter, blocks: n.Blocks, heads: Mapping[str, str]) -> n.Blocks:
    """Return a chapter's blocks with links to other chapters as links within the article.

    `heads` are the ids that chapters begin with, by their names.
    """

    def inline(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Link) or node.url.startswith("#"):
            return (node,)
        name, _, target = node.url.partition("#")
        path = posixpath.normpath(posixpath.join(chapter.folder, name))
        return (replace(node, url=f"#{target or heads[path]}"),) if path in heads else (node,)

    return walk.map_tree(blocks, inline=inline)


def head_of(blocks: n.Blocks) -> str:
    """Return the id of the first heading."""
    return next((node.attr.id for node in walk.walk(blocks) if isinstance(node, n.Header)), "")


def from_root(name: str, folder: str, reach: Reach, kind: Kind) -> str:
    """Return the path of a file that a chapter names relative to its own folder, or to the article's."""
    if not folder or ":" in name or name.startswith("/"):
        return name
    path = posixpath.normpath(posixpath.join(folder, name))
    is_beside = isinstance(find(path, reach, kind), LocatedFile)
    return name if not is_beside and isinstance(find(name, reach, kind), LocatedFile) else path


def _free(name: str, used_ids: set[str]) -> str:
    count = 2
    while f"{name}-{count}" in used_ids:
        count += 1
    return f"{name}-{count}"


_HINT = "name a Markdown file in the article's folder"
