"""The examples of the handbook as one article, whose ledger, references, figures and text they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.command import ROOT
from tests.handbook.blocks import Block, names, steps

OWN = Path(__file__).parent / "alaska"
# Chapters whose YAML is for other programs, or has tests of its own.
OTHERS = frozenset({"brand", "project"})


def blocks(*languages: str) -> Iterator[tuple[str, Block]]:
    """Yield the blocks in these languages, with the names of their chapters."""
    for name in names():
        for step in steps(name):
            if isinstance(step, Block) and step.language in languages and name not in OTHERS:
                yield name, step


def values(text: str) -> Any:
    """Return YAML as Dossier reads it: everything is text."""
    return yaml.load(text, yaml.BaseLoader)


def facts() -> dict[str, Any]:
    """Return the facts that examples show, by their ids, and those that they need besides."""
    result: dict[str, Any] = {}
    for _, block in blocks("yaml"):
        value = values(block.text) if not block.text.startswith("---") else {}
        entries = value if isinstance(value, list) else value.get("facts", [])
        for entry in entries:
            assert result.setdefault(entry["id"], entry) == entry, f"two facts are called {entry['id']}"
    for entry in values((OWN / "facts.yaml").read_text("utf-8"))["facts"]:
        result.setdefault(entry["id"], entry)
    return result


def figures() -> Iterator[tuple[str, str]]:
    """Yield the figures that examples show, by the kind that is their name, and their text."""
    for _, block in blocks("yaml"):
        if block.text.startswith("kind:"):
            yield values(block.text)["kind"], block.text


def heads() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what examples show of a front matter, with its place."""
    for name, block in blocks("yaml"):
        if not block.text.startswith("kind:"):
            value = values(block.text.replace("---\n", ""))
            if isinstance(value, dict) and "facts" not in value:
                yield f"{name}.md:{block.line}", value


def references() -> list[dict[str, Any]]:
    """Return the references that examples show, and those that facts and citations need besides."""
    result = [
        entry
        for _, block in blocks("json")
        for value in [json.loads(block.text)]
        for entry in (value if isinstance(value, list) else [value])
        if entry["id"] != "essay"
    ]
    own_ids = {each["id"] for each in result}
    ids_in_use = {source["ref"] for fact in facts().values() for source in fact["sources"]} | {"treaty-1867"}
    return [*result, *(_reference(each) for each in sorted(ids_in_use - own_ids))]


def _reference(name: str) -> dict[str, Any]:
    kind = "treaty" if "treaty" in name else "webpage"
    date = {"date-parts": [[2026]]}
    address = f"https://example.org/{name}"
    return {"id": name, "type": kind, "title": name, "author": [{"literal": "Office"}], "issued": date,
            "URL": address}  # fmt: skip


def lay_out(folder: Path) -> None:
    """Write the article of all examples into a folder."""
    (front,) = (block.text for _, block in blocks("yaml") if block.text.startswith("---"))
    bodies = [block.text for _, block in blocks("markdown")]
    opening = [text for text in bodies if "at-a-glance" in text]
    sections = [text for text in bodies if "at-a-glance" not in text]
    kinds = [
        f"![A figure of the kind {kind}.](figures/{kind}.yaml){{#fig-kind-{kind}}}" for kind, _ in figures()
    ]
    texts = [f"# Section {number}\n\n{text}" for number, text in enumerate(sections, 1)]
    uses = [f"- []{{fact={name} show=subject}}" for name in facts()]
    cites = "; ".join(f"@{each['id']}" for each in references())
    parts = [front, *opening, *texts, "# Figures", *kinds, "# Facts", *uses, f"All of it [{cites}]."]
    (folder / "article.md").write_text("\n\n".join(parts), "utf-8")
    (folder / "facts.yaml").write_text(yaml.safe_dump({"facts": list(facts().values())}), "utf-8")
    (folder / "references.json").write_text(json.dumps(references()), "utf-8")
    (folder / "figures").mkdir()
    for kind, text in [*figures(), ("steps", dict(figures())["timeline"])]:
        (folder / "figures" / f"{kind}.yaml").write_text(text, "utf-8")
    (folder / "media").mkdir()
    for name in ("coin", "front", "back", "treaty", "ornament"):
        shutil.copy(ROOT / "tests" / "sample" / "media" / "coin.png", folder / "media" / f"{name}.png")
