"""The colours of a brand: names followed to their values, and values of CSS as hexadecimal ones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from pipeline import theme
from pipeline.load.yaml_text import Path
from pipeline.model.brand import ROLES, Brand, Forms
from pipeline.model.colours import WHITE, mix
from pipeline.model.diagnostics import Diagnostic, Place, warning

INVALID = "brand-invalid"
_NUMBER = r"(\d{1,3}(?:\.\d{1,6})?%?|\.\d{1,6})"
_FUNCTION = re.compile(
    rf"rgba?\(\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+{_NUMBER}(?:\s*[,/]\s*{_NUMBER})?\s*\)", re.IGNORECASE
)


class Palette:
    """The named colours of a brand for light or dark grounds, and the findings on those that are none.

    `places` are those of the file by path.
    """

    def __init__(self, brand: Brand, form: str, places: Mapping[Path, Place], file: str) -> None:
        """Take the names of palette and roles; the values are looked up when they are asked for."""
        self.form, self._brand, self._places, self._file = form, brand, places, file
        self.diagnostics: list[Diagnostic] = []
        roles = [(("color", name), getattr(brand.color, name)) for name in ROLES]
        entries = [(("color", "palette", name), forms) for name, forms in brand.color.palette.items()]
        # A name means an entry of the palette, else a role.
        self._texts: dict[str, tuple[Path, str]] = {
            str(path[-1]): (path, text)
            for path, forms in (*roles, *entries)
            if (text := self.text(forms)) is not None
        }

    def of_form(self, form: str) -> Palette:
        """Return the same colours for grounds of another form."""
        return Palette(self._brand, form, self._places, self._file)

    def text(self, forms: Forms | None) -> str | None:
        """Return a colour as it is written, in its form for this ground, else in the other."""
        if forms is None:
            return None
        return (forms.dark or forms.light) if self.form == "dark" else (forms.light or forms.dark)

    def place(self, path: Path) -> Place:
        """Return the place of a value, or of the nearest value above it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._places:
                return self._places[path[:end]]
        return Place(self._file)

    def role(self, brand: Brand, name: str) -> str | None:
        """Return the colour of a role as hexadecimal, or None."""
        return self.value(getattr(brand.color, name), ("color", name))

    def value(self, forms: Forms | None, path: Path) -> str | None:
        """Return a colour as hexadecimal; None, and a finding, for one that is none."""
        text = self.text(forms)
        if text is None:
            return None
        paths_before = {path}
        while text in self._texts and self._texts[text][0] not in paths_before:
            path_of_name, text = self._texts[text]
            paths_before.add(path_of_name)
        colour = read(text)
        if colour is None:
            self.diagnostics.append(self._fault(text, path, is_circle=text in self._texts))
        return colour

    def find_faults(self, brand: Brand) -> Iterator[Diagnostic]:
        """Yield the findings on all colours of the file, used or not."""
        for name in ROLES:
            self.role(brand, name)
        for name, forms in brand.color.palette.items():
            self.value(forms, ("color", "palette", name))
        yield from dict.fromkeys(self.diagnostics)
        for name in ROLES:
            if name in brand.color.palette and getattr(brand.color, name) is None:
                message = f"`{name}` is a name in the palette here, and sets no colour"
                hint = f"write it one level higher, beside `palette:`; or there `{name}: {name}`"
                place = self.place(("color", "palette", name, "#key"))
                yield warning(INVALID, message, place, hint)

    def _fault(self, text: str, path: Path, *, is_circle: bool) -> Diagnostic:
        place = self.place(path)
        if is_circle:
            message = f"the colour `{text[:40]}` is named by itself, in a circle"
            return warning(INVALID, message, place, f'give one of them a value, as `"{_example()}"`')
        message = f"`{text[:40]}` is no colour, and no name in the palette"
        close = difflib.get_close_matches(text, sorted(self._texts), n=1, cutoff=0.6)
        names = ", ".join(sorted(self._texts)) or "none"
        hint = (
            f"did you mean `{close[0]}`?" if close else f'write it as `"{_example()}"`; names here: {names}'
        )
        return warning(INVALID, message, place, hint)


def _example() -> str:
    return theme.load()["color.accent"]


def read(text: str) -> str | None:
    """Return a colour of CSS as six hexadecimal digits; one that can be seen through as on white."""
    from PIL import ImageColor

    if (match := _FUNCTION.fullmatch(text.strip())) is not None:
        return _of_function(*match.groups(default="1"))
    try:
        red, green, blue, *alpha = ImageColor.getrgb(text.strip())
    except ValueError:
        return None
    return _on_white(red, green, blue, alpha[0] / 255 if alpha else 1.0)


def _of_function(red: str, green: str, blue: str, alpha: str) -> str | None:
    """Return a colour that CSS writes as `rgb()`, old or new."""
    channels = [float(each.rstrip("%")) * (2.55 if each.endswith("%") else 1) for each in (red, green, blue)]
    share = float(alpha.rstrip("%")) / (100 if alpha.endswith("%") else 1)
    if any(each > 255.5 for each in channels) or share > 1:
        return None
    first, second, third = map(round, channels)
    return _on_white(first, second, third, share)


def _on_white(red: int, green: int, blue: int, alpha: float) -> str:
    colour = f"#{red:02x}{green:02x}{blue:02x}"
    return mix(colour, WHITE, 1 - alpha) if alpha < 1 else colour
