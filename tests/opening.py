"""What opens files, and who may: the rule of the one door, read from the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.sourcecode import Module, call_name, dotted_name

# The door for articles, and one for what the packages bring; the others read what the pipeline itself wrote,
# or the system's own.
OPENS = (
    "pipeline.load.door",
    "pipeline.model.packaged",
    "pipeline.cache",
    "pipeline.write",
    "pipeline.own_files",
    "pipeline.scratch",
    "pipeline.setup",
    "pipeline.bounds",
    "pipeline.memory",
    "pipeline.sandbox",
    "pipeline.child",
    "pipeline.commands.streams",
    "pipeline.reproduction.copies",
)
OWN = ("texts.read_bytes", "texts.read_text")
READING_METHODS = frozenset(
    ["read_bytes", "read_text", "open", "open_text", "open_binary", "ZipFile", "getline"]
)
READING_CALLS = re.compile(
    r"(np|numpy)\.(from|load|gen)\w*|(etree|ET|ElementTree|lxml)\.(parse|iterparse)|(toml|json|yaml)\w*\.load"
    r"|shutil\.copy\w*|linecache\.\w+|tarfile\.\w+|runpy\.\w+"
)


# Questions to the disk about what an article is made of: `pipeline.disk` asks them, and notes the answers.
# The door answers as a whole, and `pipeline.model.packaged` is for what the packages bring.
ASKING_ROOMS = frozenset(
    ["load", "checks", "checking", "resolve", "drafting", "editions", "formats", "crowding", "deck_templates",
     "slides", "charts", "maths", "ghostscript", "process", "build", "rendering"]
)  # fmt: skip
ASKS = ("pipeline.load.door",)
ASKING_CALLS = frozenset(
    ["exists", "lexists", "is_file", "isfile", "is_dir", "isdir", "is_symlink", "islink", "iterdir", "glob",
     "rglob", "listdir", "scandir", "stat", "lstat", "realpath", "readlink", "samefile", "getmtime",
     "access", "which", "cwd", "getcwd", "home", "expanduser", "absolute", "abspath", "getuid"]
)  # fmt: skip


def asking(module: Module) -> Iterator[str]:
    """Yield what asks the disk about files in a module, past `pipeline.disk`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = dotted_name(node.func) or call_name(node)
            # A function of the project is called `resolve` as well.
            resolves = call_name(node) == "resolve" and isinstance(node.func, ast.Attribute)
            if (resolves or call_name(node) in ASKING_CALLS) and not name.startswith(("disk.", "packaged.")):
                yield f"{module.file}:{node.lineno}: `{name}`"


def opening(module: Module) -> Iterator[str]:
    """Yield what opens files in a module: calls that take a path, or may take one."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _opens(node):
            yield f"{module.file}:{node.lineno}: `{dotted_name(node.func) or call_name(node)}`"


def _opens(node: ast.Call) -> bool:
    name, values = (
        dotted_name(node.func),
        [each.value for each in node.args if isinstance(each, ast.Constant)],
    )
    if any(isinstance(each, ast.Call) and call_name(each) == "BytesIO" for each in node.args[:1]):
        return False
    if call_name(node) == "ZipFile" and "w" in values:
        return False
    # `texts.read_text` and those imported from it go through the door.
    own = call_name(node) in ("read_bytes", "read_text") and name in ("read_bytes", "read_text", *OWN)
    return not own and bool(call_name(node) in READING_METHODS or READING_CALLS.fullmatch(name))
