"""The article's files in the PDF, as associated files of the document (PDF/A-3: ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from pipeline.model.source import Role, SourceFile
from pipeline.wording.terms import term

# How a file is related to the document, as ISO 32000-2 names it: the text, what it draws on, how it is set.
RELATIONSHIPS: Mapping[Role, str] = {
    "article": "Source",
    "text": "Source",
    "ledger": "Data",
    "references": "Data",
    "figure": "Data",
    "image": "Data",
    "style": "Unspecified",
    "template": "Unspecified",
    "look": "Unspecified",
    "font": "Unspecified",
}
MEDIA_TYPES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".qmd": "text/markdown",
    ".rmd": "text/markdown",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/vnd.citationstyles.csl+json",
    ".bib": "application/x-bibtex",
    ".bibtex": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl": "application/vnd.citationstyles.style+xml",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".toml": "application/toml",
    ".css": "text/css",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".pdf": "application/pdf",
    ".eps": "application/postscript",
    ".ps": "application/postscript",
}
DATE_FORM = "D:%Y%m%d%H%M%SZ"


def attach(pdf: Any, files: Sequence[SourceFile], date: datetime, lang: str) -> None:
    """Attach files to a PDF before it is written; `date` is the time of the build in UTC."""
    import pydyf

    if not files:
        return
    specifications = []
    for file in files:
        stream = pydyf.Stream([file.data], pydyf.Dictionary(_describe(file, date)), compress=True)
        pdf.add_object(stream)
        name = pydyf.String(file.name)
        specification = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": name,
                "UF": name,
                "Desc": pydyf.String(term(lang, f"attached-{file.role}")),
                "AFRelationship": f"/{RELATIONSHIPS[file.role]}",
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            }
        )
        pdf.add_object(specification)
        specifications.append((name, specification.reference))
    # A name tree is sorted by its keys, as they are written.
    entries = sorted(specifications, key=lambda each: _key(each[0].string))
    tree = pydyf.Dictionary({"Names": pydyf.Array([part for each in entries for part in each])})
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree
    pdf.catalog["AF"] = pydyf.Array([reference for _, reference in specifications])


def _describe(file: SourceFile, date: datetime) -> dict[str, Any]:
    """Return the entries of an embedded file's dictionary."""
    import pydyf

    media_type = MEDIA_TYPES.get(PurePosixPath(file.name).suffix.lower(), "application/octet-stream")
    parameters = {
        "Size": len(file.data),
        "CheckSum": f"<{hashlib.md5(file.data, usedforsecurity=False).hexdigest()}>",
        "ModDate": pydyf.String(date.strftime(DATE_FORM)),
    }
    return {
        "Type": "/EmbeddedFile",
        "Subtype": f"/{media_type.replace('/', '#2f')}",
        "Params": pydyf.Dictionary(parameters),
    }


def _key(name: str) -> bytes:
    """Encode a name as a PDF string: ASCII if possible, else UTF-16 with a byte order mark."""
    return name.encode() if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")
