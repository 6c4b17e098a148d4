"""What Pango needs to know of a style, once for each style.

WeasyPrint 70 makes a context, a font description and metrics again for each line that it tries, and looks the
height of a line up by the text of fourteen properties. Both are the same for all text of one style.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.formats.pdf.patches.patch import NO_ISSUE_YET, Function, Patch, Target

SETUP = Target("weasyprint.text.line_break", "Layout.setup", "(self, style)")
# Where WeasyPrint looks the function up; elsewhere it is called a few times in an article.
LINE_STRUT = Target("weasyprint.layout.inline", "strut", "(style)")
# Attributes of a style: WeasyPrint copies a style before it changes its fonts, and copies have none of them.
_SETTINGS, _STRUT = "dossier_settings", "dossier_strut"
_METRICS = ("ascent", "underline_position", "strikethrough_position", "underline_thickness",
            "strikethrough_thickness")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """Pango's objects for a style: they live as long as it does.

    `metrics` are in pixels, and None where no line is drawn at the text; `features` are those of OpenType.
    """

    context: Any
    language: Any
    font: Any
    metrics: tuple[float, ...] | None
    features: Any


def reuse_settings(setup: Function) -> Function:
    """Return a function that sets a layout up with the settings of its style."""
    library = SETUP.library()
    ffi, gobject, pango = library.ffi, library.gobject, library.pango

    def set_up(layout: Any, style: Any) -> None:
        settings: Settings | None = getattr(style, _SETTINGS, None)
        if settings is None:
            settings = _settings(library, style)
            setattr(style, _SETTINGS, settings)
        layout.style, layout.first_line_direction = style, 0
        layout.language = settings.language
        layout.layout = text = ffi.gc(pango.pango_layout_new(settings.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(text, False)
        pango.pango_layout_set_font_description(text, settings.font)
        for name, value in zip(_METRICS, settings.metrics or (None,) * len(_METRICS), strict=True):
            setattr(layout, name, value)
        if settings.features is not None:
            # A layout adds attributes of its text to its list: each has one of its own.
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, settings.features)
            pango.pango_layout_set_attributes(text, attributes)

    return set_up


def _settings(library: Any, style: Any) -> Settings:
    """Return the settings of a style."""
    ffi, pango = library.ffi, library.pango
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), library.gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, library.PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    code = style["lang"] if override == "normal" else library.LST_TO_ISO.get(override.lower(), override)
    if code:
        name, _ = library.unicode_to_char_p(code)
        language = pango.pango_language_from_string(name)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    font = library.get_font_description(style)
    metrics = None
    if style["text_decoration_line"] != "none":
        own = ffi.gc(pango.pango_context_get_metrics(context, font, language), pango.pango_font_metrics_unref)
        metrics = tuple(
            getattr(pango, f"pango_font_metrics_get_{each}")(own) * library.FROM_UNITS for each in _METRICS
        )
    return Settings(context, language, font, metrics, _features(library, style))


def _features(library: Any, style: Any) -> Any:
    """Return the attribute for the OpenType features of a style; None if it asks for none."""
    features = library.font_features(
        style["font_kerning"], style["font_variant_ligatures"], style["font_variant_position"],
        style["font_variant_caps"], style["font_variant_numeric"], style["font_variant_alternates"],
        style["font_variant_east_asian"], style["font_feature_settings"],
    )  # fmt: skip
    if not features:
        return None
    text = ",".join(f"{name} {value}" for name, value in features.items()).encode()
    attributes = style.font_config.font_features
    if text not in attributes:
        attributes[text] = library.pango.pango_attr_font_features_new(text)
    return attributes[text]


def remember_strut(strut: Function) -> Function:
    """Return a function that returns the height of a style's lines and their baseline, computed once."""

    def remembered_strut(style: Any) -> Any:
        result = getattr(style, _STRUT, None)
        if result is None:
            result = strut(style)
            setattr(style, _STRUT, result)
        return result

    return remembered_strut


PATCH = Patch("text-settings", NO_ISSUE_YET, ((SETUP, reuse_settings), (LINE_STRUT, remember_strut)))
