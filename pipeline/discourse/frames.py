"""The frames of clauses: a sentence read from left to right, by what opens and closes a clause in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.discourse.frame import Frame, Opening
from pipeline.discourse.lexicon import Lexicon
from pipeline.discourse.phrases import Phrase, phrase_at
from pipeline.discourse.tokens import Word
from pipeline.discourse.verb_groups import VerbGroup, verb_group_at

_QUOTES = '"“«„'


def frames(words: Sequence[Word], rules: Lexicon) -> list[Frame]:
    """Return the clauses of a sentence in the order in which they open; some may have no verb."""
    return _Parser(words, rules).parse()


class _Parser:
    """Reads phrases and verbs from left to right.

    `near` is the last phrase, `fresh` the last one without a preposition since a verb, a comma or a
    conjunction; `joint` and `comma` tell that a conjunction or a comma stands before what comes.
    """

    def __init__(self, words: Sequence[Word], rules: Lexicon) -> None:
        self.words = words
        self.rules = rules
        self.frames: list[Frame] = []
        self.near: Phrase | None = None
        self.fresh: Phrase | None = None
        # The first of two phrases that a conjunction joins, and the preposition of the last phrase.
        self.partner: Phrase | None = None
        self.last_preposition = ""
        self.preposition = ""
        self.joint = self.comma = False
        self.frame = self.begin("main", words[0].start if words else 0, None)

    def parse(self) -> list[Frame]:
        index = 0
        while index < len(self.words):
            index = self.step(index)
        return self.frames

    def begin(self, opening: Opening, start: int, parent: Frame | None) -> Frame:
        behind = "," if self.comma else ""
        self.frame = Frame(opening, start, start, parent, behind=behind)
        self.frames.append(self.frame)
        return self.frame

    def clear(self) -> None:
        self.fresh, self.preposition, self.partner, self.last_preposition = None, "", None, ""
        self.joint = self.comma = False

    def extend(self, end: int) -> None:
        frame: Frame | None = self.frame
        while frame is not None:
            frame.end = end
            frame = frame.parent

    def step(self, index: int) -> int:
        """Read the phrase, verb or sign that begins with a word; return the number of the next word."""
        word = self.words[index]
        if (compound := self.compound(index)) is not None:
            self.preposition = compound
            return index + 2
        if (end := self.verb(index)) is not None:
            return end
        if word.kind == "mark":
            self.mark(word, index)
            return index + 1
        self.extend(word.end)
        if word.form == "relative" and index > 0:
            return self.relative(index)
        if pair := phrase_at(self.words, index, self.rules):
            self.noun(pair[0])
            return pair[1]
        if word.kind == "preposition":
            self.preposition = word.text.lower()
        elif word.form == "and":
            self.joint, self.preposition = True, ""
            self.partner = self.fresh if self.fresh is not self.frame.object else None
            self.fresh = None
        elif word.kind == "conjunction":
            self.subordinate(word)
        elif word.form == "not" and self.frame.group is None and not self.is_not_only(index):
            self.frame.is_negated = True
        return index + 1

    def compound(self, index: int) -> str | None:
        pair = " ".join(each.text for each in self.words[index : index + 2]).lower()
        return pair if pair in self.rules.compounds else None

    def is_not_only(self, index: int) -> bool:
        return any(
            each.text.lower() in self.rules.sets["not-only"] for each in self.words[index + 1 : index + 2]
        )

    def verb(self, index: int) -> int | None:
        word = self.words[index]
        opens = word.is_verbal or word.form in ("to", "not") or word.kind == "adverb"
        pair = verb_group_at(self.words, index, self.rules) if opens else None
        if pair is None:
            return None
        group, end = pair
        if self.preposition and group.main.form == "base" and group.tense == "present":
            group = replace(group, tense="", infinitive=True)  # `rather than invade`
        if group.main.kind == "participle" and not group.is_finite and not group.infinitive:
            # `the ruling party`: part of a phrase, unless it stands behind a noun.
            phrase = phrase_at(self.words, index, self.rules)
            in_phrase = phrase is not None and phrase[1] > end
            is_past = group.main.form == "participle"
            if in_phrase and (self.near is None or (is_past and self.preposition)):
                return None
        self.take(group)
        self.clear()
        self.extend(self.words[end - 1].end)
        return end

    def take(self, group: VerbGroup) -> None:
        """Give a verb to the clause that waits for one, else to a new clause."""
        start = self.words[group.first].start
        if not group.is_finite:
            self.take_bare(group, start)
        elif self.frame.group is None:
            self.frame.subject = self.frame.subject or self.frame.antecedent
            self.frame.group = group
        elif (outer := self.outer_clause()) is not None and not self.joint:
            self.frame = outer
            outer.group = group
        elif self.joint or self.comma or self.fresh is None:
            self.join(group, start)
        else:
            # `He said Canada annexed it`: the object is the subject of what is said.
            above, subject = self.frame, self.fresh
            if above.object is subject:
                above.object = None
            new = self.begin("that", subject.start, above)
            new.subject, new.group = subject, group

    def outer_clause(self) -> Frame | None:
        """Return the next clause outward that has a subject and no verb yet."""
        frame = self.frame.parent
        while frame is not None and (frame.group is not None or frame.subject is None):
            frame = frame.parent
        return frame

    def join(self, group: VerbGroup, start: int) -> None:
        """Open a clause beside the last one: with its own subject, or with that of the last one."""
        partner = self.frame
        while partner.is_bare and partner.parent is not None:
            partner = partner.parent
        own = self.fresh
        if own is not None and self.comma and partner.opening in ("that", "subordinate"):
            partner = self.outermost(partner)
        opening: Opening = "joint" if partner.opening in ("main", "joint") else partner.opening
        new = self.begin(opening, own.start if own else start, partner.parent)
        new.subject = own or partner.subject
        new.antecedent = partner.antecedent
        new.group = group
        if own is None and not self.joint:
            new.word = "?"  # `he left, said the minister`: the subject may follow

    def take_bare(self, group: VerbGroup, start: int) -> None:
        """Take a verb that is not finite: one with the auxiliary of another, an infinitive, a participle."""
        partner = self.frame
        while partner.is_bare and partner.parent is not None:
            partner = partner.parent
        above = partner.group
        if (self.joint or self.comma) and above is not None and not group.infinitive:
            is_alike = above.main.kind == "participle" and above.main.form == group.main.form
            if is_alike and above.tense and self.fresh is None:
                self.frame = partner
                is_negated = group.is_negated or above.is_negated
                self.join(replace(above, first=group.first, last=group.last, main=group.main,
                                  is_negated=is_negated), start)  # fmt: skip
                self.frame.word = ""
                return
        opening: Opening = (
            "participle" if group.main.kind == "participle" and not group.infinitive else "infinitive"
        )
        parent = self.frame
        if group.infinitive:
            parent = self.pending(parent)
        new = self.begin(opening, start, parent)
        new.group = group
        new.is_complement = bool(self.preposition)
        new.is_negated = self.preposition in self.rules.without
        new.subject = self.bare_subject(parent, group)

    def pending(self, frame: Frame) -> Frame:
        """Return a new clause if its subject stands behind a comma and a conjunction: `, and a plan to`."""
        if self.fresh is None or not (self.joint and self.comma) or frame.group is None:
            return frame
        new = self.begin("joint", self.fresh.start, self.outermost(frame).parent)
        new.subject = self.fresh
        return new

    def bare_subject(self, parent: Frame, group: VerbGroup) -> Phrase | None:
        """Return who does what a verb without a subject tells."""
        controls = parent.object is not None and parent.group is not None and parent.group.voice == "active"
        if group.infinitive or self.preposition:
            has_object = controls and (self.near is parent.object or bool(self.preposition))
            speaks = parent.group is not None and parent.group.main.base in self.rules.sets["report"]
            return parent.object if has_object and (speaks or group.infinitive) else parent.subject
        if self.near is not None and (not self.comma or group.voice == "passive"):
            return self.near
        return parent.subject

    def relative(self, index: int) -> int:
        word = self.words[index]
        behind = self.preposition
        new = self.begin("relative", word.start, self.pending(self.frame))
        new.antecedent, new.word, new.behind = self.near, word.text.lower(), behind
        self.clear()
        if word.kind == "determiner" and (pair := phrase_at(self.words, index, self.rules)):
            new.subject = pair[0]
            return pair[1]
        return index + 1

    def subordinate(self, word: Word) -> None:
        opening: Opening = "that" if word.form == "that" else "subordinate"
        parent = self.frame
        if self.joint and parent.opening in ("that", "subordinate") and parent.parent is not None:
            parent = parent.parent
        self.begin(opening, word.start, parent).word = word.text.lower()
        self.clear()

    def noun(self, phrase: Phrase) -> None:
        frame = self.frame
        self.extend(phrase.end)
        has_subject = frame.group is None and (frame.subject or frame.antecedent) is not None
        if has_subject and phrase.head.text in self.rules.sets["emphatic"]:
            return  # `those who either left or`
        self.near = phrase
        if self.joint and not self.comma and frame.group is None and frame.subject is None:
            self.preposition = self.preposition or self.last_preposition  # `of coal and steel`
        self.last_preposition = self.preposition
        if self.preposition:
            frame.phrases.append((self.preposition, phrase))
            self.preposition = ""
            return
        self.fresh = (self.partner or phrase) if self.joint else phrase
        if frame.group is None:
            if frame.subject is None or (self.is_time(frame.subject) and not self.is_time(phrase)):
                frame.subject = phrase
        elif frame.word == "?" and frame.group.main.base in self.rules.sets["report"]:
            frame.subject, frame.word = phrase, ""
        elif frame.object is None and not self.joint and not self.comma:
            frame.object = phrase

    def is_time(self, phrase: Phrase) -> bool:
        return phrase.head.text.lower() in self.rules.sets["time"] or phrase.head.kind == "numeral"

    def mark(self, word: Word, index: int) -> None:
        self.preposition = ""
        if word.text in _QUOTES and self.frame.group is not None and self.opens_sentence(word, index):
            self.begin("that", word.end, self.frame)
            self.clear()
            self.near = None
            return
        if word.text in ",—–()":
            self.comma, self.fresh, self.last_preposition = True, None, ""
            self.resume()
        elif word.text in ";:":
            above = self.frame.group
            is_speech = (
                word.text == ":" and above is not None and above.main.base in self.rules.sets["report"]
            )
            self.clear()
            self.begin("that" if is_speech else "main", word.end, self.frame if is_speech else None)
            self.near = None

    def opens_sentence(self, mark: Word, index: int) -> bool:
        after = self.words[index + 1 : index + 2]
        return any(each.start == mark.end and each.text[:1].isupper() for each in after)

    def resume(self) -> None:
        """Go back, at a comma, from a clause that is whole to the one around it that waits for its verb."""
        frame = self.frame
        if frame.group is None or frame.parent is None or frame.opening in ("that", "main", "joint"):
            return
        waits = self.outer_clause()
        if waits is None and frame.opening != "relative" and self.outermost(frame).group is None:
            waits = self.outermost(frame)
        if waits is not None:
            self.frame, self.near = waits, waits.subject

    @staticmethod
    def outermost(frame: Frame) -> Frame:
        while frame.parent is not None:
            frame = frame.parent
        return frame
