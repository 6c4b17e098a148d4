"""The project's own Python as data: its modules, what they import, and the circles in that."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Import:
    """An import, wherever it stands in a module: the whole name imported, and the line."""

    name: str
    line: int


@dataclass(frozen=True)
class Module:
    """A module of the project: its dotted name, its file and its text."""

    name: str
    file: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, self.file)

    @property
    def room(self) -> str:
        """The folder or file right below the package; the package's own name for the package itself."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else parts[0]

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every import: at the top, in functions, for types only, or by `import_module` of a name."""
        return tuple(self._imports())

    def _imports(self) -> Iterator[Import]:
        for node in ast.walk(self.tree):
            match node:
                case ast.Import(names=names):
                    for alias in names:
                        yield Import(alias.name, node.lineno)
                case ast.ImportFrom(module=base, names=names, level=0) if base:
                    for alias in names:
                        yield Import(f"{base}.{alias.name}", node.lineno)
                case ast.ImportFrom(module=base, names=names, level=level):
                    above = self.name.split(".")
                    inside = above if self.file.endswith("__init__.py") else above[:-1]
                    package = inside[: len(inside) - level + 1] + ([base] if base else [])
                    for alias in names:
                        yield Import(".".join([*package, alias.name]), node.lineno)
                case ast.Call(args=[ast.Constant(value=str(name)), *_]) if call_name(node) in (
                    "import_module",
                    "__import__",
                ):
                    yield Import(name, node.lineno)

    def own_imports(self, modules: Iterable[str]) -> Iterator[Import]:
        """Yield the imports of modules of the project, each as the name of a module."""
        texts = frozenset(modules)
        for each in self.imports:
            name = each.name if each.name in texts else each.name.rpartition(".")[0]
            if name in texts and name != self.name:
                yield Import(name, each.line)


def call_name(node: ast.Call) -> str:
    """Return the last part of the name of what is called."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def dotted_name(node: ast.expr) -> str:
    """Return an expression like `os.path.join` as text, or nothing for any other."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            before = dotted_name(value)
            return f"{before}.{name}" if before else ""
        case _:
            return ""


def modules(package: Path) -> Mapping[str, Module]:
    """Return the modules of a package by name; the package's folder is the first part of the names."""
    result = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        result[name] = Module(name, path.relative_to(package.parent).as_posix(), path.read_text("utf-8"))
    return result


def circles(project: Mapping[str, Module]) -> list[str]:
    """Return the circles among the imports, each as `a > b > a`."""
    leads_to = {
        name: sorted({i.name for i in module.own_imports(project)}) for name, module in project.items()
    }
    result: dict[frozenset[str], str] = {}
    texts: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = path[path.index(name) :]
            result.setdefault(frozenset(circle), " > ".join([*circle, name]))
            return
        if name in texts:
            return
        for text in leads_to[name]:
            visit(text, (*path, name))
        texts.add(name)

    for name in leads_to:
        visit(name, ())
    return list(result.values())
