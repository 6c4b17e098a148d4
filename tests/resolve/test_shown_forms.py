"""Figures, boxes of key figures, images and scripts, as resolving lays them out one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter

from pipeline import pandoc
from pipeline.load.article import load, locate
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.facts import Ledger
from pipeline.model.figures import FigureSpec
from pipeline.model.stages import Document, Manuscript, Media
from pipeline.resolve.bind import bind
from pipeline.resolve.citations import cite
from pipeline.resolve.figures import figures
from pipeline.resolve.glance import glance
from pipeline.resolve.pictures import MAX_NAME, pictures
from pipeline.resolve.scripts import mark
from pipeline.resolve.sources import citation_of
from tests.articles import ROOT, document

SOURCES = [{"ref": "one", "locator": "p. 3"}, {"ref": "two"}, {"ref": "three"}]
LEDGER = Ledger.model_validate(
    {
        "facts": [
            {"id": "price", "kind": "money", "subject": "Price", "as-of": "2020-05", "sources": SOURCES,
             "value": {"amount": "7200000", "currency": "USD", "basis": "nominal", "date": "1867"}},
            {"id": "bare", "kind": "count", "subject": "Count", "value": {"amount": "3", "unit": "men"}},
            {"id": "head", "kind": "office-holder", "subject": "Head", "as-of": "2020-05-01",
             "sources": SOURCES[:1], "value": {"holder": "Ann Bee", "from": "2019"}},
            {"id": "former", "kind": "office-holder", "subject": "Former",
             "value": {"holder": "Bob Cee", "from": "2010", "to": "2019"}},
            {"id": "claim", "kind": "claim", "subject": "Claim", "value": {"text": "It is so."}},
        ]
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> tuple[Document, Manuscript]:
    return document("tests/sample"), load(locate("tests/sample", ROOT)).manuscript


Step = Callable[[Document, Manuscript], Document]


def run(step: Step, sample: tuple[Document, Manuscript], blocks: n.Blocks, **more: Any) -> Document:
    whole, manuscript = sample
    base = whole.front.model_copy(update={"lang": more.pop("lang", "en")})
    manuscript = replace(manuscript, figures=more.pop("figures", {}))
    return step(replace(whole, blocks=blocks, front=base, ledger=LEDGER, **more), manuscript)


def read(text: str) -> n.Blocks:
    return pandoc.read(text).blocks


def lines(blocks: n.Blocks) -> list[str]:
    return walk.text_of(blocks).replace("\u00a0", " ").split("\n")


@pytest.mark.parametrize(
    ("text", "line", "classes"),
    [
        ("[]{fact=price}", "$7.2 million", ("fact",)),
        ("[our price]{fact=price .x}", "our price", ("x", "fact")),
        ("[]{fact=price .fact}", "$7.2 million", ("fact",)),
        ("[]{fact=price show=date}", "1867", ("fact",)),
        ("[]{fact=price show=none}", "", ("fact",)),
        ("[]{fact=none}", "", ()),
        ("[a]{.x}", "a", ("x",)),
    ],
)
def test_bindings(
    sample: tuple[Document, Manuscript], text: str, line: str, classes: tuple[str, ...]
) -> None:
    blocks = run(bind, sample, read(text)).blocks
    (span,) = (node for node in walk.walk(blocks) if isinstance(node, n.Span))
    assert (" ".join(lines(blocks)), span.attr.classes) == (line, classes)
    assert span.attr.get("show") is None


GLANCE = """::: at-a-glance
Words.

[]{fact=price}
: The price

[]{fact=bare}
: Men

Five
: No fact

[Ann Bee]{fact=head}
: Head of it

[Bob Cee]{fact=former}
: Head before

