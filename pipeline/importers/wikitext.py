"""Wikitext: templates, references and links of an encyclopedia converted to plain markup for pandoc."""

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
from pipeline.importers.imported_article import Field
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.facts import Source
from pipeline.model.source import SourceText

MARK = re.compile(r"XDOSSIER(\d{5})X")
_HEADS = ("infobox", "taxobox", "geobox", "automatic taxobox")
# Templates that editors of an encyclopedia leave for each other.
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
class PreparedWikitext:
    """Wikitext ready for pandoc, the Markdown for its marks, and the data taken out of it."""

    text: str = ""
    marks: dict[str, str] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    references: list[Mapping[str, Any]] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    title: str = ""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def prepare(source: SourceText, lang: str) -> PreparedWikitext:
    """Return wikitext with templates, references, categories and wiki links resolved."""
    reader = _Reader(source, lang)
    code = wiki.parse(source.text, skip_style_tags=True)
    reader.named_references(code)
    reader.result.text = reader.resolve(code, 0)
    return reader.result


def with_marks(text: str, marks: Mapping[str, str]) -> str:
    """Return Markdown with its marks replaced; citations in a row become one, before the stop they follow."""

    def run(match: re.Match[str]) -> str:
        values = [marks[each.group()] for each in MARK.finditer(match.group("marks"))]
        keys = [each[1:-1] for each in values if each.startswith("[@")]
        rest = "".join(each for each in values if not each.startswith("[@"))
        stop = match.group("stop") if keys else ""
        citation = f" [{'; '.join(dict.fromkeys(keys))}]" if keys else ""
        return f"{match.group('stop')[: 0 if keys else None]}{citation}{stop}{rest}"

    return re.sub(r"(?P<stop>[.,;:]?)(?P<marks>(?:XDOSSIER\d{5}X)(?:\s?XDOSSIER\d{5}X)*)", run, text)


