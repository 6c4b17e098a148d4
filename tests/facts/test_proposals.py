"""Proposals for sentences that were written before the rules: most are right, few facts are missed."""

from __future__ import annotations

from pathlib import Path

from tests.facts.judging import Verdicts, judge, read

SENTENCES = Path(__file__).parent / "proposals" / "sentences.txt"
PRECISION, RECALL = 0.9, 0.85


def test_proposals_are_right_and_complete() -> None:
    verdicts = Verdicts()
    sentences = list(read(SENTENCES))
    for sentence in sentences:
        judge(sentence, verdicts)
    assert len(sentences) == 60
    assert verdicts.precision >= PRECISION, "\n".join(verdicts.wrong)
    assert verdicts.recall >= RECALL, "\n".join(verdicts.absent)
