"""What WeasyPrint loads when it is imported: its native libraries at once, seldom used modules later."""

from __future__ import annotations

import ctypes.util
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType

# The loader's names of the libraries that WeasyPrint looks for by other names first. Each of those names
# costs a run of ldconfig, gcc and ld; without, the import takes half the time.
SONAMES = {
    "gobject": "libgobject-2.0.so.0",
    "pango": "libpango-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "harfbuzz-vector": "libharfbuzz-vector.so.0",
    "fontconfig": "libfontconfig.so.1",
    "pangoft2": "libpangoft2-1.0.so.0",
}
OPTIONAL = frozenset({"harfbuzz-vector"})
_AFFIXES = re.compile(r"^lib|(?:[-.](?:\d+|so|dylib|dll))+$")


# Modules of fontTools that only variable fonts need, or a HarfBuzz without its library for subsets, and the
# names that WeasyPrint takes from them: they take a fourth of its import.
LATE = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}


@contextmanager
def late_imports() -> Iterator[None]:
    """Have modules that are imported in the block be loaded when one of their functions is called."""
    stand_ins = {name: _stand_in(name) for name in LATE if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    """Return a module whose functions import the one of this name and call its own."""
    module = ModuleType(name)
    for function in LATE[name]:
        setattr(module, function, partial(_call, name, function))
    return module


def _call(module: str, function: str, *arguments: object, **options: object) -> object:
    return getattr(import_module(module), function)(*arguments, **options)


@contextmanager
def quick_lookup() -> Iterator[None]:
    """Answer `find_library` from a table of the loader's names for the duration of the block."""
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _finder(original)  # type: ignore[assignment]  # the same but for its name
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _finder(original: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Return a `find_library` for Pango's libraries that calls the original one for any other."""

    def find(name: str) -> str | None:
        library = _AFFIXES.sub("", name)
        soname = SONAMES.get(library)
        if soname is not None:
            try:
                ctypes.CDLL(soname)
                return soname
            except OSError:
                if library in OPTIONAL:
                    return None
        return original(name)

    return find
