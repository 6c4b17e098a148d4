"""The shelf: a locked folder that takes artifacts one by one, and in the end has an inventory of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline import archive, cache, inventory, write
from pipeline.build_report import MANIFEST, BuiltArtifact, Report
from pipeline.model.diagnostics import DossierError, in_order, limit_per_code
from pipeline.model.inventory import Inventory, Subject
from pipeline.product import MadeArtifact, Product


class Shelf:
    """A locked folder that takes artifacts one by one; the old file of one that fails stays.

    `root` is the folder of the article, from which the inventory names its files.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        """Take artifacts into a folder."""
        self.folder, self.root = folder, root
        self.built_artifacts: dict[str, BuiltArtifact] = {}
        self.faults: dict[str, DossierError] = {}

    def put(self, item: MadeArtifact) -> None:
        """Write an artifact."""
        artifact, path = item.artifact, self.folder / item.artifact.name
        try:
            if artifact.is_folder:
                write.replace_folder(path, archive.unpack(artifact.data))
            else:
                write.write_atomically(path, artifact.data)
        except DossierError as failure:
            self.faults[artifact.name] = failure
            return
        digest = write.digest(path) if artifact.is_folder else hashlib.sha256(artifact.data).hexdigest()
        self.built_artifacts[artifact.name] = BuiltArtifact(
            path, len(artifact.data), artifact.extent, artifact.extent_unit, item.seconds, digest
        )

    def report(self, product: Product) -> Report:
        """Write the inventory, and return the report of a product whose artifacts have all been put here."""
        names = [each.artifact.name for each in product.artifacts]
        state = ""
        if product.subject is not None and self.built_artifacts:
            account = self._inventory(product, product.subject)
            state = account.state
            try:
                write.write_atomically(self.folder / MANIFEST, inventory.text(account).encode())
            except DossierError as failure:
                self.faults[MANIFEST] = failure
        failed_names = [name for name in (*names, MANIFEST) if name in self.faults]
        faults = [each for name in failed_names for each in self.faults[name].diagnostics]
        failed_files = (*product.failed_files, *failed_names)
        return Report(
            product.slug,
            tuple(self.built_artifacts[name] for name in names if name in self.built_artifacts),
            limit_per_code(in_order([*product.diagnostics, *faults])),
            tuple(self.folder / name for name in failed_files),
            product.times,
            product.answers,
            state,
        )

    def _inventory(self, product: Product, subject: Subject) -> Inventory:
        """Return what is in the folder now: what was put here, and the files of earlier builds."""
        inputs = inventory.inputs(self.root, product.answers)
        tools = inventory.tools(cache.tools())
        state = inventory.state_of(subject, inputs, tools)
        kept_entries = [
            each
            for each in inventory.old_entries(write.read(self.folder / MANIFEST))
            if each.name not in self.built_artifacts and write.digest(self.folder / each.name) == each.sha256
        ]
        new_entries = [inventory.entry(each, state) for each in self.built_artifacts.values()]
        return Inventory(
            article=subject.article,
            date=subject.date,
            draft=subject.is_draft,
            state=state,
            files=inventory.in_usual_order([*kept_entries, *new_entries]),
            inputs=inputs,
            tools=tools,
        )


def write_product(product: Product, folder: Path, root: Path) -> Report:
    """Write what was made into a folder, which is locked; the old file of an artifact that failed stays."""
    shelf = Shelf(folder, root)
    for each in product.artifacts:
        shelf.put(each)
    return shelf.report(product)
