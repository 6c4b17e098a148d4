"""Clauses: who does what to whom, by the phrases of a sentence in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.discourse.frame import Frame, Opening
from pipeline.discourse.frames import frames
from pipeline.discourse.lexicon import Lexicon
from pipeline.discourse.phrases import Phrase
from pipeline.discourse.tokens import Word
from pipeline.discourse.verb_groups import Tense, VerbGroup, Voice


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
    all_frames = [frame for frame in frames(words, rules) if frame.group is not None]
    tellers = list(_told_around(all_frames, words, rules))
    results = [_clause(frame, tellers, words, rules) for frame in all_frames]
    return tuple(sorted(results, key=lambda clause: (clause.start, -clause.end)))


def _told_around(
    all_frames: Sequence[Frame], words: Sequence[Word], rules: Lexicon
) -> Iterator[tuple[Frame | None, Phrase | None]]:
    """Yield who tells the sentence, and the clause that says so: `according to`, `as he put it`."""
    last = words[-1].start if words else 0
    parents = {id(frame.parent) for frame in all_frames}
    for number, frame in enumerate(all_frames):
        group = frame.group
        for preposition, phrase in frame.phrases:
            if preposition in rules.hearsay:
                yield None, phrase
        if group is None or group.voice == "passive":
            continue
        is_as = frame.opening == "subordinate" and frame.word in rules.sets["as-told"]
        if group.main.base not in rules.sets["report"] | (rules.sets["as-told-verb"] if is_as else set()):
            continue
        is_aside = frame.behind == "," and frame.object is None and frame.end >= last
        if is_as or (number > 0 and frame.opening == "joint" and is_aside and id(frame) not in parents):
            yield frame, frame.subject


def _clause(
    frame: Frame,
    tellers: Sequence[tuple[Frame | None, Phrase | None]],
    words: Sequence[Word],
    rules: Lexicon,
) -> Clause:
    group = frame.group
    assert group is not None
    agents = rules.sets["agent"]
    agent = next((phrase for preposition, phrase in frame.phrases if preposition in agents), None)
    obj = frame.object
    if (
        obj is None
        and frame.opening == "relative"
        and not frame.behind
        and frame.subject is not frame.antecedent
    ):
        obj = frame.antecedent
    is_attributed, speaker = _attribution(frame, words, rules)
    if not is_attributed:
        around = next(((True, phrase) for teller, phrase in tellers if teller is not frame), None)
        is_attributed, speaker = around or (False, None)
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
    is_own = group.is_negated or frame.is_negated
    subject = frame.subject if frame.subject is not frame.antecedent else None
    for phrase in (subject, obj):
        if phrase is not None and (phrase.is_negative or phrase.head.text.lower() in rules.sets["nobody"]):
            is_own = True
    above = frame.parent.group if frame.is_bare and frame.parent is not None else None
    if above is None or above.main.base not in rules.sets["opposite"]:
        return is_own
    return is_own == above.is_negated  # `failed to sign` denies it, `did not fail to sign` does not


def _attribution(frame: Frame, words: Sequence[Word], rules: Lexicon) -> tuple[bool, Phrase | None]:
    for above in _above(frame):
        group = above.group
        if group is not None and group.main.base in rules.sets["report"]:
            by = next((phrase for word, phrase in above.phrases if word in rules.sets["agent"]), None)
            return True, by if group.voice == "passive" else above.subject
    group = frame.group
    near = words[max(0, group.first - 1) : group.last + 1] if group is not None else ()
    return any(word.text.lower() in rules.sets["by-hearsay"] for word in near), None


def _above(frame: Frame) -> Iterator[Frame]:
    while frame.parent is not None and frame.opening in ("that", "infinitive", "participle"):
        if frame.opening == "participle" and not frame.is_complement:
            return
        frame = frame.parent
        yield frame
