"""The rules of the house, read from the code: who imports whom, who prints, starts programs, writes files."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.opening import ASKING_ROOMS, ASKS, OPENS, asking, opening
from tests.sourcecode import ROOT, Module, call_name, circles, dotted_name, modules

# A room imports only from rows below its own; rooms in one row never import each other.
ROWS = (
    ("__main__",),
    ("cli",),
    ("commands",),
    ("cluster", "preview"),
    ("progress", "dump", "schemas", "arguments", "supervision", "batch", "watch"),
    ("conformance", "reproduction"),
    ("warming",),
    ("release",),
    ("proofs",),
    ("build", "manifest"),
    ("rendering", "preloading", "drafting", "closing_table", "edition_table", "shelf"),
    ("checking", "write", "cache", "artifacts"),
    ("crowding", "deck_templates", "inventory"),
    ("parity", "verify"),
    ("against", "formats"),
    ("editions",),
    ("slides",),
    ("inspection",),
    ("importers", "specimen", "starting"),
    ("facts",),
    ("resolve",),
    ("load",),
    ("checks",),
    ("report",),
    ("charts", "differences", "discourse", "maths"),
    ("wording",),
    ("languages",),
    ("pandoc", "pdfium", "resvg", "harfbuzz", "qr", "ghostscript", "fontconfig"),
    ("workers", "build_report", "product"),
    ("process", "archive", "theme", "setup", "isolation", "child", "scratch", "own_files"),
    ("bounds", "memory", "project", "stopping", "sandbox", "timing", "values"),
    ("syscalls", "disk"),
    ("model",),
    ("pipeline",),
)
ROW = {room: index for index, row in enumerate(ROWS) for room in row}

# The modules of `commands` are the command line by subject.
PRINTS = ("pipeline.cli", "pipeline.commands.", "pipeline.setup.bootstrap")
STARTS = ("pipeline.process", "pipeline.child", "pipeline.cluster.stations", "pipeline.setup.bootstrap")
# pandoc, Ghostscript and builds in other surroundings work in temporary folders of their own; setup makes
# the environment.
WRITES = (
    "pipeline.write",
    "pipeline.own_files",
    "pipeline.cache",
    "pipeline.pandoc",
    "pipeline.ghostscript",
    "pipeline.scratch",
    "pipeline.child",
    "pipeline.setup",
    "pipeline.reproduction.copies",
)
WRITING_METHODS = frozenset(
    ["write_text", "write_bytes", "mkdir", "unlink", "touch", "rmdir", "symlink_to", "hardlink_to"]
)
WRITING_CALLS = re.compile(
    r"shutil\.(copy|move|rmtree|make_archive)|tempfile\."
    r"|os\.(replace|rename|remove|unlink|mkdir|makedirs|fdopen|write)"
)
LEAF = {*sys.stdlib_module_names, "pydantic", "pydantic_core"}
ALONE = ("weasyprint", "ebooklib", "uharfbuzz", "pypandoc", "pypdfium2", "resvg_py", "segno")

LONGEST = 320
# One list each, which would be harder to read in two files.
LONGER = {
    "pipeline/model/nodes.py": "pandoc's whole vocabulary",
    "pipeline/model/codec.py": "its JSON, both ways",
}
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\b(?:rgb|hsl)a?\(")
FUNCTION_NAMES = re.compile(
    r"(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|silver|navy|maroon|orange|yellow|teal)(?![\w-])"
)
FONT_SIZE = re.compile(r"\bfont(?:-size)?\s*[:=][^;}]*?[\d.]+(?:pt|px|r?em|mm|cm|in|v[wh]|ex|ch)\b")
LENGTH = re.compile(r"\d(?:pt|px|r?em|mm|cm|in|v[wh]|ex|ch)\b")


@pytest.fixture(scope="module")
def project() -> Mapping[str, Module]:
    return modules(ROOT / "pipeline")


def find_misplaced(project: Mapping[str, Module]) -> Iterator[str]:
    """Yield the imports that do not lead down."""
    for module in project.values():
        if module.room not in ROW:
            yield f"{module.file}:1: the room `{module.room}` has no row; give it one in ROWS"
            continue
        for each in module.own_imports(project):
            room = project[each.name].room
            if room != module.room and ROW.get(room, -1) <= ROW[module.room]:
                yield f"{module.file}:{each.line}: `{module.room}` imports `{room}`, which is not below it"


def test_rooms_import_downward_only(project: Mapping[str, Module]) -> None:
    assert list(find_misplaced(project)) == []


def test_no_circles(project: Mapping[str, Module]) -> None:
    assert circles(project) == []


def for_types_only(module: Module) -> Iterator[str]:
    """Yield the imports of the project's own modules that are hidden behind TYPE_CHECKING."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.If) and dotted_name(node.test).endswith("TYPE_CHECKING"):
            for inner in node.body:
                if isinstance(inner, ast.ImportFrom) and (inner.module or "").startswith("pipeline"):
                    yield f"{module.file}:{inner.lineno}: imports {inner.module} for types only"


