"""A patch: its change in a library, the issue there, and the wrappers of functions there."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

Function = Callable[..., Any]
Wrap = Callable[[Function], Function]
# In place of an issue: a fault that is not reported yet; no fault, but a change that only Dossier needs.
NO_ISSUE_YET, NO_FAULT = "not reported yet", "none: it is no fault"


@dataclass(frozen=True, slots=True)
class Target:
    """A function of a library where it is looked up, and the signature that its wrappers are written for.

    For a long signature, wrappers take its arguments as one value of the type `call`, and return a value of
    the type `result`: both are named tuples.
    """

    module: str
    name: str
    signature: str
    call: Function | None = field(default=None, repr=False)
    result: Function | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        """The name of the function, with its module."""
        return f"{self.module}.{self.name}"

    def actual(self) -> str:
        """Return the signature that the library's function has, without annotations."""
        signature = inspect.signature(self.original())
        empty = inspect.Parameter.empty
        plain = [each.replace(annotation=empty) for each in signature.parameters.values()]
        return str(signature.replace(parameters=plain, return_annotation=empty))

    def original(self) -> Any:
        """Return the library's own function, patched or not; AttributeError if there is none."""
        function: Any = getattr(*self._place())
        if isinstance(function, property):
            function = function.fget
        return inspect.unwrap(function)

    def replace(self, function: Function) -> None:
        """Put a function in the place of the library's own."""
        owner, name = self._place()
        setattr(owner, name, property(function) if isinstance(getattr(owner, name), property) else function)

    def compose(self, wraps: list[Wrap]) -> Function:
        """Return the library's own function with the wrappers around it, the first of them innermost."""
        original: Function = self.original()
        if not wraps:
            return original
        call, result = self.call, self.result
        inner = original
        if call is not None and result is not None:

            def inner(arguments: Any) -> Any:
                return result(*original(*arguments))

        for wrap in wraps:
            inner = wrap(inner)
        # Functions without a value for their arguments are called a hundred thousand times: none between.
        replacement: Function = inner if call is None else _take_arguments(call, inner)
        replacement.__wrapped__ = original  # type: ignore[attr-defined]  # as functools.wraps, which copies more
        return replacement

    def library(self) -> Any:
        """Return the module that the function is looked up in."""
        return import_module(self.module)

    def _place(self) -> tuple[Any, str]:
        owner = self.library()
        *classes, name = self.name.split(".")
        for each in classes:
            owner = getattr(owner, each)
        return owner, name


def _take_arguments(call: Function, function: Function) -> Function:
    """Return a function that takes arguments one by one, and hands them over as one value."""

    def replacement(*arguments: Any, **options: Any) -> Any:
        return function(call(*arguments, **options))

    return replacement


@dataclass(frozen=True, slots=True)
class Patch:
    """A change of a library: its name, the issue there (its address), and its replacements."""

    name: str
    issue: str
    changes: tuple[tuple[Target, Wrap], ...]
