"""The front matter: read as YAML or another form, and converted from the keys of other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter

from pipeline.load import foreign_heads, metadata, own_terms, records, yaml_text
from pipeline.load.papers import adapt
from pipeline.load.papers.draft import Draft
from pipeline.maths.macros import Macros, parse_definitions
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText

_ADAPTER: TypeAdapter[FrontMatter] = TypeAdapter(FrontMatter)
_NAMES = records.Names("front-matter-unknown", "front-matter-invalid")
_KEYS = frozenset(FrontMatter.model_json_schema(by_alias=True)["properties"])
_HEADS = frozenset({"header-includes", "include-in-header"})
# How often the record is built again without its invalid values, at most.
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter, the places of its values, the offset of the body, and the diagnostics.

    `later` are blocks of YAML in the body; `is_untitled` means that the title is a substitute.
    `macros` are the LaTeX macros that its header includes define.
    """

    matter: FrontMatter
    places: Mapping[yaml_text.Path, Place]
    body_start: int
    diagnostics: tuple[Diagnostic, ...]
    later: tuple[metadata.Block, ...] = ()
    is_untitled: bool = False
    macros: Macros = field(default_factory=dict)

    def body(self, source: SourceText) -> str:
        """Return the text below the front matter, without further blocks of YAML."""
        return metadata.without(source.text, self.later)[self.body_start :]


def read(source: SourceText, *, plain: bool, default_bibliography: tuple[str, ...], title: str) -> Front:
    """Read the front matter of an article; `title` is used if it has none.

    In a plain article, forms of other programs are accepted, and values that cannot be used are left out.
    """
    head = _head(source, plain)
    foreign = foreign_heads.read(source, plain=plain) if head is None else None
    start = head.end if head else foreign.end if foreign else 0
    later = tuple(metadata.find_later_blocks(source.text, start)) if plain else ()
    content, later_blocks = _parse(source, head, later, plain)
    values = content.value if isinstance(content.value, dict) else {}
    places = content.places
    diagnostics = list(content.diagnostics)
    if foreign is not None:
        values, places = {**foreign.value, **values}, {**foreign.places, **places}
        diagnostics += foreign.diagnostics
    if head is None and foreign is None and not values and source.text.strip():
        hint = "begin the file with a line `---`, `title: ...` and a line `---`"
        place = Place(source.file, 1, 1)
        diagnostics.append(error("front-matter-missing", "missing front matter", place, hint))
    macros = parse_definitions("\n".join(_heads(values)))[0] if plain else {}
    draft = Draft(dict(values), dict(places), source.file)
    adapt.adapt(draft, _KEYS, plain=plain)
    has_no_title = "title" not in draft.value
    broken_codes = ("yaml-invalid", "yaml-unsafe", "toml-invalid", "front-matter-invalid")
    is_broken = any(each.code in broken_codes for each in diagnostics)
    if has_no_title:
        draft.value["title"] = title
        # The unreadable part may contain the title, so it is not reported as missing.
        if (head or foreign or values) and not is_broken:
            hint = "write `title: ...` in the front matter"
            place = draft.place("title") if not head else source.place(head.start)
            message = f"missing title; using the file name: {title}"
            diagnostics.append(error("title-missing", message, place, hint))
    draft.value.setdefault("bibliography", list(default_bibliography))
    matter, faults = _record(draft, title, source.file)
    matter, term_faults = own_terms.settle(matter, draft.places, source.file)
    return Front(
        matter,
        draft.places,
        start,
        (*diagnostics, *draft.diagnostics, *faults, *term_faults),
        later_blocks,
        has_no_title,
        macros,
    )


def _heads(value: Any, *, in_head: bool = False) -> Iterator[str]:
    """Yield the LaTeX code in a front matter for the head of a file, at any level of it."""
    match value:
        case str() if in_head:
            yield value
        case dict():
            for key, each in value.items():
                yield from _heads(each, in_head=in_head or key in _HEADS)
        case list():
            for each in value:
                yield from _heads(each, in_head=in_head)
        case _:
            pass


def _head(source: SourceText, plain: bool) -> metadata.Block | None:
    """Return the block at the head; if its end is only a rule in the text below, it is not closed."""
    block = metadata.head(source.text)
    if block is None or not block.is_closed:
        return block
    whole = yaml_text.parse(SourceText(source.file, block.yaml(source.text)), aliases=plain).value
    if isinstance(whole, dict) and all(metadata.is_key(key) for key in whole):
        return block
    open_block = metadata.open_block(source.text, block)
    if open_block is None:
        return block
    content = yaml_text.parse(SourceText(source.file, open_block.yaml(source.text)), aliases=plain)
    return open_block if isinstance(content.value, dict) else block


def _parse(
    source: SourceText, head: metadata.Block | None, later: tuple[metadata.Block, ...], plain: bool
) -> tuple[yaml_text.ParsedYaml, tuple[metadata.Block, ...]]:
    """Parse all YAML blocks as one mapping: later values win; a later block that is not YAML is text."""
    value: dict[str, Any] = {}
    places: dict[yaml_text.Path, Place] = {}
    diagnostics: list[Diagnostic] = []
    result: list[metadata.Block] = []
    if head is not None:
        first = _block(source, head, plain)
        value, places = dict(first.value), dict(first.places)
        diagnostics += first.diagnostics
    for block in later:
        each = yaml_text.parse(SourceText(source.file, block.yaml(source.text)), aliases=plain)
        if isinstance(each.value, dict) and not each.diagnostics:
            value |= each.value
            places |= each.places
            result.append(block)
    return yaml_text.ParsedYaml(value, places, tuple(diagnostics)), tuple(result)


def _block(source: SourceText, block: metadata.Block, plain: bool) -> yaml_text.ParsedYaml:
    """Read the block at the head; if it is not YAML, read those of its keys that are."""
    text = SourceText(source.file, block.yaml(source.text))
    content = yaml_text.parse(text, aliases=plain)
    diagnostics = list(content.diagnostics)
    if not block.is_closed:
        place = source.place(block.start, 3)
        message = f"the front matter that begins in line {place.line} is not closed"
        diagnostics = [error("front-matter-invalid", message, place, "end it with a line `---`")]
    value, places = content.value, dict(content.places)
    if value is None and any(each.code == "yaml-invalid" for each in content.diagnostics):
        value = {}
        for section in yaml_text.sections(text):
            each = yaml_text.parse(section, aliases=plain)
            if isinstance(each.value, dict):
                value |= each.value
                places |= each.places
    if not isinstance(value, dict):
        if value is not None:
            place = source.place(block.text_start)
            message = "the front matter is not a list of `key: value`"
            diagnostics.append(error("front-matter-invalid", message, place, "write `title: ...`"))
        value = {}
    return replace(content, value=value, places=places, diagnostics=tuple(diagnostics))


def _record(draft: Draft, title: str, file: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """Build the FrontMatter; report and leave out each invalid value."""
    value = draft.value
    diagnostics: list[Diagnostic] = []
    for _ in range(_ATTEMPTS):
        outcome = records.make(_ADAPTER, value, (), draft.places, file, _NAMES)
        diagnostics += outcome.diagnostics
        if outcome.record is not None:
            return outcome.record, tuple(dict.fromkeys(diagnostics))
        value = records.without(value, *outcome.invalid) if all(outcome.invalid or ((),)) else {}
        value.setdefault("title", title)
    return FrontMatter(title=title), tuple(dict.fromkeys(diagnostics))
