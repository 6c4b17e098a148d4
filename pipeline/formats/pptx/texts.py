"""Paragraphs of a slide written with python-pptx: their runs, links, languages, directions and formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, assert_never

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.util import Pt

from pipeline.formats.pptx.elements import A14, LINK_COLOUR, Element, emu, foreign, new
from pipeline.formats.pptx.runs import Break, Formula, Run, RunStyle, pieces_of, words_of
from pipeline.model import nodes as n
from pipeline.model import slide_marks
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.slides.measuring import Style
from pipeline.slides.paragraphs import Bullet, Number, Paragraph, paragraphs_of
from pipeline.slides.points import STEP
from pipeline.theme import Theme
from pipeline.wording.scripts import prevailing_direction, script_of

TAB = "\t"
# A program without the typeface of code takes another of fixed pitch.
_FIXED_PITCH = "49"
WEB = ("http://", "https://", "mailto:")
_JUMP = "ppaction://hlinksldjump"
_NO_COLOUR_OF_ITS_OWN = "{A12FA001-AC4F-418D-AE19-62706E023703}"


# The deepest level of text in PresentationML, from 0.
DEEPEST = 8
# The indent of a level relative to the one above, if its place has no style for it.
STEP_IN = emu(STEP)
BEHIND_BULLETS = ("a:tabLst", "a:defRPr", "a:extLst")
_STYLES: Mapping[n.ListNumberStyle, str] = {
    "DefaultStyle": "arabic",
    "Example": "arabic",
    "Decimal": "arabic",
    "LowerRoman": "romanLc",
    "UpperRoman": "romanUc",
    "LowerAlpha": "alphaLc",
    "UpperAlpha": "alphaUc",
}
_DELIMITERS: Mapping[n.ListNumberDelim, str] = {
    "DefaultDelim": "Period",
    "Period": "Period",
    "OneParen": "ParenR",
    "TwoParens": "ParenBoth",
}


@dataclass(frozen=True, slots=True)
class Font:
    """The differences of a run from its placeholder: size, bold, colour and typeface of the theme."""

    style: Style | None = None
    bold: bool = False
    colour: Any = None
    face: str = ""


def lead_font(style: Style) -> Font:
    """Return the font of a lead."""
    return Font(style, True, MSO_THEME_COLOR.TEXT_2, "+mj-lt" if style.role == "text" else "+mn-lt")


USUAL = Font()


@dataclass(slots=True)
class Texts:
    """Writes the paragraphs of a slide; `native_formulas` are the formulas that it wrote, as text, in order.

    `formulas` are elements by their TeX, and `lines` the text for programs and notes that show none.
    `targets` are the parts of slides by the ids that lead to them; None if links are left out.
    """

    part: Any
    lang: str
    languages: Mapping[str, str]
    formulas: Mapping[str, Element]
    lines: Mapping[str, str]
    targets: Mapping[str, Any] | None
    theme: Theme
    native_formulas: list[str] = field(default_factory=list)

    def fill(self, paragraph: Any, words: n.Inlines, font: Font = USUAL, *, lead: n.Inlines = ()) -> None:
        """Write words into an empty paragraph."""
        for piece in pieces_of(words, self.lang, self.languages):
            match piece:
                case Run(text=text, style=run_style):
                    self._fill_run(paragraph.add_run(), text, run_style, font)
                case Break(style=run_style):
                    paragraph.add_line_break()
                    child = paragraph._p[-1]
                    child.insert(0, new("a:rPr", lang=run_style.lang or self.lang))
                case Formula(tex=tex, style=run_style):
                    self._add_formula(paragraph, tex, run_style, font)
                case _:
                    assert_never(piece)
        letters = words_of(words)
        if TAB not in letters and prevailing_direction(letters) == "rtl":
            paragraph._p.get_or_add_pPr().set("rtl", "1")
            if paragraph.alignment is None:
                paragraph.alignment = PP_ALIGN.RIGHT
        elif (before := paragraph._p.getprevious()) is not None and before.find("{*}pPr[@rtl]") is not None:
            # In LibreOffice a paragraph without a direction has that of the one before it.
            paragraph._p.get_or_add_pPr().set("rtl", "0")

    def _fill_run(self, run: Any, text: str, run_style: RunStyle, font: Font) -> None:
        run.text = text
        own = run.font
        properties = own._element
        properties.set("lang", run_style.lang or self.lang)
        if font.style:
            own.size = Pt(font.style.points)
        if run_style.bold or font.bold:
            own.bold = True
        if run_style.italic:
            own.italic = True
        if run_style.underline:
            own.underline = True
        for name, value in (
            ("strike", "sngStrike" if run_style.strikethrough else ""),
            ("cap", "small" if run_style.small_capitals else ""),
            ("baseline", str(run_style.baseline or "")),
        ):
            if value:
                properties.set(name, value)
        if font.colour is not None:
            own.color.theme_color = font.colour
        if font.face:
            own.name = font.face
        elif run_style.code:
            own.name = self.theme.face("code").family
            properties.find("{*}latin").set("pitchFamily", _FIXED_PITCH)
        self._set_script(properties, run_style)
        if run_style.link and self.targets is not None:
            self._add_link(properties, run_style.link, self.targets)
        pairs = ((slide_marks.FACT, run_style.fact), (slide_marks.CITES, run_style.cites))
        if names := {name: value for name, value in pairs if value}:
            own_marks = foreign(slide_marks.NAMESPACE, "marks", "dossier", **names)
            properties.append(new("a:extLst", new("a:ext", own_marks, uri=slide_marks.EXTENSION)))

    def _set_script(self, properties: Any, run_style: RunStyle) -> None:
        """Set the typeface of a script, for programs that do not look it up in the theme."""
        script = script_of(run_style.lang or self.lang)
        family = next(
            (face.family for face in self.theme.scripts() if script and face.script == script.code), ""
        )
        if family:
            properties.insert_element_before(new("a:cs", typeface=family), *_BEHIND_FACES)

    def _add_link(self, properties: Any, link: str, targets: Mapping[str, Any]) -> None:
        """Make a run a link to another slide, or to the web."""
        if link.startswith("#"):
            properties.add_hlinkClick(self.part.relate_to(targets[link[1:]], RELATION.SLIDE))
            properties.hlinkClick.set("action", _JUMP)
        elif link.lower().startswith(WEB):
            properties.add_hlinkClick(self.part.relate_to(link, RELATION.HYPERLINK, is_external=True))
        else:
            hint = "this is a fault of Dossier: please report it"
            raise DossierError([error("pptx-broken", f"a slide leads to {link}", Place("deck.pptx"), hint)])
        # A link has the colour of the text around it.
        own = foreign(LINK_COLOUR, "hlinkClr", "ahyp", val="tx")
        properties.hlinkClick.append(new("a:extLst", new("a:ext", own, uri=_NO_COLOUR_OF_ITS_OWN)))

    def _add_formula(self, paragraph: Any, tex: str, run_style: RunStyle, font: Font) -> None:
        formula = self.formulas.get(tex)
        if formula is None:
            self._fill_run(paragraph.add_run(), self.lines.get(tex, tex), run_style, font)
            return
        # python-pptx does not support formulas: it would put the properties of a paragraph after one.
        paragraph._p.get_or_add_pPr()
        # LibreOffice recognizes the namespace of formulas by its usual prefix only, and then shows nothing.
        paragraph._p.append(foreign(A14, "m", "formula", deepcopy(formula)))
        self.native_formulas.append(self.lines.get(tex, tex))


_BEHIND_FACES = ("a:sym", "a:hlinkClick", "a:hlinkMouseOver", "a:rtl", "a:extLst")


def write_paragraphs(frame: Any, blocks: n.Blocks, texts: Texts, font: Font = USUAL) -> Iterator[Any]:
    """Write blocks into a text frame, and yield its paragraphs; items of lists have their bullets."""
    for position, paragraph in enumerate(paragraphs_of(blocks)):
        target = new_paragraph(frame, position)
        texts.fill(target, paragraph.words, font)
        set_marker(target, paragraph)
        yield target


def new_paragraph(frame: Any, position: int) -> Any:
    """Return the next paragraph of a text frame: it has one from the beginning."""
    return frame.add_paragraph() if position else frame.paragraphs[0]


def set_marker(target: Any, paragraph: Paragraph, indent: int = STEP_IN, colour: str = "") -> None:
    """Set the level, the indent and the marker of a paragraph, in a frame without bullets in its levels."""
    if paragraph.level:
        target.level = min(paragraph.level, DEEPEST)
    marker = marker_of(paragraph)
    deep = min(paragraph.level, DEEPEST) + int(marker is not None or paragraph.inset)
    if not deep:
        return
    properties = target._p.get_or_add_pPr()
    properties.set("marL", str(indent * deep))
    properties.set("indent", str(0 if marker is None else -indent))
    if marker is not None and colour:
        properties.insert_element_before(
            new("a:buClr", new("a:schemeClr", val=colour)), "a:buSzTx", "a:buFont", *BEHIND_BULLETS
        )
    properties.insert_element_before(new("a:buNone") if marker is None else marker, *BEHIND_BULLETS)


def marker_of(paragraph: Paragraph) -> Element | None:
    """Return the bullet or number before a paragraph, None for none."""
    match paragraph.marker:
        case None:
            return None
        case Bullet():
            return new("a:buChar", char="•")
        case Number(value=value, style=style, delim=delim):
            kind = _STYLES[style] + _DELIMITERS[delim]
            return new("a:buAutoNum", type=kind, startAt=value)
        case _:
            assert_never(paragraph.marker)