class _Reader:
    def __init__(self, source: SourceText, lang: str) -> None:
        self.source = source
        self.lang = lang
        self.result = PreparedWikitext()
        self.used_ids: set[str] = set()
        self.keys: set[str] = set()
        self.reference_marks: dict[str, str] = {}
        self.count = 0

    def report_loss(self, message: str, at: int, severity: Severity = Severity.WARNING) -> None:
        place = self.source.place(at)
        self.result.diagnostics.append(Diagnostic("import-skipped", severity, message, place, _ELSEWHERE))

    def mark(self, markdown: str) -> str:
        """Return a placeholder that pandoc reads as a word, to be replaced by Markdown."""
        self.count += 1
        name = f"XDOSSIER{self.count:05d}X"
        self.result.marks[name] = markdown
        return name

    def resolve(self, code: Wikicode, base: int) -> str:
        """Return a piece of wikitext, resolved; `base` is its offset in the source."""
        parts: list[str] = []
        at = base
        for node in code.nodes:
            parts.append(self.node(node, at))
            at += len(str(node))
        return "".join(parts)

    def inner(self, code: Wikicode | None, within: Any, at: int) -> str:
        """Return a part of a node, resolved; its offset is looked up inside the node."""
        if code is None:
            return ""
        return self.resolve(code, at + max(0, str(within).find(str(code))))

    def node(self, node: w.Node, at: int) -> str:
        match node:
            case w.Template():
                return self.template(node, at)
            case w.Tag():
                return self.tag(node, at)
            case w.Wikilink():
                return self.link(node, at)
            case w.Comment():
                self.report_loss(
                    f"a comment is not carried: {str(node.contents).strip()[:50]}", at, Severity.NOTE
                )
                return ""
            case w.Argument():
                self.report_loss(f"the parameter {str(node)[:40]} is not carried", at)
                return ""
            case _:
                return str(node)

    def template(self, node: w.Template, at: int) -> str:
        name = " ".join(str(node.name).replace("_", " ").split()).lower()
        if name.startswith(_HEADS):
            self.box(node, at)
            return ""
        if cite_templates.is_citation(name):
            return self.mark(f"[@{self.cite(node, at)}]")
        if name in ("reflist", "references", "notelist"):
            return ""  # The list of sources is built from the citations.
        if name == "displaytitle" or name.startswith("displaytitle:"):
            self.result.title = _plain(wiki.parse(name.partition(":")[2] or str(node.params[0].value)))
            return ""
        positional = [self.inner(p.value, node, at).strip() for p in node.params if not p.showkey]
        keywords = {str(p.name).strip(): str(p.value).strip() for p in node.params if p.showkey}
        language_and_text = templates.language(name, positional)
        if language_and_text and re.fullmatch(r"[a-z]{2,3}(-[\w-]+)?", language_and_text[0]):
            return self.mark(f"[{_plain(wiki.parse(language_and_text[1]))}]{{lang={language_and_text[0]}}}")
        words = templates.words(name, positional, keywords)
        if words is None:
            template_text = " ".join(str(node).split())
            severity = Severity.NOTE if name.startswith(_HOUSEKEEPING) else Severity.WARNING
            self.report_loss(
                f"the template {template_text[:60]}{'…' if len(template_text) > 60 else ''} is not carried",
                at,
                severity,
            )
            return ""
        return words

    def box(self, node: w.Template, at: int) -> None:
        lines = []
        for parameter in node.params:
            value = _plain(parameter.value)
            where = at + str(node).find(str(parameter))
            lead = len(str(parameter)) - len(str(parameter).lstrip())
            place = self.source.place(where + lead)
            sources = tuple(self.sources(parameter.value, where))
            lines.append(infobox.Line(str(parameter.name).strip(), value, place, sources))
        box = infobox.read(lines, self.lang, self.used_ids)
        self.result.fields += box.fields
        self.result.diagnostics += box.diagnostics

    def sources(self, value: Wikicode, at: int) -> Iterator[Source]:
        """Yield the works that the references in a field of a box cite."""
        for tag in value.ifilter_tags(matches=lambda each: str(each.tag) == "ref"):
            mark = self.tag(tag, at)
            for key in re.findall(r"@([^,;\]]+)", self.result.marks.pop(mark, "")):
                yield Source(ref=key.strip())

    def cite(self, node: w.Template, at: int) -> str:
        """Store the work that a template cites, and return its key with the page."""
        name = " ".join(str(node.name).split()).lower()
        arguments = {str(p.name).strip(): _plain(p.value) for p in node.params}
        entry = cite_templates.entry(name, arguments, self.lang, self.keys)
        same = next(
            (e for e in self.result.references if {**e, "id": ""} == {**entry.fields, "id": ""}), None
        )
        key = str((same or entry.fields)["id"])
        if same is None:
            self.result.references.append(entry.fields)
        for each in entry.lost_fields:
            self.report_loss(f"the field `{each}` of a reference is not carried", at, Severity.NOTE)
        return f"{key}, {entry.locator}" if entry.locator else key

    def named_references(self, code: Wikicode) -> None:
        """Read the references that have names, wherever they are defined."""
        at = 0
        for tag in code.filter_tags(recursive=True, matches=lambda each: str(each.tag) == "ref"):
            name = _attribute(tag, "name")
            if name and not tag.self_closing and name not in self.reference_marks:
                at = max(0, self.source.text.find(str(tag), at))
                self.reference_marks[name] = self.reference(tag, at)

    def reference(self, tag: w.Tag, at: int) -> str:
        """Return the Markdown for a `<ref>`: citations, or a note."""
        cites = [
            each
            for each in tag.contents.filter_templates()
            if cite_templates.is_citation(" ".join(str(each.name).split()).lower())
        ]
        if cites:
            return f"[{'; '.join(f'@{self.cite(each, at)}' for each in cites)}]"
        links = tag.contents.filter_external_links()
        text = _plain(tag.contents)
        if links:
            url = str(links[0].url)
            title = _plain(links[0].title) if links[0].title else text.replace(url, "").strip(" .") or url
            key = unique(slug(title, 40), self.keys)
            self.result.references.append({"id": key, "type": "webpage", "title": title, "URL": url})
            return f"[@{key}]"
        return f"^[{self.inner(tag.contents, tag, at).strip()}]" if text else ""

    def tag(self, node: w.Tag, at: int) -> str:
        name = str(node.tag).strip().lower()
        if name == "ref":
            reference_name = _attribute(node, "name")
            if reference_name and reference_name in self.reference_marks:
                return (
                    self.mark(self.reference_marks[reference_name])
                    if self.reference_marks[reference_name]
                    else ""
                )
            if node.self_closing or not str(node.contents or "").strip():
                self.report_loss(f"undefined reference `{reference_name}`", at)
                return ""
            mark = self.reference(node, at)
            return self.mark(mark) if mark else ""
        if name == "references":
            return ""
        if name == "gallery":
            self.report_loss("a gallery of images is not carried", at)
            return ""
        if name in ("onlyinclude", "noinclude", "div", "center", "span", "small", "big", "section", "u"):
            return self.inner(node.contents, node, at) if node.contents else ""
        if name in ("includeonly", "templatestyles"):
            return ""
        if node.contents and name in ("table", "tr", "td", "th", "blockquote", "i", "b", "li", "ul", "ol"):
            whole, inside = str(node), str(node.contents)
            start = whole.find(inside) if inside else -1
            if start >= 0:
                return whole[:start] + self.resolve(node.contents, at + start) + whole[start + len(inside) :]
        return str(node)

    def link(self, node: w.Wikilink, at: int) -> str:
        target = str(node.title).strip()
        prefix, colon, rest = target.partition(":")
        kind = prefix.strip().lower()
        if colon and kind in _FILES:
            caption = _plain(wiki.parse(str(node.text).rpartition("|")[2])) if node.text else ""
            self.report_loss(
                f"the image {rest.strip()} is not carried{': ' + caption if caption else ''}", at
            )
            return ""
        if colon and kind == "category":
            self.result.keywords.append(rest.strip())
            return ""
        if colon and re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", kind) and not node.text:
            self.report_loss(
                f"the link to the article in another language is not carried: {target}", at, Severity.NOTE
            )
            return ""
        if node.text:
            return self.inner(node.text, node, at)
        return target.lstrip(":").partition("#")[0] or target


def _attribute(tag: w.Tag, name: str) -> str:
    attribute = next((a for a in tag.attributes if str(a.name).strip().lower() == name), None)
    return str(attribute.value).strip().strip("\"'") if attribute and attribute.value else ""


def _plain(code: Any) -> str:
    """Return wikitext as plain words."""
    tree = wiki.parse(re.sub(r"<br\s*/?>", ", ", str(code)))
    for tag in tree.filter_tags(matches=lambda each: str(each.tag) == "ref"):
        if tag in tree.nodes:
            tree.remove(tag)
    for template in tree.filter_templates(recursive=False):
        name = " ".join(str(template.name).split()).lower()
        positional = [_plain(p.value) for p in template.params if not p.showkey]
        keywords = {str(p.name).strip(): str(p.value).strip() for p in template.params if p.showkey}
        language_and_text = templates.language(name, positional)
        words = language_and_text[1] if language_and_text else templates.words(name, positional, keywords)
        if words is not None and template in tree.nodes:
            tree.replace(template, words)
    return " ".join(
        tree.strip_code(normalize=True, collapse=True).replace("'''", "").replace("''", "").split()
    )
