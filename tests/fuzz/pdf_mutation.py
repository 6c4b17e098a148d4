"""Changes of PDFs at the level of their objects, for what reads the files that they carry."""

from __future__ import annotations

import io
import random
from typing import Any

import pikepdf

from tests.fuzz import tokens

_KEYS = tuple(each for each in tokens.PDF if each.startswith("/"))


def pdf_changed(data: bytes, chance: random.Random) -> bytes:
    """Return a PDF with a few changes; ValueError where it is none."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for _ in range(chance.choice((1, 1, 2, 3))):
                _change(pdf, chance)
            out = io.BytesIO()
            pdf.save(
                out,
                static_id=True,
                object_stream_mode=chance.choice(tuple(pikepdf.ObjectStreamMode.__members__.values())),
                compress_streams=chance.random() < 0.3,
                encryption=pikepdf.Encryption(owner="x", user="") if chance.random() < 0.02 else False,
            )
            return out.getvalue()
    except (pikepdf.PdfError, RuntimeError, TypeError, KeyError, AttributeError, IndexError) as failure:
        raise ValueError(str(failure)) from failure


def _change(pdf: pikepdf.Pdf, chance: random.Random) -> None:
    holders: list[Any] = [
        each for each in pdf.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)
    ]
    holders += [
        each["/Params"] for each in holders if not isinstance(each, pikepdf.Array) and "/Params" in each
    ]
    holders.append(pdf.Root)
    holder: Any = chance.choice(holders)
    keys: Any = range(len(holder)) if isinstance(holder, pikepdf.Array) else list(holder.keys())
    key = chance.choice(list(keys) or ["/X"])
    match chance.randrange(7):
        case 0:
            del holder[key]
        case 1:
            # Only through a reference: an object that holds itself would end the process that saves it.
            holder[key] = pdf.make_indirect(chance.choice(holders))
        case 2 if not isinstance(holder, pikepdf.Array):
            holder[chance.choice(_KEYS)] = holder[key]
        case 3 if isinstance(holder, pikepdf.Stream):
            content = holder.read_bytes()
            holder.write(content[: chance.randint(0, len(content))] * chance.choice((1, 1, 2, 50)))
        case 4 if isinstance(holder, pikepdf.Array):
            for _ in range(chance.choice((1, 5, 100))):
                holder.append(holder[key])
        case _:
            holder[key] = _odd(chance)


def _odd(chance: random.Random) -> Any:
    text = chance.choice((*tokens.PATHS, *tokens.DATES, *tokens.UNICODE))
    return chance.choice(
        (
            pikepdf.String(text.encode("utf-16-be", "surrogatepass")),
            pikepdf.String(text),
            pikepdf.Name(chance.choice(_KEYS)),
            pikepdf.Array([]),
            pikepdf.Dictionary(),
            pikepdf.String(b"\xfe\xff\xd8\x00"),
            chance.choice((0, -1, 1, 2**31, 2**62, 20_000_001, True)),
            None,
        )
    )