[So]{fact=claim}
: A claim
:::"""


def test_a_box_of_key_figures_and_offices(sample: tuple[Document, Manuscript]) -> None:
    (box,) = run(glance, sample, run(bind, sample, read(GLANCE)).blocks).blocks
    assert isinstance(box, n.Div)
    _, figures_box, offices = box.blocks
    assert isinstance(figures_box, n.Div)
    assert [lines((each,)) for each in figures_box.blocks] == [
        ["$7.2 million", "The price", "1867 · as of May 2020 · [@one; @two]"],
        ["3", "Men"],
        ["Five", "No fact"],
    ]
    (table,) = offices.blocks if isinstance(offices, n.Div) else ()
    assert isinstance(table, n.Table)
    assert [[walk.text_of(cell.blocks) for cell in row.cells] for row in walk.rows(table)][1:] == [
        ["Head of it", "Ann Bee, since 2019", "1 May 2020, [@one]"],
        ["Head before", "Bob Cee, 2010–2019", ""],
        ["A claim", "So", ""],
    ]
    assert [body.row_head_columns for body in table.bodies] == [1]


def test_a_table_of_one_office_has_no_head_of_rows(sample: tuple[Document, Manuscript]) -> None:
    text = "::: at-a-glance\n[Ann Bee]{fact=head}\n: Head of it\n:::\n\nTerm\n: Words"
    box, other = run(glance, sample, read(text)).blocks
    assert isinstance(other, n.DefinitionList)
    (table,) = (node for node in walk.walk((box,)) if isinstance(node, n.Table))
    assert [body.row_head_columns for body in table.bodies] == [0]
    assert not [
        node for node in walk.walk((box,)) if isinstance(node, n.Div) and "key-figures" in node.attr.classes
    ]


@pytest.mark.parametrize(
    ("facts", "more", "text", "suffixes"),
    [
        (["price"], {}, "[@one; @two; @three]", ["", "", ""]),
        (["price"], {"most": 2}, "[@one; @two]", ["", ""]),
        (["head", "price"], {"most": 1, "locators": True}, "[@one]", [", p. 3"]),
        (["price", "head"], {"locators": True}, "[@one; @two; @three]", [", p. 3", "", ""]),
        (["bare"], {}, None, []),
        ([], {}, None, []),
    ],
)
def test_sources_of_facts(
    facts: list[str], more: dict[str, Any], text: str | None, suffixes: list[str]
) -> None:
    result = citation_of([fact for name in facts if (fact := LEDGER.get(name))], **more)
    assert (walk.text_of((result,)) if result else None) == text
    assert [walk.text_of(each.suffix) for each in (result.citations if result else ())] == suffixes


def spec(**keys: Any) -> FigureSpec:
    adapter: TypeAdapter[FigureSpec] = TypeAdapter(FigureSpec)
    return adapter.validate_python(keys)


LINE = spec(
    kind="bars", title="Sums of it.", unit="million dollars.", scale=1_000_000, points=[{"fact": "price"}]
)


@pytest.mark.parametrize(
    ("text", "names", "urls", "captions"),
    [
        ("![Cap](sums.yaml)", ["fig-sums"], ["figure:fig-sums"], ["Cap"]),
        ("![Cap](a/Su_ms.v2.yaml){#x}", ["x"], ["a/Su_ms.v2.yaml"], ["Cap"]),
        ("![](sums.yaml)", ["fig-sums"], ["figure:fig-sums"], ["Sums of it."]),
        ("![](sums.yaml){#fig-y}", ["fig-y"], ["figure:fig-y"], ["Sums of it."]),
        ("![A](a.png)\n\n![B](b/a.jpg)\n\n![C](A-.svg)", ["fig-a", "fig-a-2", "fig-a-3"],
         ["a.png", "b/a.jpg", "A-.svg"], ["A", "B", "C"]),
        ("![A](Ä%20b_c.png)", ["fig-20b-c"], ["Ä%20b_c.png"], ["A"]),
    ],
)  # fmt: skip
def test_figures_have_ids_and_those_of_data_a_drawing(
    sample: tuple[Document, Manuscript], text: str, names: list[str], urls: list[str], captions: list[str]
) -> None:
    result = run(figures, sample, read(text), figures={"sums.yaml": LINE})
    nodes = [node for node in walk.walk(result.blocks) if isinstance(node, n.Figure)]
    assert [node.attr.id for node in nodes] == names
    assert [node.url for node in walk.walk(result.blocks) if isinstance(node, n.Image)] == urls
    assert [walk.text_of(node.caption.blocks) for node in nodes] == captions
    assert set(result.drawings) == {url.partition(":")[2] for url in urls if url.startswith("figure:")}
    if result.drawings:
        assert lines(nodes[0].blocks)[-1] == "Sources: [@one; @two; @three]"


def test_the_words_of_an_image_are_its_alternative_where_it_has_one(
    sample: tuple[Document, Manuscript],
) -> None:
    blocks = run(figures, sample, read("![Cap](a.png){alt='Two words' width=5cm}\n\n![Cap](b.png)")).blocks
    images = [node for node in walk.walk(blocks) if isinstance(node, n.Image)]
    assert [walk.text_of(each.inlines) for each in images] == ["Two words", "Cap"]
    assert images[0].attr == n.Attr("", (), (("width", "5cm"),))


MEDIA = {"a.png": Media("a.png", "image/png", b"x")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A ![b](a.png) c", "A b c"),
        ("![Cap](a.png)", "Cap Cap"),
        ("![Cap](a.png){alt='Alt words'}", "Cap Alt words"),
        ("![](a.png)\n\nNext", "Next"),
        ("A ![b](dir/none.png?x#y) c", "A Image not shown: none.png b c"),
        ("A ![b](n%20one.png/) c", "A Image not shown: n one.png b c"),
        ("A ![b](none.png){.decorative} c", "A Image not shown: none.png c"),
        ("A ![](none.png) c", "A Image not shown: none.png c"),
        (f"A ![b]({'n' * MAX_NAME}) c", f"A Image not shown: {'n' * MAX_NAME} b c"),
        (f"A ![b]({'n' * (MAX_NAME + 1)}) c", f"A Image not shown: {'n' * MAX_NAME}… b c"),
        ("![Cap](none.png)", "Cap Image not shown: none.png"),
        ("![Cap](none.png){alt=Alt}", "Cap Image not shown: none.png Alt"),
    ],
)
def test_images_and_boxes_for_those_that_are_not_there(
    sample: tuple[Document, Manuscript], text: str, words: str
) -> None:
    blocks = run(pictures, sample, read(text), media=MEDIA).blocks
    assert " ".join(walk.text_of(blocks).split()) == words


@pytest.mark.parametrize(
    ("sizes", "result"),
    [
        ({"width": "5cm", "height": "20mm"}, {"width": "5cm", "height": "20mm"}),
        ({"width": "50%", "height": "50%"}, {"width": "50%"}),
        ({"width": "200%", "height": "20"}, {"width": "100%", "height": "20px"}),
        ({"width": "0.5", "height": "wide"}, {"width": "50%"}),
        ({}, {}),
    ],
)
def test_sizes_are_those_that_every_edition_keeps(
    sample: tuple[Document, Manuscript], sizes: dict[str, str], result: dict[str, str]
) -> None:
    image = n.Image(n.Attr("", (), tuple(sizes.items())), (n.Str("b"),), "a.png")
    blocks = run(pictures, sample, (n.Para((n.Str("a"), image)),), media=MEDIA).blocks
    (image,) = (node for node in walk.walk(blocks) if isinstance(node, n.Image))
    assert dict(image.attr.pairs) == result


def test_an_image_without_words_has_those_of_its_caption(sample: tuple[Document, Manuscript]) -> None:
    caption = n.Caption(None, read("One [@a] two^[Note.]."))
    for classes, words in (((), "One two."), (("decorative",), "")):
        image = n.Image(n.Attr("", classes), (), "a.png")
        figure = n.Figure(n.Attr("f"), caption, (n.Plain((image,)),))
        (result,) = run(pictures, sample, (figure,), media=MEDIA).blocks
        (image,) = (node for node in walk.walk((result,)) if isinstance(node, n.Image))
        assert " ".join(walk.text_of(image.inlines).split()) == words


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("One ខ្មែរ two", ["und-Khmr:ltr?:ខ្មែរ"]),
        ("One ខ្មែរ, ខ្មែរ two", ["und-Khmr:ltr?:ខ្មែរ, ខ្មែរ"]),
        ("One ខ្មែរ. Two", ["und-Khmr:ltr?:ខ្មែរ"]),
        ("One שלום ខ្មែរ two", ["und-Hebr:rtl:שלום", "und-Khmr:ltr?:ខ្មែរ"]),
        ("One שלוםខ្មែរ two", ["und-Hebr:rtl:שלום", "und-Khmr:ltr?:ខ្មែរ"]),
        ("שלום 12 שלום", ["und-Hebr:rtl:שלום 12 שלום"]),
        ("One שלום 12 *a* שלום", ["und-Hebr:rtl:שלום", "und-Hebr:rtl:שלום"]),
        ("One [שלום]{lang=he}", ["he:rtl:שלום"]),
        ("One [שלום]{lang=he dir=ltr}", ["he:ltr:שלום"]),
        ("[bonjour]{lang=fr}", ["fr:ltr?:bonjour"]),
        ("Plain words", []),
    ],
)
def test_words_of_other_scripts_are_marked(
    sample: tuple[Document, Manuscript], text: str, marks: list[str]
) -> None:
    blocks = run(mark, sample, read(text)).blocks
    spans = [node for node in walk.walk(blocks) if isinstance(node, n.Span)]
    texts = [
        f"{span.attr.get('lang')}:{span.attr.get('dir') or 'ltr?'}:{walk.text_of(span.inlines)}"
        for span in spans
    ]
    assert texts == marks
    assert walk.text_of(blocks) == walk.text_of(read(text))


def test_citations_are_set_with_their_list_and_marks(sample: tuple[Document, Manuscript]) -> None:
    text = "::: source\n[@seward]\n:::\n\nAs [@none] and [-@none2]."
    _, manuscript = sample
    keys = [each.id for each in manuscript.references]
    blocks = read(text.replace("seward", keys[0]))
    result, diagnostics = cite(replace(sample[0], blocks=blocks), manuscript)
    first, second = (walk.text_of((each,)) for each in result.blocks)
    assert first
    assert not first.startswith("(")
    assert not first.endswith(")")
    assert "none?" in second
    assert [each.attr.id for each in result.bibliography] == [f"ref-{keys[0]}"]
    assert diagnostics == ()


def test_a_name_in_a_line_of_sources_stays_whole(sample: tuple[Document, Manuscript]) -> None:
    key = next(each.id for each in sample[1].references if "author" in each.fields)
    blocks = read(f"::: source\n@{key}\n:::\n\n@{key}")
    first, second = cite(replace(sample[0], blocks=blocks), sample[1])[0].blocks
    assert walk.text_of((first,)) == walk.text_of((second,))
    assert walk.text_of((first,)).endswith(")")


def test_without_citations_nothing_is_listed(sample: tuple[Document, Manuscript]) -> None:
    blocks = read("Words.\n\n# References\n\n::: {#refs}\n:::")
    result, diagnostics = cite(replace(sample[0], blocks=blocks), sample[1])
    assert ([walk.text_of((each,)) for each in result.blocks], diagnostics) == (["Words."], ())
