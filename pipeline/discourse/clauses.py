"""Clauses: who does what to whom, by the phrases of a sentence in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.discourse.frames import Frame, Opening, frames
from pipeline.discourse.lexicon import Lexicon
from pipeline.discourse.phrases import Phrase, Tense, VerbGroup, Voice
from pipeline.discourse.tokens import Word


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with who does what: `subject`, `object`, and the `agent` of a passive, as the words give them.

    `opening` says how it hangs on others: `main`, `joint` behind a conjunction or a comma, `relative`,
    `that`, `subordinate`, and without a finite verb `infinitive` and `participle`. `is_attributed` is true if
    it is told as the word of somebody, whom `speaker` names. `phrases` are those behind a preposition.
    """

    start: int
    end: int
    opening: Opening
    verb: Word
    verb_start: int
    verb_end: int
    tense: Tense
    voice: Voice
    is_negated: bool
    modal: str
    subject: Phrase | None
    object: Phrase | None
    agent: Phrase | None
    phrases: tuple[tuple[str, Phrase], ...]
    is_attributed: bool = False
    speaker: Phrase | None = None

    @property
    def actor(self) -> Phrase | None:
        """Who does it: the subject, of a passive the agent."""
        return self.subject if self.voice == "active" else self.agent

    @property
    def patient(self) -> Phrase | None:
        """To whom it is done: the object, of a passive the subject."""
        return self.object if self.voice == "active" else self.subject


def parse(words: Sequence[Word], rules: Lexicon) -> tuple[Clause, ...]:
    """Return the clauses of a sentence by their beginning."""
    results = [_clause(frame, words, rules) for frame in frames(words, rules) if frame.group is not None]
    return tuple(sorted(results, key=lambda clause: (clause.start, -clause.end)))


def _clause(frame: Frame, words: Sequence[Word], rules: Lexicon) -> Clause:
    group = frame.group
    assert group is not None
    agents = rules.sets["agent"]
    agent = next((phrase for preposition, phrase in frame.phrases if preposition in agents), None)
    obj = frame.object
    if (
        obj is None
        and frame.opening == "relative"
        and frame.antecedent is not None
        and frame.subject is not frame.antecedent
    ):
        obj = frame.antecedent
    is_attributed, speaker = _attribution(frame, rules)
    return Clause(
        frame.start,
        max(frame.end, words[group.last - 1].end),
        frame.opening,
        group.main,
        words[group.first].start,
        words[group.last - 1].end,
        group.tense,
        group.voice,
        _is_negated(frame, group, obj, rules),
        group.modal,
        frame.subject,
        obj,
        agent if group.voice == "passive" else None,
        tuple(frame.phrases),
        is_attributed,
        speaker,
    )


def _is_negated(frame: Frame, group: VerbGroup, obj: Phrase | None, rules: Lexicon) -> bool:
    parent = frame.parent.group if frame.parent is not None else None
    is_bare = frame.opening in ("infinitive", "participle")
    opposite = is_bare and parent is not None and parent.main.base in rules.sets["opposite"]
    own = (
        group.is_negated
        or frame.is_negated
        or any(
            phrase is not None and (phrase.is_negative or phrase.head.text.lower() in rules.sets["nobody"])
            for phrase in (frame.subject if frame.antecedent is not frame.subject else None, obj)
        )
    )
    return own != opposite if not (opposite and parent is not None and parent.is_negated) else own


def _attribution(frame: Frame, rules: Lexicon) -> tuple[bool, Phrase | None]:
    for above in _above(frame):
        group = above.group
        if group is None:
            continue
        if group.main.base in rules.sets["report"]:
            passive = group.voice == "passive"
            by = next((phrase for word, phrase in above.phrases if word in rules.sets["agent"]), None)
            return True, by if passive else above.subject
    return False, None


def _above(frame: Frame) -> Iterator[Frame]:
    while frame.parent is not None and frame.opening in ("that", "infinitive", "participle"):
        frame = frame.parent
        yield frame