def test_no_imports_for_types_only(project: Mapping[str, Module]) -> None:
    texts = [each for module in project.values() for each in for_types_only(module)]
    assert texts == [], "TYPE_CHECKING hides a knot: move the type down"


def foreign(module: Module) -> Iterator[str]:
    """Yield a leaf module's imports from beyond its room, the standard library and pydantic."""
    for each in module.imports:
        top = each.name.partition(".")[0]
        if top not in LEAF and not f"{each.name}.".startswith(f"pipeline.{module.room}."):
            yield f"{module.file}:{each.line}: imports {each.name}"


def test_the_model_imports_only_pydantic(project: Mapping[str, Module]) -> None:
    assert [each for m in project.values() if m.room == "model" for each in foreign(m)] == []


@pytest.mark.parametrize("library", ALONE)
def test_one_module_talks_to_a_library(project: Mapping[str, Module], library: str) -> None:
    talking = [
        m.file for m in project.values() if any(i.name.partition(".")[0] == library for i in m.imports)
    ]
    assert len(talking) <= 1, f"{library} is imported by {', '.join(talking)}"


@pytest.mark.parametrize(("library", "package"), [("pptx", "pipeline.formats.pptx.")])
def test_one_package_talks_to_a_library(project: Mapping[str, Module], library: str, package: str) -> None:
    talking = {
        m.name for m in project.values() if any(i.name.partition(".")[0] == library for i in m.imports)
    }
    assert talking
    assert {name for name in talking if not name.startswith(package)} == set()


def printing(module: Module) -> Iterator[str]:
    """Yield what prints in a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and dotted_name(node.func) in (
            "print",
            "click.echo",
            "click.secho",
            "input",
        ):
            yield f"{module.file}:{node.lineno}: `{dotted_name(node.func)}`"
        if isinstance(node, ast.Attribute) and dotted_name(node) in ("sys.stdout", "sys.stderr", "sys.stdin"):
            yield f"{module.file}:{node.lineno}: `{dotted_name(node)}`"


def test_only_the_command_line_prints(project: Mapping[str, Module]) -> None:
    assert [each for m in project.values() if not m.name.startswith(PRINTS) for each in printing(m)] == []


def starting(module: Module) -> Iterator[str]:
    """Yield what starts programs in a module."""
    for each in module.imports:
        if each.name.partition(".")[0] in ("subprocess", "pty") or each.name == "asyncio.subprocess":
            yield f"{module.file}:{each.line}: imports {each.name}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and re.match(
            r"os\.(system|popen|exec|spawn|posix_spawn|fork)", dotted_name(node.func)
        ):
            yield f"{module.file}:{node.lineno}: `{dotted_name(node.func)}`"


def test_only_process_starts_programs(project: Mapping[str, Module]) -> None:
    assert [each for m in project.values() if m.name not in STARTS for each in starting(m)] == []


def opened_for_writing(node: ast.Call) -> bool:
    """Tell whether a call is an `open` with a mode that writes."""
    # open(path, mode), but path.open(mode)
    modes = node.args[1:2] if isinstance(node.func, ast.Name) else node.args[:1]
    modes = [*modes, *(keyword.value for keyword in node.keywords if keyword.arg == "mode")]
    texts = [mode.value for mode in modes if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    return call_name(node) == "open" and any(re.fullmatch(r"[rbt]*[wax+][bt+]*", text) for text in texts)


def writing(module: Module) -> Iterator[str]:
    """Yield what writes, moves or removes files in a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = dotted_name(node.func)
            if call_name(node) in WRITING_METHODS or WRITING_CALLS.match(name) or opened_for_writing(node):
                yield f"{module.file}:{node.lineno}: `{name or call_name(node)}`"


