"""Callouts of Quarto and alerts of GitHub as boxes with a title, options of code cells as what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.load.panels import CAPTION, GROUP, LISTING
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import canonical, kind_of
from pipeline.wording.terms import term

CALLOUT = "callout"
_KINDS = ("note", "tip", "warning", "caution", "important")
_ALERT = re.compile(r"\[!(NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]", re.IGNORECASE)
_OPTION = re.compile(r"\s*(?:#|//|--|%%?)\|\s?(.*)")
_PAIR = re.compile(r"([A-Za-z][\w.-]*)\s*:\s*(.*)")


def adopt(blocks: n.Blocks, lang: str) -> n.Blocks:
    """Return the blocks with callouts and alerts as boxes, and code cells as code with a caption."""

    def block(node: n.Block) -> n.Blocks:
        match node:
            case n.Div(attr=attr) if kind := _callout(attr):
                return (_box(node, kind, lang),)
            case n.BlockQuote(blocks=(n.Para(inlines=(n.Str(text=text), *rest)) as first, *others)) if (
                mark := _ALERT.fullmatch(text)
            ):
                words = (
                    tuple(rest[1:])
                    if rest and isinstance(rest[0], n.SoftBreak | n.LineBreak)
                    else tuple(rest)
                )
                kept = (replace(first, inlines=words), *others) if words else tuple(others)
                title = (n.Str(term(lang, f"callout-{mark.group(1).lower()}"), at=first.at),)
                return (_titled(title, kept, n.Attr(), node.at),)
            case n.CodeBlock():
                return (_cell(node),)
            case _:
                return (node,)

    return walk.map_tree(blocks, block=block)


def _callout(attr: n.Attr) -> str:
    """Return which callout a box is."""
    names = (name.removeprefix("callout-") for name in attr.classes if name.startswith("callout-"))
    return next((name for name in names if name in _KINDS), "")


def _box(div: n.Div, kind: str, lang: str) -> n.Div:
    """Return a callout with its title: an attribute, its first heading, or the name of its kind."""
    title = div.attr.get("title")
    attr = n.Attr(div.attr.id)
    match div.blocks:
        case (n.Header(inlines=inlines), *rest) if title is None:
            return _titled(inlines, tuple(rest), attr, div.at)
        case blocks:
            words = title if title is not None else term(lang, f"callout-{kind}")
            return _titled(_words(words, div.at), blocks, attr, div.at)


def _titled(title: n.Inlines, blocks: n.Blocks, attr: n.Attr, at: int | None) -> n.Div:
    label = n.Div(n.Attr("", ("label",)), (n.Para(title),), at=at)
    return n.Div(replace(attr, classes=(CALLOUT,)), (label, *blocks), at=at)


def _words(text: str, at: int | None) -> n.Inlines:
    inlines: list[n.Inline] = []
    for word in text.split():
        inlines += [n.Space(), n.Str(word, at=at)] if inlines else [n.Str(word, at=at)]
    return tuple(inlines)


def _cell(code: n.CodeBlock) -> n.Block:
    """Return a code cell without its options; one that draws a figure or lists code has its caption."""
    lines = code.text.split("\n")
    options: dict[str, str] = {}
    count = 0
    key = ""
    for line in lines:
        match = _OPTION.fullmatch(line)
        if match is None:
            break
        count += 1
        pair = _PAIR.fullmatch(match.group(1).strip())
        if pair:
            key = pair.group(1)
            options[key] = pair.group(2).strip().removeprefix("|").removeprefix(">-").strip()
        elif key:
            options[key] = f"{options[key]} {match.group(1).strip()}".strip()
    if not count:
        return code
    options = {key: value.strip("\"'") for key, value in options.items()}
    bare = replace(code, text="\n".join(lines[count:]).strip("\n"))
    return _captioned(bare, options)


def _captioned(code: n.CodeBlock, options: Mapping[str, str]) -> n.Block:
    """Return the code of a cell; its figure is not there, so that its caption stands below the code."""
    name = options.get("label", "")
    classes = {"figure": GROUP, "listing": LISTING}
    kind = kind_of(canonical(name))
    caption = options.get("fig-cap") or options.get("lst-cap") or ""
    if kind not in classes:
        return code
    words = n.Plain(_words(caption, code.at), at=code.at)
    box = n.Div(n.Attr("", (CAPTION,)), (words,) if caption else (), at=code.at)
    return n.Div(n.Attr(name, (classes[kind],)), (code, box), at=code.at)
