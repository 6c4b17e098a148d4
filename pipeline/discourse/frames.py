"""The frames of clauses: a sentence read from left to right, by what opens and closes a clause in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.discourse.lexicon import Lexicon
from pipeline.discourse.phrases import Phrase, VerbGroup, phrase_at, verb_group_at
from pipeline.discourse.tokens import Word

Opening = Literal["main", "relative", "that", "subordinate", "joint", "infinitive", "participle"]


@dataclass(slots=True)
class Frame:
    """A clause while it is read, with the one that it hangs on."""

    opening: Opening
    start: int
    end: int = 0
    group: VerbGroup | None = None
    subject: Phrase | None = None
    antecedent: Phrase | None = None
    object: Phrase | None = None
    phrases: list[tuple[str, Phrase]] = field(default_factory=list)
    parent: Frame | None = None
    is_negated: bool = False
    # Behind a comma, a phrase before the verb may be the subject in place of an earlier one.
    fresh: bool = False


def frames(words: Sequence[Word], rules: Lexicon) -> list[Frame]:
    """Return the clauses of a sentence in the order in which they open; some may have no verb."""
    return _Parser(words, rules).parse()


class _Parser:
    def __init__(self, words: Sequence[Word], rules: Lexicon) -> None:
        self.words = words
        self.rules = rules
        self.frames: list[Frame] = []
        self.frame = self.begin("main", words[0].start if words else 0, None)
        # A phrase before the next verb, and what stands before it.
        self.last: Phrase | None = None
        self.preposition = ""
        self.joint = False
        self.comma = False

    def begin(self, opening: Opening, start: int, parent: Frame | None) -> Frame:
        frame = Frame(opening, start, start, parent=parent)
        self.frames.append(frame)
        self.frame = frame
        return frame

    def parse(self) -> list[Frame]:
        index = 0
        while index < len(self.words):
            index = self.step(index)
        return self.frames

    def extend(self, end: int) -> None:
        frame: Frame | None = self.frame
        while frame is not None:
            frame.end = end
            frame = frame.parent

    def step(self, index: int) -> int:
        """Read the phrase, verb or sign that begins with a word; return the number of the next word."""
        word = self.words[index]
        if (end := self.verb(index)) is not None:
            return end
        if word.kind != "mark":
            self.extend(word.end)
        if word.form == "relative" and word.kind in ("pronoun", "determiner") and index > 0:
            return self.relative(index)
        if phrase := phrase_at(self.words, index, self.rules):
            self.noun(phrase[0])
            return phrase[1]
        match word.kind:
            case "preposition":
                self.preposition = word.text.lower()
            case "conjunction" if word.form == "and":
                self.joint, self.preposition = True, ""
            case "conjunction":
                self.subordinate(word)
            case "mark":
                self.mark(word)
            case _:
                pass
        return index + 1

    def verb(self, index: int) -> int | None:
        word = self.words[index]
        opens = word.is_verbal or word.form in ("to", "not") or word.kind == "adverb"
        pair = verb_group_at(self.words, index, self.rules) if opens else None
        if pair is None:
            return None
        group, after = pair
        if not group.is_finite and group.main.kind == "participle" and not group.infinitive:
            # `the ruling party`: part of a phrase, unless it stands behind a noun or a comma.
            phrase = phrase_at(self.words, index, self.rules)
            if phrase is not None and phrase[1] > after and self.preposition and group.main.form != "gerund":
                return None
            if (
                phrase is not None
                and group.main.form == "participle"
                and phrase[1] > after
                and self.last is None
            ):
                return None
        self.take(group)
        self.extend(self.words[after - 1].end)
        self.joint = self.comma = False
        self.preposition = ""
        return after

    def take(self, group: VerbGroup) -> None:
        """Give a verb to the clause that waits for one, else to a new clause."""
        start = self.words[group.first].start
        if not group.is_finite:
            self.take_bare(group, start)
            return
        while (
            self.frame.group is not None
            and self.frame.opening in ("infinitive", "participle")
            and self.frame.parent
        ):
            if self.joint or (
                self.last is not None and self.frame.object is self.last and self.frame.parent.group
            ):
                break
            self.frame = self.frame.parent
        frame = self.frame
        if frame.group is None:
            if frame.subject is None and frame.antecedent is not None:
                frame.subject = frame.antecedent
            frame.group = group
            self.last = None
            return
        outer = self.outer_clause()
        if outer is not None and not self.joint:
            self.frame = outer
            outer.group = group
            self.last = None
            return
        if self.joint or self.comma:
            self.join(group, start)
            return
        # `He said Canada annexed it`: the object is the subject of what is said.
        subject = self.last
        new = self.begin("that", subject.start if subject else start, frame)
        new.subject, new.group = subject, group
        if subject is not None and frame.object is subject:
            frame.object = None
        self.last = None

    def outer_clause(self) -> Frame | None:
        """Return the next clause outward that has a subject and no verb yet."""
        frame = self.frame.parent
        while frame is not None:
            if frame.group is None and frame.subject is not None:
                return frame
            frame = frame.parent
        return None

    def join(self, group: VerbGroup, start: int) -> None:
        """Open a clause beside the last one: with its own subject, or with that of the last one."""
        partner = self.frame
        while (
            partner.opening in ("infinitive", "participle") and partner.parent is not None and group.is_finite
        ):
            partner = partner.parent
        own = self.last if self.last is not None and self.last is not partner.subject else None
        if own is not None and partner.object is own:
            partner.object = None
        opening: Opening = "joint" if partner.opening in ("main", "joint") else partner.opening
        new = self.begin(opening, own.start if own else start, partner.parent)
        new.subject = own or partner.subject
        new.antecedent = partner.antecedent
        new.group = group
        self.last = None

    def take_bare(self, group: VerbGroup, start: int) -> None:
        """Take a verb that is not finite: shared auxiliaries, an infinitive, or a participle."""
        partner = self.frame
        while partner.opening in ("infinitive", "participle") and partner.parent is not None:
            partner = partner.parent
        above = partner.group
        shares = (self.joint or self.comma) and above is not None and above.main.kind == "participle"
        if (
            shares
            and above is not None
            and above.main.form == group.main.form
            and above.tense
            and not group.infinitive
        ):
            both = VerbGroup(
                group.first,
                group.last,
                group.main,
                above.tense,
                above.voice,
                group.is_negated or above.is_negated,
                above.modal,
            )
            self.frame = partner
            own, self.last = self.last, None
            self.join(both, start)
            self.last = own
            self.last = None
            return
        opening: Opening = "infinitive" if group.infinitive or group.main.kind == "verb" else "participle"
        parent = self.frame
        near = self.last
        new = self.begin(opening, start, parent)
        new.group = group
        new.is_negated = self.preposition in self.rules.sets["without"]
        if near is not None and not self.comma:
            new.subject = near
        else:
            new.subject = parent.subject
        self.last = None

    def relative(self, index: int) -> int:
        word = self.words[index]
        new = self.begin("relative", word.start, self.frame)
        new.antecedent = self.last or (self.frame.parent.object if self.frame.parent else None)
        self.last, self.joint, self.comma, self.preposition = None, False, False, ""
        if word.kind == "determiner" and (phrase := phrase_at(self.words, index, self.rules)):
            new.subject = phrase[0]
            return phrase[1]
        return index + 1

    def subordinate(self, word: Word) -> None:
        opening: Opening = "that" if word.form == "that" else "subordinate"
        parent = self.frame
        if self.joint and self.frame.opening in ("that", "subordinate") and self.frame.parent:
            parent = self.frame.parent
        self.begin(opening, word.start, parent)
        self.last, self.joint, self.comma, self.preposition = None, False, False, ""

    def noun(self, phrase: Phrase) -> None:
        frame = self.frame
        self.extend(phrase.end)
        if self.preposition:
            frame.phrases.append((self.preposition, phrase))
            self.preposition = ""
            if self.last is None and frame.group is None and frame.subject is None:
                return
            if self.joint:
                self.joint = False
            if self.last is None:
                self.last = phrase
            return
        if frame.group is None:
            if frame.subject is None or (self.comma and not frame.subject.is_name and frame.fresh):
                frame.subject = phrase
            self.last = frame.subject if not self.comma else phrase
            return
        if frame.object is None and not self.joint and not self.comma:
            frame.object = phrase
        self.last = phrase

    def mark(self, word: Word) -> None:
        self.preposition = ""
        if word.text in ",—–)":
            self.comma = True
            self.resume()
        elif word.text in ";:":
            self.begin("main", word.end, None)
            self.last, self.joint, self.comma = None, False, False

    def resume(self) -> None:
        """Go back, at a comma, from a clause that is whole to the one around it that waits for its verb."""
        frame, waits = self.frame, self.outer_clause()
        if frame.group is None or frame.parent is None or frame.opening in ("that", "main", "joint"):
            return
        if waits is None and frame.opening != "relative" and self.outermost(frame).group is None:
            waits = self.outermost(frame)
        if waits is not None:
            self.frame, self.last = waits, waits.subject

    @staticmethod
    def outermost(frame: Frame) -> Frame:
        while frame.parent is not None:
            frame = frame.parent
        return frame
