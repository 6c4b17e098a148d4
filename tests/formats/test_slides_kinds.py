"""A slide of its own of each kind of block: both decks have the words of its source, and their form."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pptx
import pytest
from lxml import html
from openxml_audit import validate_pptx
from pptx.oxml.ns import qn

from pipeline import build as stages
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.walk import walk
from tests.test_random_articles import png

# A word of a source begins with w and ends with a number: others are the tool's own.
WORD = re.compile(r"\bw[a-z]+\d+\b")


def columns(*bodies: str) -> str:
    """Return columns of these texts, as pandoc has them."""
    return "::: columns\n" + "".join(f":::: column\n{body}\n::::\n\n" for body in bodies) + ":::"


LONG = " ".join(f"It is wlong{number} in a sentence of some words." for number in range(20))
BODIES = {
    "paragraphs": "wfirst1 *wsecond2* **wthird3**.\n\nwfourth4 `wfifth5`\\\nwsixth6.",
    "points": "- wone1\n- wtwo2\n- wthree3",
    "points of several paragraphs": "- wone1\n\n    wmore2\n\n- wtwo3",
    "nested points": "- wone1\n    - winner2\n        - wdeepest3\n    - wagain4\n- wlast5",
    "numbers": "3. wthree1\n4. wfour2\n    b) wletter3\n    c) wletters4\n5. wfive5",
    "numbers beyond office programs": "0. wnaught1\n1. wone2\n\n<!-- -->\n\n99999. wmany3\n",
    "roman": "(iv) wfour1\n(v) wfive2",
    "tasks": "- [ ] wtodo1\n- [x] wdone2",
    "code": "```python\nif wcode1:\n    wmore2()\n\nwlast3\n```",
    "code in a point": "- wone1\n\n    ```\n    wcode2\n      wdeep3\n    ```\n\n- wtwo4",
    "quotation": "> wquoted1\n>\n> - witem2\n>\n> > winner3",
    "terms": "wterm1\n:   wmeaning2\n\n    wmore3\n\nwother4\n:   - witem5\n:   wsecond6",
    "verse": "| wverse1\n|    wdeeper2\n| wlast3",
    "rule": "wbefore1\n\n---\n\nwbehind2",
    "heading": "#### wheading1\n\nwtext2",
    "box": "::: {.other lang=fr}\nwinside1\n\n- witem2\n    1. wnumber3\n:::",
    "raw": "wbefore1 <kbd>wkey2</kbd>\n\n<details>wdetail3</details>",
    "table": "| whead1 | whead2 |\n|---|--:|\n| wcell3 | wcell4 |\n\n: wcaption5 wmore6. wrest7.",
    "table in a point": "- wone1\n\n    | whead2 | wb3 |\n    |---|---|\n    | wcell4 | wd5 |\n\n- wtwo6",
    "table of formulas": "| $\\frac{a}{b}$ | whead1 |\n|---|--:|\n| wcell2 | $\\sqrt{3}/2$ |",
    "formulas in points": "- $\\frac{a}{b}$ wone1\n    - $\\sqrt{3}/2$\n    - wtwo2",
    "figure": "![wcaption1 wmore2. wrest3.](sheet.png){alt='walt4'}",
    "picture alone": "![](sheet.png){alt='walt1'}",
    "formula": "wbefore1\n\n$$x = \\text{and so}$$\n\nwbehind2\n\n- witem3\n    1. wnumber4",
    "columns": columns("wleft1\n\n- witem2", "1. wright3\n2. wright4"),
    "figure in a column": columns("wleft1", "![wcaption2 wmore3.](sheet.png){alt='walt4'}"),
    "pictures in columns": columns("![](sheet.png){alt='walt1'}", "![](sheet.png){alt='walt2'}"),
    "three columns": columns("wone1", "wtwo2", "wthree3"),
    "table in a column": columns("wone1", "| whead2 | wb3 |\n|---|---|\n| wcell4 | wd5 |"),
    "callout": "::: callout-warning\n## wtitle1\n\nwinside2\n:::\n\nwbehind3",
    "alert": "> [!TIP]\n> winside1",
    "a box of pandoc": "::: warning\nwinside1\n:::\n\nwbehind2",
    "one by one": "::: incremental\n- wone1\n- wtwo2\n:::",
    "a pause": "wone1\n\n. . .\n\nwtwo2",
    "a long paragraph": LONG,
    "a long point": f"- wone1\n- {LONG}\n- wlast2",
    "a long quotation": f"> wbefore1\n>\n> {LONG}\n\nwbehind2",
    "a long term": f"wterm1\n:   {LONG}",
    "a high point": "- wone1\n" + "".join(f"    - winner{number}\n" for number in range(12)) + "- wlast2",
    "long columns": columns(f"wbefore1 {LONG}", "wright2"),
    "a high cell": f"| a | b |\n|---|---|\n| label | {LONG} |\n| wlast1 | wend2 |",
    "a slide within": "wbefore1\n\n::: {.slide message='Of a slide within.'}\nwinside2\n:::",
    "mixed": "wbefore1\n\n- wpoint2\n\n```\nwcode3\n```\n\n> wquote4\n\n1. wnumber5\n\nwterm6\n:   wdef7",
}  # fmt: skip
WITHOUT_ORDER = ("table", "figure", "long columns")
KINDS: dict[str, set[type]] = {
    "paragraphs": {n.Para}, "points": {n.BulletList, n.Plain}, "numbers": {n.OrderedList},
    "code": {n.CodeBlock}, "quotation": {n.BlockQuote}, "terms": {n.DefinitionList}, "verse": {n.LineBlock},
    "rule": {n.HorizontalRule}, "heading": {n.Header}, "box": {n.Div}, "table": {n.Table},
    "figure": {n.Figure}, "raw": {n.RawBlock},
}  # fmt: skip


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Any]]:
    """Return the HTML deck and the slides of the PPTX."""
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "sheet.png").write_bytes(png(40, 20))
    slides = [f":::: {{.slide message='Of {kind}.'}}\n{body}\n::::\n" for kind, body in BODIES.items()]
    text = "---\ntitle: T\n---\n\n# First\n\n" + "\n".join(slides)
    (folder / "paper.md").write_text(text, "utf-8")
    formats = tuple(each for each in FORMATS if each.file in ("deck.html", "deck.pptx"))
    report = stages.build(locate(str(folder / "paper.md"), folder), stages.Plan(formats, folder))
    web, office = sorted(each.path for each in report.artifacts)
    return html.fromstring(web.read_bytes()), list(pptx.Presentation(str(office)).slides)


def sections(decks: tuple[Any, list[Any]], kind: str) -> list[Any]:
    return [each for each in decks[0].xpath("//section") if _is_of(each.xpath("string(h2|h3)"), kind)]


def pages(decks: tuple[Any, list[Any]], kind: str) -> list[Any]:
    return [page for page in decks[1] if _is_of(page.shapes.title.text_frame.text, kind)]


def _is_of(title: str, kind: str) -> bool:
    return re.sub(r" \(\d+(\sof\s\d+)?\)", "", title.strip()) == f"Of {kind}"


def web_words(section: Any) -> list[str]:
    return WORD.findall(" ".join([*section.itertext(), *section.xpath(".//img/@alt")]))


def office_words(page: Any) -> list[str]:
    """Return the words of a slide as one sees them, or hears them of pictures, and those of its notes."""
    texts: list[str] = []
    for shape in page.shapes._spTree:
        visible_shape = shape[0] if shape.tag.endswith("AlternateContent") else shape
        texts += [part.text or "" for part in visible_shape.iter(qn("a:t"))]
        texts += [part.get("descr") or "" for part in visible_shape.iter(qn("p:cNvPr"))]
    if page.has_notes_slide:
        texts.append(page.notes_slide.notes_text_frame.text)
    return WORD.findall(" ".join(texts))


@pytest.mark.parametrize("kind", BODIES)
def test_the_words_of_a_slide_are_those_of_its_source(kind: str, decks: tuple[Any, list[Any]]) -> None:
    source = WORD.findall(BODIES[kind])
    web = [word for section in sections(decks, kind) for word in web_words(section)]
    office = [word for page in pages(decks, kind) for word in office_words(page)]
    assert source
    assert len(sections(decks, kind)) == len(pages(decks, kind))
    if kind.startswith(WITHOUT_ORDER):
        assert (Counter(web), Counter(office)) == (Counter(source), Counter(source))
    else:
        assert (web, office) == (source, source)


@cache
def kinds_read() -> dict[str, set[type]]:
    """Return the kinds of blocks that each source is read as, before and after raw markup is resolved."""
    from pipeline import pandoc

    return {kind: {type(node) for node in walk(pandoc.read(body).blocks)} for kind, body in BODIES.items()}


def test_there_is_a_slide_of_every_kind_of_block() -> None:
    kinds_by_slide = kinds_read()
    assert {kind: kinds for kind, kinds in KINDS.items() if not kinds <= kinds_by_slide[kind]} == {}
    assert set().union(*KINDS.values()) == set(get_args(n.Block))


def paragraphs(page: Any) -> list[Any]:
    shape = next(shape for shape in page.placeholders if shape.placeholder_format.idx == 1)
    return list(shape.text_frame.paragraphs)


def marks(page: Any) -> list[tuple[str, str, int]]:
    """Return the words of each paragraph, what stands before them, and how far in they stand, in levels."""
    result = []
    for paragraph in paragraphs(page):
        properties = paragraph._p.find(qn("a:pPr"))
        number = bullet = None
        if properties is not None:
            number, bullet = properties.find(qn("a:buAutoNum")), properties.find(qn("a:buChar"))
        mark = "•" if bullet is not None else ""
        if number is not None:
            mark = f"{number.get('type')} {number.get('startAt')}"
        result.append((paragraph.text, mark, paragraph.level))
    return result


def test_lists_keep_their_levels_numbers_and_styles_in_the_pptx(decks: tuple[Any, list[Any]]) -> None:
    [nested_page], [numbers], [roman] = (pages(decks, kind) for kind in ("nested points", "numbers", "roman"))
    assert marks(nested_page) == [
        ("wone1", "•", 0), ("winner2", "•", 1), ("wdeepest3", "•", 2), ("wagain4", "•", 1), ("wlast5", "•", 0)
    ]  # fmt: skip
    assert marks(numbers) == [
        ("wthree1", "arabicPeriod 3", 0), ("wfour2", "arabicPeriod 4", 0), ("wletter3", "alphaLcParenR 2", 1),
        ("wletters4", "alphaLcParenR 3", 1), ("wfive5", "arabicPeriod 5", 0),
    ]  # fmt: skip
    assert [mark for _, mark, _ in marks(roman)] == ["romanLcParenBoth 4", "romanLcParenBoth 5"]


def test_words_stand_behind_the_widest_number_in_the_pptx(decks: tuple[Any, list[Any]]) -> None:
    kinds = (pages(decks, kind) for kind in ("nested points", "roman"))
    bullets, numbers = ({int(each._p.pPr.get("indent")) for each in paragraphs(page)} for [page] in kinds)
    assert len(bullets) == len(numbers) == 1
    assert min(numbers) < min(bullets) < 0


def test_lists_keep_their_levels_numbers_and_styles_in_the_html(decks: tuple[Any, list[Any]]) -> None:
    [nested_page], [numbers], [roman] = (
        sections(decks, kind) for kind in ("nested points", "numbers", "roman")
    )
    assert nested_page.xpath("count(.//ul//ul//ul/li)") == 1
    [outer], [inner] = numbers.xpath(".//ol[not(ancestor::ol)]"), numbers.xpath(".//ol//ol")
    assert (outer.get("start"), inner.get("start"), inner.get("type")) == ("3", "2", "a")
    [only] = roman.xpath(".//ol")
    assert (only.get("start"), only.get("type")) == ("4", "i")


def test_numbers_that_office_programs_do_not_count_are_words(decks: tuple[Any, list[Any]]) -> None:
    [page] = pages(decks, "numbers beyond office programs")
    assert marks(page) == [
        ("0. wnaught1", "", 0), ("wone2", "arabicPeriod 1", 0), ("99999. wmany3", "", 0)
    ]  # fmt: skip


def test_levels_deeper_than_office_programs_know_are_their_deepest(tmp_path: Path) -> None:
    items = "\n".join(f"{'    ' * depth}- wlevel{depth}" for depth in range(12))
    office = build_pptx(items, tmp_path)
    levels = [level for page in pptx.Presentation(str(office)).slides for level in _levels_of(page)]
    assert levels == [*range(9), 8, 8, 8]
    assert not validate_pptx(office).errors


def _levels_of(page: Any) -> list[int]:
    return [level for text, _, level in marks(page) if WORD.match(text)] if _has_text(page) else []


def _has_text(page: Any) -> bool:
    return any(shape.placeholder_format.idx == 1 and shape.has_text_frame for shape in page.placeholders)


def test_the_slides_of_every_kind_follow_the_schema(tmp_path: Path) -> None:
    for kind, body in BODIES.items():
        if "sheet.png" not in body and LONG not in body:
            assert not validate_pptx(build_pptx(body, tmp_path)).errors, kind


def test_code_keeps_its_lines_and_indents(decks: tuple[Any, list[Any]]) -> None:
    code = "if wcode1:\n    wmore2()\n\nwlast3"
    [page], [section] = pages(decks, "code"), sections(decks, "code")
    [paragraph] = paragraphs(page)
    assert paragraph.text == code.replace("\n", "\v")
    assert {run.font.name for run in paragraph.runs} == {"Source Code Pro"}
    assert section.xpath("string(.//pre)") == code
    assert not section.xpath(".//pre//a")


def test_a_quotation_and_a_definition_stand_further_in(decks: tuple[Any, list[Any]]) -> None:
    [quotation], [terms] = pages(decks, "quotation"), pages(decks, "terms")
    assert [level for _, _, level in marks(quotation)] == [1, 1, 2]
    assert [level for _, _, level in marks(terms)] == [0, 1, 1, 0, 1, 1]
    assert paragraphs(terms)[0].runs[0].font.bold
    assert sections(decks, "quotation")[0].xpath("count(.//blockquote//blockquote)") == 1
    assert sections(decks, "terms")[0].xpath("count(.//dl/dt)") == 2


def test_callouts_begin_with_their_titles_in_both_decks(decks: tuple[Any, list[Any]]) -> None:
    titles = {"callout": "wtitle1:", "alert": "Tip:", "a box of pandoc": "Warning:"}
    for kind, title in titles.items():
        [page], [section] = pages(decks, kind), sections(decks, kind)
        first = paragraphs(page)[0].runs[0]
        assert (first.text, first.font.bold) == (title, True)
        assert section.xpath("string(.//p[1]/strong)") == title


def test_a_pause_is_no_text_and_a_rule_begins_a_slide(decks: tuple[Any, list[Any]]) -> None:
    [page] = pages(decks, "a pause")
    assert [each.text for each in paragraphs(page)] == ["wone1", "wtwo2"]
    assert [each.xpath("string(.//div)").strip() for each in sections(decks, "rule")] == [
        "wbefore1",
        "wbehind2",
    ]
    assert [paragraphs(each)[0].text for each in pages(decks, "rule")] == ["wbefore1", "wbehind2"]


def test_a_task_has_its_sign(decks: tuple[Any, list[Any]]) -> None:
    [page], [section] = pages(decks, "tasks"), sections(decks, "tasks")
    assert [paragraph.text for paragraph in paragraphs(page)] == ["☐ wtodo1", "☒ wdone2"]
    assert [box.get("checked") is not None for box in section.xpath(".//input")] == [False, True]


def build_pptx(body: str, folder: Path) -> Path:
    """Return the PPTX of an article of one slide of its own."""
    text = f"---\ntitle: T\n---\n\n# First\n\n:::: {{.slide message='So.'}}\n{body}\n::::\n"
    (folder / "paper.md").write_text(text, "utf-8")
    [pptx_format] = [each for each in FORMATS if each.name == "pptx"]
    report = stages.build(locate(str(folder / "paper.md"), folder), stages.Plan((pptx_format,), folder))
    [deck] = report.artifacts
    return deck.path


def test_a_list_too_long_goes_on_with_its_numbers(tmp_path: Path) -> None:
    items = "\n".join(f"{number}. wword{number} {'word ' * 30}" for number in range(1, 9))
    every = pptx.Presentation(str(build_pptx(items, tmp_path))).slides
    visible_pages = [page for page in every if "So (" in page.shapes.title.text_frame.text]
    assert len(visible_pages) > 1
    assert max(len(marks(page)) for page in visible_pages) < 5
    numbers = [mark for page in visible_pages for _, mark, _ in marks(page)]
    assert numbers == [f"arabicPeriod {number}" for number in range(1, 9)]
