"""Answers from other machines: what no build of the article can have is refused."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pipeline import child, disk
from pipeline.cluster import answer, message
from pipeline.cluster.answer import Outcome, Refusal
from pipeline.cluster.message import Message
from pipeline.formats import FORMATS
from pipeline.model.diagnostics import DossierError, Place, ToolMissing, error, warning
from pipeline.model.stages import Artifact
from pipeline.product import MadeArtifact, Product
from pipeline.timing import StageTime

HTML, PDF = (next(each for each in FORMATS if each.file == file) for file in ("deck.html", "briefing.pdf"))
FINDING = warning("code", "message", Place("a.md", 1, 2, 3), "hint")
ARTIFACT = MadeArtifact(Artifact("deck.html", "html", b"<p>", 3, "slides", (FINDING,)), "a" * 64, 0.5)
TIMES = (StageTime("load", 0.1, 0.2, 3),)
# What the article was read with, and what the station that built it asked.
ANSWERS_HERE, ANSWERS = ((("exists", "b"), "no"),), ((("exists", "a"), "yes"), (("program", "sh"), "there"))
PRODUCT = Product("slug", (ARTIFACT,), (FINDING,), ("briefing.pdf",), TIMES, ANSWERS)


def arrive(one: Message, most_bytes: int = 1000) -> Outcome:
    return answer.from_message(
        message.unpack(message.pack(one)), "slug", (HTML, PDF), most_bytes, ANSWERS_HERE
    )


def test_a_product_arrives_whole() -> None:
    result = arrive(answer.to_message(PRODUCT))
    assert isinstance(result, Product)
    # Of its programs each machine has its own.
    assert result.answers == (*ANSWERS_HERE, (("program", "sh"), disk.ask_again(("program", "sh"))))
    assert (result.artifacts, result.diagnostics, result.failed_files, result.times) == (
        PRODUCT.artifacts, PRODUCT.diagnostics, PRODUCT.failed_files, PRODUCT.times,
    )  # fmt: skip


def test_a_product_that_could_be_another_next_time_is_not_settled() -> None:
    product = Product("slug", (ARTIFACT,), (), ("briefing.pdf",), (), ((("failure", "gs"), "?"),))
    result = arrive(answer.to_message(product))
    assert isinstance(result, Product)
    assert result.answers == ()


@pytest.mark.parametrize("kind", [DossierError, ToolMissing])
def test_a_failure_arrives_as_it_was(kind: type[DossierError]) -> None:
    result = arrive(answer.to_message(kind([error("a", "b", Place("c"))])))
    assert type(result) is kind
    assert result.diagnostics == (error("a", "b", Place("c")),)


def test_faults_and_refusals_arrive() -> None:
    fault = arrive(answer.to_message(child.Fault("words", "trace")))
    assert isinstance(fault, child.Fault)
    assert (str(fault), fault.trace) == ("words", "trace")
    assert arrive(answer.to_message(Refusal({"a": "b"}))) == Refusal({"a": "b"})


def change(*path: str | int, to: Any) -> Message:
    one = answer.to_message(PRODUCT)
    value = target = copy.deepcopy(one.value)
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = to
    return Message(value, one.files)


@pytest.mark.parametrize(
    "one",
    [
        change("product", "artifacts", 0, "file", to="../../.ssh/authorized_keys"),
        change("product", "artifacts", 0, "file", to="deck.pptx"),
        change("product", "artifacts", 0, "file", to="briefing.pdf"),
        change("product", "artifacts", 0, "entry", to="../../x"),
        change("product", "artifacts", 0, "entry", to=["a" * 64]),
        change("product", "artifacts", 0, "seconds", to=-1),
        change("product", "artifacts", 0, "seconds", to=float("nan")),
        change("product", "artifacts", 0, "seconds", to="1"),
        change("product", "artifacts", 0, "data", to="0" * 64),
        change("product", "artifacts", to=[]),
        change("product", "failed", to=[]),
        change("product", "failed", to=["/etc/passwd"]),
        change("product", "failed", to=None),
        change("product", "diagnostics", 0, "severity", to="grave"),
        change("product", "diagnostics", 0, "message", to={"a": 1}),
        change("product", "diagnostics", 0, "place", to="a.md"),
        change("product", "diagnostics", 0, "place", "line", to=True),
        change("product", "diagnostics", to=[{}] * 20_001),
        change("product", "times", to=[1]),
        change("product", "programs", to=[1]),
        change("product", "programs", to=None),
        Message({"product": None}),
        Message({"failure": [{"code": "x"}], "missing": False}),
        Message({"other": 1}),
        Message(None),
        Message([1, 2]),
    ],
)
def test_what_no_build_can_answer_is_refused(one: Message) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each with its own words
        arrive(one)


def test_an_artifact_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 10 bytes"):
        arrive(answer.to_message(PRODUCT), 10)


def test_a_message_is_what_its_digests_say() -> None:
    one = Message({"a": 1}, message.by_digest([b"one", b"two"]))
    data = message.pack(one)
    assert message.unpack(data) == one
    for wrong in (data.replace(b"two", b"TWO"), data[:-1], data + b"x", b"", b"\xff" * 20, data[8:]):
        with pytest.raises(ValueError):  # noqa: PT011 - each with its own words
            message.unpack(wrong)
