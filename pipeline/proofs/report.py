"""The proof of an article with its page: what `dossier verify` prints and writes."""

from __future__ import annotations

from pathlib import Path

from pipeline.load.article import Location
from pipeline.proofs.article import ArticleProof, bytes_of, prove_article
from pipeline.proofs.page import page
from pipeline.proofs.pictures import pictures


def report(location: Location, out: Path) -> tuple[ArticleProof, str]:
    """Return the proof of an article and the page of it, with pictures of the facts in its PDFs."""
    proof = prove_article(location, out)
    images = {
        (each.file, number): picture
        for each in proof.proofs
        if each.file.endswith(".pdf")
        for number, picture in pictures(each, bytes_of(out / proof.slug / each.file)).items()
    }
    return proof, page(proof, images)
