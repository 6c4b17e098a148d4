"""Wikitext: templates, references and links of an encyclopedia brought to plain markup for pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import mwparserfromhell as wiki
from mwparserfromhell import nodes as w
from mwparserfromhell.wikicode import Wikicode

from pipeline.facts.naming import slug, unique
from pipeline.importers import cite_templates, infobox, templates
from pipeline.importers.imported import Field
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.facts import Source
from pipeline.model.source import SourceText

MARK = re.compile(r"XDOSSIER(\d{5})X")
_HEADS = ("infobox", "taxobox", "geobox", "automatic taxobox")
# What editors of an encyclopedia leave for each other.
_HOUSEKEEPING = (
    "short description",
    "use ",
    "good article",
    "featured article",
    "coord",
    "authority control",
    "pp-",
)
_FILES = ("file", "image", "media")
_ELSEWHERE = "write by hand what the article needs of it"


@dataclass
class Prepared:
    """Wikitext that pandoc reads, what its marks stand for in Markdown, and what was taken out of it."""

    text: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    references: list[Mapping[str, Any]] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    title: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def prepared(source: SourceText, lang: str) -> Prepared:
    """Return wikitext with templates, references, categories and wiki links resolved."""
    reader = _Reader(source, lang)
    code = wiki.parse(source.text, skip_style_tags=True)
    reader.named_references(code)
    reader.made.text = reader.written(code, 0)
    return reader.made


def with_marks(text: str, marks: Mapping[str, str]) -> str:
    """Return Markdown with its marks replaced; citations in a row become one, before the stop they follow."""

    def run(match: re.Match[str]) -> str:
        found = [marks[each.group()] for each in MARK.finditer(match.group("marks"))]
        keys = [each[1:-1] for each in found if each.startswith("[@")]
        rest = "".join(each for each in found if not each.startswith("[@"))
        stop = match.group("stop") if keys else ""
        cited = f" [{'; '.join(dict.fromkeys(keys))}]" if keys else ""
        return f"{match.group('stop')[: 0 if keys else None]}{cited}{stop}{rest}"

    return re.sub(r"(?P<stop>[.,;:]?)(?P<marks>(?:XDOSSIER\d{5}X)(?:\s?XDOSSIER\d{5}X)*)", run, text)


class _Reader:
    def __init__(self, source: SourceText, lang: str) -> None:
        self.source = source
        self.lang = lang
        self.made = Prepared()
        self.taken: set[str] = set()
        self.keys: set[str] = set()
        self.named: dict[str, str] = {}
        self.count = 0

    def lost(self, message: str, at: int, severity: Severity = Severity.WARNING) -> None:
        place = self.source.place(at)
        self.made.diagnostics.append(Diagnostic("import-skipped", severity, message, place, _ELSEWHERE))

    def mark(self, markdown: str) -> str:
        """Return a mark that pandoc takes for a word, to be replaced by Markdown."""
        self.count += 1
        name = f"XDOSSIER{self.count:05d}X"
        self.made.marks[name] = markdown
        return name

    def written(self, code: Wikicode, base: int) -> str:
        """Return a piece of wikitext, resolved; `base` is where it stands in the source."""
        parts: list[str] = []
        at = base
        for node in code.nodes:
            parts.append(self.node(node, at))
            at += len(str(node))
        return "".join(parts)

    def inner(self, code: Wikicode | None, within: Any, at: int) -> str:
        """Return a piece of a node, resolved, with its place found inside the node."""
        if code is None:
            return ""
        return self.written(code, at + max(0, str(within).find(str(code))))

    def node(self, node: w.Node, at: int) -> str:
        match node:
            case w.Template():
                return self.template(node, at)
            case w.Tag():
                return self.tag(node, at)
            case w.Wikilink():
                return self.link(node, at)
            case w.Comment():
                self.lost(f"a comment is not carried: {str(node.contents).strip()[:50]}", at, Severity.NOTE)
                return ""
            case w.Argument():
                self.lost(f"the parameter {str(node)[:40]} is not carried", at)
                return ""
            case _:
                return str(node)

    def template(self, node: w.Template, at: int) -> str:
        name = " ".join(str(node.name).replace("_", " ").split()).lower()
        if name.startswith(_HEADS):
            self.box(node, at)
            return ""
        if cite_templates.is_citation(name):
            return self.mark(f"[@{self.cited(node, at)}]")
        if name in ("reflist", "references", "notelist"):
            return ""  # The list of sources is made of the citations.
        if name == "displaytitle" or name.startswith("displaytitle:"):
            self.made.title = _plain(wiki.parse(name.partition(":")[2] or str(node.params[0].value)))
            return ""
        given = [self.inner(p.value, node, at).strip() for p in node.params if not p.showkey]
        named = {str(p.name).strip(): str(p.value).strip() for p in node.params if p.showkey}
        spoken = templates.language(name, given)
        if spoken and re.fullmatch(r"[a-z]{2,3}(-[\w-]+)?", spoken[0]):
            return self.mark(f"[{_plain(wiki.parse(spoken[1]))}]{{lang={spoken[0]}}}")
        said = templates.words(name, given, named)
        if said is None:
            shown = " ".join(str(node).split())
            severity = Severity.NOTE if name.startswith(_HOUSEKEEPING) else Severity.WARNING
            self.lost(
                f"the template {shown[:60]}{'…' if len(shown) > 60 else ''} is not carried", at, severity
            )
            return ""
        return said

    def box(self, node: w.Template, at: int) -> None:
        lines = []
        for parameter in node.params:
            value = _plain(parameter.value)
            where = at + str(node).find(str(parameter))
            lead = len(str(parameter)) - len(str(parameter).lstrip())
            place = self.source.place(where + lead)
            sources = tuple(self.sources(parameter.value, where))
            lines.append(infobox.Line(str(parameter.name).strip(), value, place, sources))
        made = infobox.read(lines, self.lang, self.taken)
        self.made.fields += made.fields
        self.made.diagnostics += made.diagnostics

    def sources(self, value: Wikicode, at: int) -> Iterator[Source]:
        """Yield the works that the references in a field of a box cite."""
        for tag in value.ifilter_tags(matches=lambda each: str(each.tag) == "ref"):
            mark = self.tag(tag, at)
            for cited in re.findall(r"@([^,;\]]+)", self.made.marks.pop(mark, "")):
                yield Source(ref=cited.strip())

    def cited(self, node: w.Template, at: int) -> str:
        """Keep the work that a template cites, and return its key with the page."""
        name = " ".join(str(node.name).split()).lower()
        given = {str(p.name).strip(): _plain(p.value) for p in node.params}
        made = cite_templates.entry(name, given, self.lang, self.keys)
        same = next((e for e in self.made.references if {**e, "id": ""} == {**made.fields, "id": ""}), None)
        key = str((same or made.fields)["id"])
        if same is None:
            self.made.references.append(made.fields)
        for each in made.lost:
            self.lost(f"the field `{each}` of a reference is not carried", at, Severity.NOTE)
        return f"{key}, {made.locator}" if made.locator else key

    def named_references(self, code: Wikicode) -> None:
        """Read the references that have names, wherever they are defined."""
        at = 0
        for tag in code.filter_tags(recursive=True, matches=lambda each: str(each.tag) == "ref"):
            name = _attribute(tag, "name")
            if name and not tag.self_closing and name not in self.named:
                at = max(0, self.source.text.find(str(tag), at))
                self.named[name] = self.reference(tag, at)

    def reference(self, tag: w.Tag, at: int) -> str:
        """Return what a `<ref>` stands for: citations, or a note."""
        cites = [
            each
            for each in tag.contents.filter_templates()
            if cite_templates.is_citation(" ".join(str(each.name).split()).lower())
        ]
        if cites:
            return f"[{'; '.join(f'@{self.cited(each, at)}' for each in cites)}]"
        links = tag.contents.filter_external_links()
        text = _plain(tag.contents)
        if links:
            url = str(links[0].url)
            title = _plain(links[0].title) if links[0].title else text.replace(url, "").strip(" .") or url
            key = unique(slug(title, 40), self.keys)
            self.made.references.append({"id": key, "type": "webpage", "title": title, "URL": url})
            return f"[@{key}]"
        return f"^[{self.inner(tag.contents, tag, at).strip()}]" if text else ""

    def tag(self, node: w.Tag, at: int) -> str:
        name = str(node.tag).strip().lower()
        if name == "ref":
            named = _attribute(node, "name")
            if named and named in self.named:
                return self.mark(self.named[named]) if self.named[named] else ""
            if node.self_closing or not str(node.contents or "").strip():
                self.lost(f"the reference `{named}` is used and nowhere written", at)
                return ""
            made = self.reference(node, at)
            return self.mark(made) if made else ""
        if name == "references":
            return ""
        if name == "gallery":
            self.lost("a gallery of images is not carried", at)
            return ""
        if name in ("onlyinclude", "noinclude", "div", "center", "span", "small", "big", "section", "u"):
            return self.inner(node.contents, node, at) if node.contents else ""
        if name in ("includeonly", "templatestyles"):
            return ""
        if node.contents and name in ("table", "tr", "td", "th", "blockquote", "i", "b", "li", "ul", "ol"):
            whole, inside = str(node), str(node.contents)
            start = whole.find(inside) if inside else -1
            if start >= 0:
                return whole[:start] + self.written(node.contents, at + start) + whole[start + len(inside) :]
        return str(node)

    def link(self, node: w.Wikilink, at: int) -> str:
        target = str(node.title).strip()
        prefix, colon, rest = target.partition(":")
        kind = prefix.strip().lower()
        if colon and kind in _FILES:
            caption = _plain(wiki.parse(str(node.text).rpartition("|")[2])) if node.text else ""
            self.lost(f"the image {rest.strip()} is not carried{': ' + caption if caption else ''}", at)
            return ""
        if colon and kind == "category":
            self.made.keywords.append(rest.strip())
            return ""
        if colon and re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", kind) and not node.text:
            self.lost(
                f"the link to the article in another language is not carried: {target}", at, Severity.NOTE
            )
            return ""
        if node.text:
            return self.inner(node.text, node, at)
        return target.lstrip(":").partition("#")[0] or target


def _attribute(tag: w.Tag, name: str) -> str:
    found = next((a for a in tag.attributes if str(a.name).strip().lower() == name), None)
    return str(found.value).strip().strip("\"'") if found and found.value else ""


def _plain(code: Any) -> str:
    """Return wikitext as plain words."""
    parsed = wiki.parse(re.sub(r"<br\s*/?>", ", ", str(code)))
    for tag in parsed.filter_tags(matches=lambda each: str(each.tag) == "ref"):
        if tag in parsed.nodes:
            parsed.remove(tag)
    for template in parsed.filter_templates(recursive=False):
        name = " ".join(str(template.name).split()).lower()
        given = [_plain(p.value) for p in template.params if not p.showkey]
        named = {str(p.name).strip(): str(p.value).strip() for p in template.params if p.showkey}
        spoken = templates.language(name, given)
        said = spoken[1] if spoken else templates.words(name, given, named)
        if said is not None and template in parsed.nodes:
            parsed.replace(template, said)
    return " ".join(
        parsed.strip_code(normalize=True, collapse=True).replace("'''", "").replace("''", "").split()
    )
