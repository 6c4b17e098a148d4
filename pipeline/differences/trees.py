"""Differences of XML and HTML: the path of the first node that differs in each branch, and both values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree, html

from pipeline.differences.difference import MOST, Difference, of_values


def xml_differences(one: bytes, other: bytes) -> tuple[Difference, ...]:
    """Return the nodes in which two files of XML differ; nothing where one is not well-formed."""
    return _of_roots(one, other, is_html=False)


def html_differences(one: bytes, other: bytes) -> tuple[Difference, ...]:
    """Return the nodes in which two pages differ."""
    return _of_roots(one, other, is_html=True)


def _of_roots(one: bytes, other: bytes, *, is_html: bool) -> tuple[Difference, ...]:
    try:
        roots = _root(one, is_html=is_html), _root(other, is_html=is_html)
    except (etree.LxmlError, ValueError):
        return ()
    return tuple(islice(_of_nodes(*roots), MOST))


def _root(data: bytes, *, is_html: bool) -> etree._Element:
    if is_html:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


def _of_nodes(first: etree._Element, second: etree._Element) -> Iterator[Difference]:
    pairs = [(first, second)]
    while pairs:
        one, other = pairs.pop()
        if _name(one) != _name(other):
            yield Difference(_path(one), _name(one), _name(other))
            continue
        yield from _of_attributes(one, other)
        if (one.text or "") != (other.text or ""):
            yield of_values(f"{_path(one)}, its text", one.text or "", other.text or "")
        if (one.tail or "") != (other.tail or ""):
            yield of_values(f"{_path(one)}, the text after it", one.tail or "", other.tail or "")
        children = list(one), list(other)
        if len(children[0]) != len(children[1]):
            counts = (f"{len(each)} child{'ren' * (len(each) != 1)}" for each in children)
            yield Difference(_path(one), *counts)
        pairs += reversed(list(zip(*children, strict=False)))


def _of_attributes(one: etree._Element, other: etree._Element) -> Iterator[Difference]:
    if not isinstance(one.tag, str):
        return
    names = list(one.attrib), list(other.attrib)
    for name in dict.fromkeys((*names[0], *names[1])):
        values = one.get(name), other.get(name)
        if values[0] != values[1]:
            texts = ["no such attribute" if each is None else each for each in values]
            part = f"{_path(one)}, attribute {_short(str(name), one)}"
            yield of_values(part, *texts) if None not in values else Difference(part, *texts)
    if set(names[0]) == set(names[1]) and names[0] != names[1]:
        orders = (" ".join(_short(str(name), one) for name in each) for each in names)
        yield of_values(f"{_path(one)}, order of its attributes", *orders)


def _name(node: etree._Element) -> str:
    if isinstance(node.tag, str):
        return _short(node.tag, node)
    if isinstance(node, etree._Comment):
        return "a comment"
    return "a processing instruction" if isinstance(node, etree._ProcessingInstruction) else "an entity"


def _path(node: etree._Element) -> str:
    steps: list[str] = []
    step: etree._Element | None = node
    while step is not None:
        parent = step.getparent()
        twins = [each for each in parent if each.tag == step.tag] if parent is not None else []
        steps.append(_name(step) + (f"[{twins.index(step) + 1}]" if len(twins) > 1 else ""))
        step = parent
    return "".join(f"/{each}" for each in reversed(steps))


def _short(name: str, node: etree._Element) -> str:
    """Return a name with the prefix that its namespace has at a node."""
    namespace, brace, local = name.rpartition("}")
    if not brace:
        return name
    prefixes = {uri: prefix for prefix, uri in node.nsmap.items() if prefix}
    prefix = prefixes.get(namespace.removeprefix("{"))
    return f"{prefix}:{local}" if prefix else local
