"""The proof of an article: its finished files read back, and compared with what their editions state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import archive, write
from pipeline.build import resolve_article
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.formats.format import Format
from pipeline.inspection import inspect
from pipeline.load.article import Location
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error, in_order, warning
from pipeline.model.inspection import InspectionError, NoReaderError
from pipeline.model.look import Look
from pipeline.model.stages import Document, Edition
from pipeline.own_files import LIST, own_files
from pipeline.parity.omissions import Omission, omission
from pipeline.parity.proof import Proof, prove


@dataclass(frozen=True, slots=True)
class ArticleProof:
    """The proofs of an article's files, what each edition leaves out, and the differences as errors.

    `unread_files` are files that are there and cannot be read back, each with the reason.
    """

    slug: str
    title: str
    lang: str
    look: Look
    proofs: tuple[Proof, ...]
    omissions: tuple[Omission, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    unread_files: tuple[tuple[str, str], ...] = ()


def prove_article(location: Location, out: Path, files: Sequence[str] = ()) -> ArticleProof:
    """Compare the files of an article in its folder below `out` with the article as it is now.

    `files` are the names of those to compare, all that are there if empty. Raises DossierError for an article
    that cannot be built, and where nothing was built.
    """
    document = resolve_article(location).document
    folder = out / document.slug
    formats = [
        each for each in FORMATS if (folder / each.file).exists() and (not files or each.file in files)
    ]
    if not formats:
        hint = "build the article first; --out names the folder"
        raise DossierError([error("artifact-missing", "nothing was built here", Place(str(folder)), hint)])
    return prove_files(document, formats, lambda each: bytes_of(folder / each.file), folder)


def prove_files(
    document: Document, formats: Sequence[Format], bytes_of: Callable[[Format], bytes], folder: Path = Path()
) -> ArticleProof:
    """Compare files in these formats with the document.

    `bytes_of` returns those of one, or raises InspectionError; `folder` is where messages say that they are.
    """
    editions = {name: EDITIONS[name].edit(document) for name in dict.fromkeys(f.edition for f in formats)}
    proofs: list[Proof] = []
    diagnostics: list[Diagnostic] = []
    unread_files: list[tuple[str, str]] = []
    for each in formats:
        outcome = _proof_of(each, editions[each.edition], bytes_of, folder / each.file)
        match outcome:
            case Proof():
                proofs.append(outcome)
                diagnostics += outcome.diagnostics(document.source)
            case Diagnostic():
                diagnostics.append(outcome)
                unread_files.append((each.file, outcome.message))
    omissions = []
    for edition in editions.values():
        item, losses = omission(document, edition)
        omissions.append(item)
        diagnostics += Proof("", "", 0, {}, differences=losses).diagnostics(document.source)
    front = document.front
    return ArticleProof(
        document.slug, front.title, str(front.lang), document.look, tuple(proofs), tuple(omissions),
        in_order(diagnostics), tuple(unread_files),
    )  # fmt: skip


def _proof_of(
    output_format: Format, edition: Edition, bytes_of: Callable[[Format], bytes], path: Path
) -> Proof | Diagnostic:
    """Return the proof of a file, or the finding that it cannot be read back."""
    try:
        inspection = inspect(output_format.file, bytes_of(output_format))
    except NoReaderError as failure:
        return warning("artifact-unchecked", str(failure), Place(str(path)))
    except InspectionError as failure:
        hint = "build it anew"
        return error("artifact-unreadable", f"it cannot be read back: {failure}", Place(str(path)), hint)
    return prove(output_format.view(edition), output_format.file, inspection)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file, or those of a folder as an archive of its files."""
    if path.is_dir():
        names = own_files(path) or ()
        return archive.pack((name, bytes_of(path / name)) for name in names if name != LIST)
    data = write.read(path)
    if data is None:
        raise InspectionError("it is no file that can be read")
    return data