def test_only_some_write_files(project: Mapping[str, Module]) -> None:
    others = [m for m in project.values() if not m.name.startswith(WRITES)]
    assert [each for module in others for each in writing(module)] == []


def test_only_the_door_opens_the_files_of_an_article(project: Mapping[str, Module]) -> None:
    others = [m for m in project.values() if not m.name.startswith(OPENS)]
    assert [each for module in others for each in opening(module)] == []


def test_questions_to_the_disk_are_recorded(project: Mapping[str, Module]) -> None:
    rooms = [m for m in project.values() if m.room in ASKING_ROOMS and m.name not in ASKS]
    assert {m.room for m in rooms} == ASKING_ROOMS
    assert [each for module in rooms for each in asking(module)] == []


def code_files() -> list[Path]:
    return [path for folder in ("pipeline", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_file_holds_two_ideas() -> None:
    long = {
        f"{name}: {lines} lines"
        for path in code_files()
        if (lines := path.read_text("utf-8").count("\n")) > LONGEST
        and (name := path.relative_to(ROOT).as_posix()) not in LONGER
    }
    assert not long, "a file this long is two ideas: split it"


def test_no_module_without_a_subject() -> None:
    assert [
        path.relative_to(ROOT).as_posix()
        for path in code_files()
        if path.stem in VAGUE_NAMES or path.parent.name in VAGUE_NAMES
    ] == []


def find_undocumented(module: Module) -> Iterator[str]:
    """Yield what is public in a module and does not say in one line what it is."""

    def check(
        node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, name: str
    ) -> Iterator[str]:
        line = getattr(node, "lineno", 1)
        first = (ast.get_docstring(node) or "").partition("\n")[0]
        if not first:
            yield f"{module.file}:{line}: {name} has no docstring"
        elif first[-1] not in ".:?":
            yield f"{module.file}:{line}: the first line of {name} is no whole sentence: {first!r}"

    yield from check(module.tree, "the module")
    for node in module.tree.body:
        if isinstance(
            node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and not node.name.startswith("_"):
            yield from check(node, node.name)
            for part in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) and not part.name.startswith("_"):
                    yield from check(part, f"{node.name}.{part.name}")


def test_what_is_public_is_documented(project: Mapping[str, Module]) -> None:
    assert [each for module in project.values() for each in find_undocumented(module)] == []


def literal_looks(name: str, css: str) -> Iterator[str]:
    """Yield the colours and font sizes written out in the declarations of a style sheet."""
    plain = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m.group()), css, flags=re.DOTALL)
    plain = re.sub(r"url\([^)]*\)", "", plain)
    for match in re.finditer(r"(?<=[{;\s])(--)?([a-z-]+)\s*:([^;{}]+)(?=[;}])", plain):
        line = plain.count("\n", 0, match.start()) + 1
        value = re.sub(r"var\([^)]*\)", "", match.group(3))
        result = match.group(2) in ("font", "font-size") and LENGTH.search(value)
        if COLOUR.search(value) or FUNCTION_NAMES.search(value) or result:
            yield f"{name}:{line}: {' '.join(match.group().split())}"


def test_looks_come_from_the_tokens(project: Mapping[str, Module]) -> None:
    texts = [
        each
        for path in sorted((ROOT / "styles").rglob("*.css"))
        for each in literal_looks(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]
    for module in project.values():
        documentation = {
            id(node.body[0].value)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body and isinstance(node.body[0], ast.Expr)
        }  # fmt: skip
        for node in ast.walk(module.tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in documentation else None
            if isinstance(text, str) and (COLOUR.search(text) or FONT_SIZE.search(text)):
                texts.append(f"{module.file}:{getattr(node, 'lineno', 0)}: {text[:60]!r}")
    assert texts == [], (
        "name the token: var(--...) in CSS, theme.load()['section.name'] in Python; styles/tokens.toml has it"
    )
