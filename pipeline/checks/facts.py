"""Facts: a fact bound in the prose is in the ledger, means what the ledger says, and has a source."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.check import Finding, check
from pipeline.checks.suggestion import Names, suggestion
from pipeline.checks.survey import Survey
from pipeline.model import walk
from pipeline.model.consequence import Consequence
from pipeline.wording.facts import PARTS, parts_of
from pipeline.wording.reading import disagreement


@check(Consequence.WRONG)
def fact_undefined(survey: Survey) -> Iterator[Finding]:
    """A binding names a fact that the ledger does not hold.

    Why: the number or date in the prose is then proved by nothing, and an empty binding shows nothing.

    Bad:
        The price was [$7.2 million]{fact=prize}.

    Good:
        The price was [$7.2 million]{fact=price}.
    """
    fact_names = Names(survey.facts)
    for binding in survey.bindings:
        if binding.fact not in survey.facts and binding.fact not in survey.manuscript.broken_facts:
            place = survey.place_of_value(binding.span, "fact", binding.fact)
            hint = fact_names.hint(binding.fact, otherwise="add the fact to facts.yaml")
            message = f"undefined fact `{binding.fact}`" if binding.fact else "binding without a fact"
            yield Finding(message, place, hint)


@check(Consequence.WRONG)
def fact_mismatch(survey: Survey) -> Iterator[Finding]:
    """The words bound to a fact do not mean what the ledger says.

    Why: a number that was corrected in one place and not in the other is the commonest fault of
    a text that lives long. The ledger is what the sources were checked against.

    Bad:
        The treaty was signed on [31 March 1867]{fact=treaty-signed}.

    Good:
        The treaty was signed on [30 March 1867]{fact=treaty-signed}.
    """
    lang = survey.manuscript.front.lang
    for binding in survey.bindings:
        fact = survey.facts.get(binding.fact)
        text = walk.text_of(binding.span.inlines)
        if fact is None or not text or (binding.show and binding.show not in parts_of(fact)):
            continue
        reason = disagreement(text, fact, binding.show, lang)
        if reason:
            ledger = survey.place_of_fact(survey.fact_numbers[fact.id], "value")
            hint = (
                f"correct the text, or the ledger in line {ledger.line}"
                if ledger.line
                else "correct one of them"
            )
            yield Finding(f"`{binding.fact}`: {reason}", survey.place_of_text(binding.span), hint)


@check(Consequence.WRONG)
def show_unknown(survey: Survey) -> Iterator[Finding]:
    """A binding asks for a part that the fact does not have.

    Why: a percentage has no place and a vacant post no holder; there is nothing to show or to compare.

    Bad:
        Signed in [Washington]{fact=price show=place}.

    Good:
        Signed in [Washington]{fact=treaty-signed show=place}.
    """
    for binding in survey.bindings:
        fact = survey.facts.get(binding.fact)
        if fact is None or binding.show is None:
            continue
        parts = parts_of(fact)
        if binding.show not in parts:
            place = survey.place_of_value(binding.span, "show", binding.show)
            there = f"it has: {', '.join(parts)}"
            hint = there if binding.show in PARTS else suggestion(binding.show, parts, otherwise=there)
            yield Finding(f"the {fact.kind} fact `{fact.id}` has no part `{binding.show}`", place, hint)


@check(Consequence.ADVICE)
def fact_unsourced(survey: Survey) -> Iterator[Finding]:
    """A fact of the ledger has no source.

    Why: a reader must be able to see where a number or a date comes from, and an editor to check it again.

    Bad:
        - id: price
          kind: money
          subject: Price of Alaska
          value: {amount: 7200000, currency: USD, basis: nominal}

    Good:
        - id: price
          kind: money
          subject: Price of Alaska
          value: {amount: 7200000, currency: USD, basis: nominal}
          sources:
            - ref: treaty-1867
              locator: art. VI
    """
    for index, fact in enumerate(survey.manuscript.ledger.facts):
        if not fact.sources and fact.status != "proposed":
            yield Finding(
                f"no source for the fact `{fact.id}`",
                survey.place_of_fact(index, "id"),
                "give it `sources:` with a `ref` of the bibliography",
            )


@check(Consequence.WRONG)
def contradicts_undefined(survey: Survey) -> Iterator[Finding]:
    """A fact contradicts one that the ledger does not hold, or itself.

    Why: slides of what is disputed show both accounts, and this one stands alone.

    Bad:
        contradicts: prize

    Good:
        contradicts: price
    """
    fact_names = Names(survey.facts)
    for index, fact in enumerate(survey.manuscript.ledger.facts):
        name = fact.contradicts
        if name is None or (name in survey.facts and name != fact.id):
            continue
        if name in survey.manuscript.broken_facts:
            continue
        other = "itself" if name == fact.id else f"`{name}`, which is undefined"
        message = f"the fact `{fact.id}` contradicts {other}"
        hint = "name the fact of the other account"
        if name != fact.id:
            hint = fact_names.hint(name, otherwise=hint)
        yield Finding(message, survey.place_of_fact(index, "contradicts"), hint)


@check(Consequence.NOTE)
def fact_proposed(survey: Survey) -> Iterator[Finding]:
    """Facts of the ledger were proposed by a program, and no person has accepted them.

    Why: a program reads what stands there; only a person can look into the source and see that it is so.

    Bad:
        status: proposed

    Good:
        status: confirmed
    """
    facts = survey.manuscript.ledger.facts
    proposed_facts = [(index, fact) for index, fact in enumerate(facts) if fact.status == "proposed"]
    if proposed_facts:
        index, first = proposed_facts[0]
        bare = sum(not fact.sources for _, fact in proposed_facts)
        count = len(proposed_facts) - 1
        others = f"the fact `{first.id}` and {count} more are" if count else f"the fact `{first.id}` is"
        yield Finding(
            f"{others} proposed and not accepted" + (f"; {bare} without a source" if bare else ""),
            survey.place_of_fact(index, "status"),
            "check them against their sources, then `dossier facts accept ARTICLE --interactive`",
        )


@check(Consequence.NOTE)
def fact_unused(survey: Survey) -> Iterator[Finding]:
    """A fact of the ledger is neither bound in the prose nor drawn.

    Why: it is kept and checked for nothing, or the prose states it without being bound to it.

    Bad:
        The price was $7.2 million.

    Good:
        The price was [$7.2 million]{fact=price}.
    """
    for index, fact in enumerate(survey.manuscript.ledger.facts):
        if fact.id not in survey.facts_in_use:
            yield Finding(
                f"unused fact `{fact.id}`",
                survey.place_of_fact(index, "id"),
                f"bind it in the prose: [...]{{fact={fact.id}}}",
            )
