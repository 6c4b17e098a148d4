"""The short forms of `_brand.yml` as the long ones: `primary: blue` is `primary: {light: blue}`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.model.brand import ROLES

_SIZES = ("small", "medium", "large")
_TYPES = ("base", "headings", "monospace", "monospace-inline", "monospace-block", "link")
_COLOURS = ("color", "background-color")
_FORMS = ("light", "dark")
Change = Callable[[Any], Any]


def lengthen(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a brand in their long forms; what has no form that is known stays as it is."""
    result: dict[str, Any] = _with(
        value,
        {
            "meta": lambda meta: _with(meta, {"name": _key("full"), "link": _key("home")}),
            "logo": _logos,
            "color": lambda color: _with(
                color, {"palette": lambda each: _all(each, _colour), **dict.fromkeys(ROLES, _colour)}
            ),
            "typography": lambda typography: _with(
                typography, {"fonts": _fonts, **dict.fromkeys(_TYPES, _type)}
            ),
        },
    )
    return result


def _with(value: Any, changes: Mapping[str, Change]) -> Any:
    """Return a group of keys with some values changed."""
    if not isinstance(value, Mapping):
        return value
    return {
        key: changes[key](each) if key in changes and each is not None else each
        for key, each in value.items()
    }


def _all(value: Any, change: Change) -> Any:
    return {key: change(each) for key, each in value.items()} if isinstance(value, Mapping) else value


def _key(name: str) -> Change:
    return lambda value: {name: value} if isinstance(value, str) else value


def _colour(value: Any) -> Any:
    return {"light": value, "dark": value} if isinstance(value, str) else value


def _type(value: Any) -> Any:
    family = {"family": value} if isinstance(value, str) else value
    return _with(family, dict.fromkeys(_COLOURS, _colour))


def _fonts(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [_with(each, {"files": _font_files}) for each in value]


def _font_files(value: Any) -> Any:
    return [_key("path")(each) for each in value] if isinstance(value, list) else value


def _logos(value: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, Mapping) and "path" in value):
        return {size: _logo(value, {}) for size in _SIZES}
    images = value.get("images") if isinstance(value, Mapping) else None
    files = _all(images, _key("path")) if isinstance(images, Mapping) else {}
    changes: dict[str, Change] = dict.fromkeys(_SIZES, lambda each: _logo(each, files))
    return _with(value, {"images": lambda _: files, **changes})


def _logo(value: Any, images: Mapping[str, Any]) -> Any:
    """Return a logo as forms for grounds; a word may be the name of an image."""
    if isinstance(value, Mapping) and not {"light", "dark"}.isdisjoint(value):
        return _with(value, dict.fromkeys(_FORMS, lambda each: _logo_file(each, images)))
    return {"light": _logo_file(value, images)}


def _logo_file(value: Any, images: Mapping[str, Any]) -> Any:
    return images.get(value, {"path": value}) if isinstance(value, str) else value
