"""A metadata hook of hatchling: adds the addresses of the repository that builds a release.

A fork that releases its own wheel names itself; a wheel that is built by hand names no address.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class ProjectUrls(MetadataHookInterface):
    """Adds `project.urls` (core metadata, Project-URL)."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the addresses in the metadata of the project."""
        metadata["urls"] = urls(os.environ)


def urls(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses by label, from the variables of GitHub Actions; none without them."""
    server, repository = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
    if not server or not repository:
        return {}
    home = f"{server}/{repository}"
    return {
        "Homepage": home,
        "Source": home,
        "Documentation": f"{home}/blob/main/source/handbook/chapters/tutorial.md",
        "Changelog": f"{home}/blob/main/CHANGELOG.md",
        "Issues": f"{home}/issues",
    }
