"""Any damage to a PPTX is read, or told of in plain words: nothing else is raised."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest

from pipeline.inspection.slides import inspect
from pipeline.model.inspection import InspectionError
from tests.inspection.slide_sample import pptx, with_parts

NAMES = ("val", "x", "cx", "idx", "r:id", "type", "typeface", "gridSpan", "lang")
VALUES = (b"", b"-1", b"99999999999999999999999999", b"1e9", "\u0665".encode(), b"rId1", b"&amp;", b"\xff")


def test_bytes_of_the_archive() -> None:
    data = with_parts(pptx(), lambda parts: None)
    rng = random.Random(7)
    reasons = set()
    for _ in range(40):
        damaged_data = bytearray(data)
        for _ in range(rng.randint(1, 4)):
            damaged_data[rng.randrange(len(data))] = rng.randrange(256)
        try:
            inspect(bytes(damaged_data))
        except InspectionError as failure:
            reasons.add(str(failure))
    assert reasons
    assert all("\n" not in each for each in reasons)


@pytest.mark.parametrize("value", VALUES)
def test_values_of_attributes(value: bytes) -> None:
    rng = random.Random(value)

    def edit(parts: dict[str, bytes]) -> None:
        for name in sorted(parts):
            if name.endswith((".xml", ".rels")):
                attribute = f' {rng.choice(NAMES)}="'.encode()
                before, start, after = parts[name].partition(attribute)
                if start:
                    parts[name] = before + attribute + value + b'"' + after.partition(b'"')[2]

    with suppress(InspectionError):
        assert inspect(with_parts(pptx(), edit)).format == "pptx"


def in_groups(depth: int) -> bytes:
    """Return the sample with the shapes of a slide in groups within groups."""

    def edit(parts: dict[str, bytes]) -> None:
        name = "ppt/slides/slide3.xml"
        before, tree, after = parts[name].partition(b"<p:grpSpPr/>")
        body, _, rest = after.rpartition(b"</p:spTree>")
        groups = b"<p:grpSp>" * depth + body + b"</p:grpSp>" * depth
        parts[name] = before + tree + groups + b"</p:spTree>" + rest

    return with_parts(pptx(), edit)


def test_groups_are_read_as_deep_as_a_file_may_nest_them() -> None:
    assert inspect(in_groups(200)).passages == inspect(pptx()).passages
    with pytest.raises(InspectionError, match=r"slide3\.xml is damaged"):
        inspect(in_groups(400))
