"""Functions of the ledger, of slides and of charts whose results are tables of values, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.charts.scale import Days, middle, steps
from pipeline.charts.spread import spread
from pipeline.discourse.factual import read as read_factual
from pipeline.editions.deck_kickers import short
from pipeline.editions.prose import words
from pipeline.editions.ties import tie
from pipeline.facts import difference, ledger_edit, markup
from pipeline.facts import words as fact_words
from pipeline.facts.holders import holders
from pipeline.facts.naming import slug, unique
from pipeline.facts.revisions import Revision
from pipeline.facts.yaml_form import scalar
from pipeline.load import ledger as ledgers
from pipeline.model import nodes as n
from pipeline.model.dates import PartialDate
from pipeline.model.facts import Fact
from pipeline.model.settings import StaleDays
from pipeline.model.source import SourceText
from pipeline.slides import cover
from pipeline.slides import measuring as measure
from tests.canvas import CANVAS
from tests.snapshots.diagnostic_lines import diagnostic_lines

_TODAY = PartialDate(2026, 11, 23)
_NEW = "facts:\n- {id: new, kind: date, subject: A new one, value: {date: 1914}, status: proposed}\n"


def _label(text: str, lang: str) -> str:
    """Return what a sentence says of the number or date between two marks `|`."""
    before, inside, behind = text.split("|")
    whole, start, end = before + inside + behind, len(before), len(before) + len(inside)
    dates = [(each.start, each.end) for each in read_factual(whole, lang) if each.kind == "date"]
    out = dict.fromkeys([*dates, (start, end)])
    first, last = fact_words.clause(whole, start, end, lang)
    rows = {
        "clause": whole[first:last],
        "label": fact_words.label(whole, start, end, tuple(out), lang),
        "what": fact_words.what(whole, end, lang),
        "behind": fact_words.behind(whole, end, lang),
        "content": " ".join(fact_words.content(whole, lang)),
    }
    return "\n".join(f"{name}: {each}" for name, each in rows.items())


def _holders(text: str, lang: str) -> str:
    sentence, _, heading = text.partition(" # ")
    rows = (
        f"{each.name!r} {each.office!r}{' since' if each.since else ''} {each.start}-{each.end}"
        for each in holders(sentence, lang, heading)
    )
    return "\n".join(rows) or "nobody"


def _facts(text: str, name: str) -> tuple[Fact, ...]:
    return ledgers.parse(SourceText(name, f"facts:\n{text}" if text else "facts: []")).ledger.facts


def _edit(text: str, _: str) -> str:
    """Return a ledger with a fact added, and with its proposed facts accepted."""
    new = _facts(_NEW.partition("\n")[2], "new.yaml")
    text += "\n"
    accepted_text, ids = ledger_edit.accept(SourceText("facts.yaml", text), None)
    one_text, one = ledger_edit.accept(SourceText("facts.yaml", text), {"a"})
    added_text = ledger_edit.add(text, new)
    reading = ledgers.parse(SourceText("facts.yaml", added_text))
    parts = (
        f"added: {', '.join(fact.id for fact in reading.ledger.facts)}",
        *added_text.splitlines(),
        diagnostic_lines(reading.diagnostics),
        f"accepted {', '.join(ids)}; of `a` {', '.join(one)}{' (as it was)' if one_text == text else ''}",
        *(accepted_text.splitlines() if ids else ()),
    )
    return "\n".join(f"| {line}" for part in parts for line in part.splitlines() if line.strip())


def _difference(text: str, view: str) -> str:
    """Return the changes from one fact in flow form to another, parted by ` => `."""
    old, new = (
        Revision(name, ledgers.parse(SourceText(name, f"facts: [{each}]")).ledger, _TODAY, StaleDays(), "en")
        for name, each in zip(("v1", "v2"), text.replace("none", "").split("=>"), strict=True)
    )
    return difference.VIEWS[view](difference.changes(old, new), old, new)


def _ties(text: str, lang: str) -> str:
    (block,) = tie((n.Para(words(text)),), lang)
    assert isinstance(block, n.Para)
    return "".join(each.text if isinstance(each, n.Str) else " " for each in block.inlines).replace(
        "\u00a0", "~"
    )


def _strip(text: str, _: str) -> str:
    spans = [(each.fact, each.show, text[each.start : each.end]) for each in markup.bindings(text)]
    plain = markup.strip(text, lambda fact, show: f"<{fact} {show}>" if fact != "none" else None)
    return f"{spans}\n{plain!r}\nopaque {[text[start:end] for start, end in markup.opaque(text)]}"


def _slugs(text: str, _: str) -> str:
    return f"{slug(text)} {slug(text, 20)} {unique(slug(text, 20), {'x', slug(text, 20)})}"


def _steps(text: str, _: str) -> str:
    low, high, count = map(float, text.split())
    return ", ".join(f"{each:g}" for each in steps(low, high, int(count)))


def _days(text: str, _: str) -> str:
    """Return the ticks from one date to another on an axis of so many points, with labels of ten letters."""
    start, end, width, *years = text.split()
    first, last = PartialDate.parse(start), PartialDate.parse(end)
    ends = (middle(first), middle(last)) if years else (first.first.toordinal(), last.last.toordinal())
    scale = Days(ends[0], ends[1], 0.0, float(width), bool(years))
    ticks = scale.ticks(lambda day: 6.0 * len(str(day)), 4.0)
    return " ".join(f"{day}@{scale.tick_at(day):.0f}" for day in ticks) or "none"


def _spread(text: str, _: str) -> str:
    places, low, high = text.split(" in ")[0].split(), *text.split(" in ")[1].split()
    pairs = [each.split(":") for each in places]
    result = spread(
        [float(at) for at, _ in pairs], [float(size) for _, size in pairs], 2.0, float(low), float(high)
    )
    return " ".join(f"{each:.1f}" for each in result)


def _covers(text: str, _: str) -> str:
    title, _, subtitle = text.partition(" | ")
    style = cover.cover(title, subtitle, CANVAS)
    whole = cover.height(style, title, subtitle, CANVAS)
    return f"{style.name or 'usual'} {cover.title_height(style, title, CANVAS):g} {whole:g}"


def _titles(text: str, _: str) -> str:
    style = measure.title_style(words(text), CANVAS)
    box = measure.body_under(words(text), CANVAS)
    lines = measure.lines(text, style, CANVAS.title.width)
    return f"{style.size}, {lines} lines, {box.y:.0f} {box.height:.0f}"


FUNCTIONS: Mapping[str, Callable[[str, str], str]] = {
    "fact-labels": _label,
    "holders": _holders,
    "scalars": lambda text, _: scalar(text),
    "slugs": _slugs,
    "ledger-edits": _edit,
    "differences": _difference,
    "ties": _ties,
    "stripped": _strip,
    "steps": _steps,
    "day-ticks": _days,
    "spread": _spread,
    "covers": _covers,
    "slide-titles": _titles,
    "kickers": lambda text, _: short(text, CANVAS),
}
