"""The form of a logo is that for the ground that it stands on, in every edition."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageStat
from pptx import Presentation
from pptx.shapes.picture import Picture

from pipeline import build as stages
from pipeline import theme
from pipeline.build import Plan
from pipeline.formats import FORMATS
from pipeline.formats.logos import PAGE
from pipeline.model.colours import is_dark
from pipeline.model.look import Look
from tests.brands.houses import article, look

FILES = ("briefing.pdf", "deck.html", "deck.pptx", "article.html")
COLOURS = {
    "dark": 'color: {foreground: "#eeeeee", background: "#101820", primary: "#f2aa4c"}\n',
    "light": 'color: {foreground: "#14211f", background: "#fbf8f1", primary: "#0b4f4a"}\n',
}
BOTH = "".join(f"  {size}: {{light: inky.svg, dark: pale.svg}}\n" for size in ("small", "medium", "large"))


def picture(colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
        f'<rect width="20" height="10" fill="{colour}"/></svg>'
    )


# The form for light grounds is inky, that for dark ones pale.
FORMS = {"inky.svg": picture("#010203"), "pale.svg": picture("#fdfcfb")}


def house(folder: Path, colours: str, logo: str) -> Look:
    return look(article(folder, f"{COLOURS[colours]}logo:\n{logo}", **FORMS))


def form(text: str) -> str:
    """Return which form a picture is, from its source or from the commands of a page."""
    return "pale" if "#fdfcfb" in text or ".99216 " in text or ".992157 " in text else "inky"


@pytest.fixture(scope="module", params=COLOURS)
def editions(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("house")
    location = article(folder, f"{COLOURS[request.param]}logo:\n{BOTH}", **FORMS)
    product = stages.make(location, Plan(tuple(each for each in FORMATS if each.file in FILES)))
    assert not product.failed_files, product.diagnostics
    artifacts = {each.artifact.name: each.artifact.data for each in product.artifacts}
    return {**artifacts, "house": request.param.encode()}


def wish(editions: Mapping[str, bytes]) -> tuple[str, str]:
    """Return the forms for the paper and for the accent of a house."""
    return ("pale", "inky") if editions["house"] == b"dark" else ("inky", "pale")


def data_in(text: str) -> list[str]:
    return [
        form(base64.b64decode(each).decode())
        for each in re.findall(r"data:image/svg\+xml;base64,([\w+/=]+)", text)
    ]


def test_slides_and_their_cover_have_the_form_of_their_ground(editions: Mapping[str, bytes]) -> None:
    on_paper, on_accent = wish(editions)
    html = editions["deck.html"].decode()
    [cover] = re.findall(r'<div class="logo"><img[^>]*>', html)
    assert data_in(cover) == [on_accent]
    assert "on-plate" not in cover
    [foot] = re.findall(r"\.slide > \.foot-logo \{[^}]*\}", html)
    [divider] = re.findall(r"\.is-divider > \.foot-logo \{[^}]*\}", html)
    assert (data_in(foot), data_in(divider)) == ([on_paper], [on_accent])


def test_layouts_have_the_form_of_their_ground(editions: Mapping[str, bytes]) -> None:
    on_paper, on_accent = wish(editions)
    presentation = Presentation(io.BytesIO(editions["deck.pptx"]))
    forms = {}
    for layout in presentation.slide_layouts:
        [logo] = [each for each in layout.shapes if isinstance(each, Picture) and each.name == "Logo"]
        with Image.open(io.BytesIO(logo.image.blob)) as image:
            brightness = ImageStat.Stat(image.convert("L")).median[0]
        forms[layout.name] = "pale" if brightness > 128 else "inky"
    assert forms.pop("Cover") == forms.pop("Divider") == on_accent
    assert set(forms.values()) == {on_paper}


def test_a_page_in_the_web_has_the_forms_of_day_and_night(editions: Mapping[str, bytes]) -> None:
    page = editions["article.html"].decode()
    [head] = re.findall(r'<div class="logo">.*?</div>', page, re.DOTALL)
    # By night the page of either house is dark; that of the dark house is so by day too.
    assert data_in(head) == (["pale"] if editions["house"] == b"dark" else ["pale", "inky"])


def test_a_first_page_has_the_form_of_its_paper(editions: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(editions["briefing.pdf"])) as pdf:
        commands = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0])).decode()
        streams = [
            each.read_bytes().decode("latin-1")
            for each in dict(pdf.pages[0].Resources.get("/XObject") or {}).values()
        ]
    fills = [tuple(map(float, each)) for text in (commands, *streams)
             for each in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|scn)", text)]  # fmt: skip
    colours = {"inky": (1 / 255, 2 / 255, 3 / 255), "pale": (253 / 255, 252 / 255, 251 / 255)}
    forms = {
        name
        for name, colour in colours.items()
        if any(all(abs(one - two) < 1e-3 for one, two in zip(fill, colour, strict=True)) for fill in fills)
    }
    assert forms == {wish(editions)[0]}


@pytest.mark.parametrize("colours", COLOURS)
def test_a_logo_of_one_form_has_a_plate_where_its_ground_is_another(colours: str, tmp_path: Path) -> None:
    for name in ("light", "dark"):
        styles = theme.of(house(tmp_path / name, colours, f"  medium: {{{name}: inky.svg}}\n"))
        for ground in ("color.paper", "color.accent", "dark.paper"):
            choice = styles.logo(*PAGE, ground=ground)
            assert choice is not None
            is_its_own = is_dark(styles[ground]) == (name == "dark")
            assert (choice.plate is None) == is_its_own
            assert choice.plate is None or is_dark(choice.plate) == (name == "dark")


def test_a_logo_without_forms_is_made_for_the_paper_of_its_house(tmp_path: Path) -> None:
    for colours in COLOURS:
        for number, logo in enumerate(("  medium: inky.svg\n", "  path: inky.svg\n")):
            styles = theme.of(house(tmp_path / f"{colours}{number}", colours, logo))
            on_paper, on_accent = (styles.logo(*PAGE, ground=f"color.{each}") for each in ("paper", "accent"))
            assert on_paper is not None
            assert on_accent is not None
            assert on_paper.plate is None
            assert on_accent.plate == styles["color.paper"]
