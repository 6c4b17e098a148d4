"""Changes of trees: JSON and XML, of which the result is well-formed most of the time."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tests.fuzz import tokens

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 2**63, 10**400, "", " ", "x" * 3000, [], {}, [[]], [[[]]], {"a": {}}, [None], "\u0000",
    "\ud800", "\u202e", "1e999", "2017-08-13", [[2017]], [[2017, 13, 45]], [["2017"]], [[0]], [[-44, 3, 15]], [2017],
    {"date-parts": [[2017, 2, 30]]}, {"date-parts": [[]]}, {"date-parts": []}, {"raw": "circa 1900"}, {"literal": "x"},
    {"date-parts": [[2001], [2002], [2003]]}, {"season": 9}, [{"family": ""}], [{"literal": "A"}], [{"given": "x"}], {"family": []},
    "<b>x</b>", "<script>x</script>", "javascript:x", "$x$", "{x}", "[@one2001]", "../outside/x",
)  # fmt: skip


def json_changed(data: bytes, chance: random.Random, keys: Sequence[str]) -> bytes:
    """Return JSON with a few changes; ValueError where it is none."""
    root = [json.loads(data)]
    for _ in range(chance.choice((1, 1, 2, 3))):
        places = list(_places(root))
        holder, key = chance.choice(places)
        match chance.randrange(8):
            case 0 if len(places) > 1:
                del holder[key]
            case 1:
                other, name = chance.choice(places)
                holder[key] = deepcopy(other[name])
            case 2 if isinstance(holder, dict):
                holder[chance.choice(keys)] = holder.pop(key)
            case 3 if isinstance(holder, dict):
                holder[chance.choice(keys)] = deepcopy(chance.choice(_ODD))
            case 4:
                for _ in range(chance.choice((1, 3, 50, 400))):
                    holder[key] = [holder[key]]
            case 5 if isinstance(holder, list) and len(json.dumps(holder)) < 2_000:
                holder.extend(deepcopy(holder) * chance.choice((1, 3, 20)))
            case 6 if isinstance(holder[key], str):
                text = holder[key]
                at = chance.randint(0, len(text))
                holder[key] = (
                    text[:at] + chance.choice((*tokens.UNICODE, *tokens.MARKDOWN, *tokens.LATEX)) + text[at:]
                )
            case _:
                holder[key] = deepcopy(chance.choice(_ODD))
        if not root:
            root = [None]
    return json.dumps(root[0], ensure_ascii=chance.random() < 0.5, indent=1).encode("utf-8", "surrogatepass")


def _places(root: Any) -> Iterator[tuple[Any, Any]]:
    todo = [root]
    while todo:
        holder = todo.pop()
        items = list(holder.items()) if isinstance(holder, dict) else list(enumerate(holder))
        for key, value in items:
            yield holder, key
            if isinstance(value, dict | list):
                todo.append(value)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a language of XML has: names of elements, names of attributes and values of these."""

    elements: Sequence[str]
    attributes: Sequence[str]
    values: Sequence[str] = tokens.ATTRIBUTES


def xml_changed(data: bytes, chance: random.Random, words: Vocabulary) -> bytes:
    """Return XML with a few changes; ValueError where it is none."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as failure:
        raise ValueError(str(failure)) from failure
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        _change_element(root, chance, words)
    return etree.tostring(root, encoding=chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "ascii")))


def _change_element(root: etree._Element, chance: random.Random, words: Vocabulary) -> None:
    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    each, other = chance.choice(elements), chance.choice(elements)
    parent = each.getparent()
    match chance.randrange(10):
        case 0 if parent is not None:
            parent.remove(each)
        case 1 if len(etree.tostring(other)) < 4_000:
            each.insert(chance.randint(0, len(each)), deepcopy(other))
        case 2 if parent is not None:
            for child in list(each):
                parent.append(child)
            parent.remove(each)
        case 3:
            space = f"{{{name}}}" if (name := etree.QName(each).namespace) else ""
            each.tag = space + chance.choice(words.elements)
        case 4 if len(each):
            each[:] = chance.sample(list(each), len(each))
        case 5:
            each.text = _clean(
                chance.choice((*tokens.UNICODE, *tokens.NUMBERS, *tokens.MARKDOWN, *tokens.LATEX, ""))
            )
        case 6 if each.attrib:
            name = chance.choice(list(each.attrib))
            del each.attrib[name]
        case 7 if len(etree.tostring(each)) < 2_000 and parent is not None:
            for _ in range(chance.choice((1, 5, 50))):
                parent.append(deepcopy(each))
        case 8 if other.attrib:
            name = chance.choice(list(other.attrib))
            each.set(name, other.attrib[name])
        case _:
            name = chance.choice(list(each.attrib) or [chance.choice(words.attributes)])
            if chance.random() < 0.3:
                name = chance.choice(words.attributes)
            values = (*words.values, *tokens.NUMBERS, *words.elements)
            each.set(name if name.startswith("{") else name.rpartition(":")[2], _clean(chance.choice(values)))


def _clean(text: str) -> str:
    """Return what XML can hold of a text."""
    return "".join(
        each
        for each in text
        if each in "\t\n"
        or (each >= " " and not 0xD800 <= ord(each) <= 0xDFFF and each not in "\ufffe\uffff")
    )
