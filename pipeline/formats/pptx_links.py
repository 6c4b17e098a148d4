"""Links to other slides where pandoc writes them as addresses outside of the file: in the cells of tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.formats.pptx_xml import A, R

_JUMP = "ppaction://hlinksldjump"
_SLIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"


def lead_inside(pages: Mapping[str, Any]) -> None:
    """Lead each link to `#name` to the slide of that name."""
    for page in pages.values():
        part = page.part
        for key, relation in list(part.rels.items()):
            if not relation.is_external or not relation.target_ref.startswith("#"):
                continue
            target = pages.get(relation.target_ref.removeprefix("#"))
            if target is None:
                continue
            inside = part.relate_to(target.part, _SLIDE)
            for link in part._element.iter(f"{{{A}}}hlinkClick"):
                if link.get(f"{{{R}}}id") == key:
                    link.set(f"{{{R}}}id", inside)
                    link.set("action", _JUMP)
            part.rels.pop(key)
