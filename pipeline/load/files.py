"""The source files of an article: its briefing carries them, so that it can be built again from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.source import SourceFile, find_clash, name_problem

_HINT = "name the file anew, or write `attach: false` under `briefing:`"


def collect_attachments(
    article: SourceFile, others: Iterable[tuple[SourceFile, Place]], place: Place
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Return each file once, the article first; or none, and why another folder could not have them.

    The place of a file is where the article names it; `place` is the article's own.
    """
    files: dict[str, tuple[SourceFile, Place]] = {article.name: (article, place)}
    for file, place_of_name in others:
        # `./a.png` and `a.png` are one file.
        name = PurePosixPath(file.name).as_posix()
        files.setdefault(name, (SourceFile(name, file.role, file.data), place_of_name))
    problems = [
        error("attachment-unsafe", f"the briefing cannot carry `{name}`: {problem}", place_of_name, _HINT)
        for name, (_, place_of_name) in files.items()
        if (problem := name_problem(name))
    ]
    twins = find_clash(list(files))
    if twins:
        message = (
            f"the briefing cannot carry both `{twins[0]}` and `{twins[1]}`: not every folder can hold both"
        )
        problems.append(error("attachment-unsafe", message, files[twins[1]][1], _HINT))
    if problems:
        return (), tuple(problems)
    rest = sorted((file for file, _ in files.values() if file is not article), key=lambda file: file.name)
    return (article, *rest), ()
