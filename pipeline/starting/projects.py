"""The files of a project: what stands beside its articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import resources

from pipeline.model import packaged

# Names in the project, and in the package: there, no tool shall take them for its own.
_FILES: Mapping[str, str] = {
    "README.md": "README.md",
    ".gitignore": "gitignore",
    "styles/tokens.toml": "tokens.toml",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
}
_OF_SERVICES: Mapping[str, Mapping[str, str]] = {
    "github": {".github/workflows/articles.yml": "articles.yml", ".github/dependabot.yml": "dependabot.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab-ci.yml"},
    "none": {},
}
SCHEMAS = ("facts", "figure")
"""The names of the schemas that the settings of the editor mention."""
WORKFLOWS = (".github/workflows/articles.yml", ".gitlab-ci.yml")
"""The files that say what a service does at each push: they install Dossier."""
_SLOT = re.compile(r"\{\{([a-z]+)\}\}")


def files(
    slug: str, requirement: str, libraries: Sequence[str], schemas: Mapping[str, str], service: str
) -> dict[str, bytes]:
    """Return the files of a project by their names, with slashes.

    The workflow for a service installs a requirement with pip, and libraries with apt.
    """
    of_service = _OF_SERVICES[service]
    words = {
        "slug": slug,
        "requirement": requirement,
        "libraries": " ".join(libraries),
        "push": f" `{next(iter(of_service))}` checks and builds at each push." if of_service else "",
    }
    folder = resources.files(__package__) / "project"
    own = {
        name: _SLOT.sub(lambda match: words[match[1]], packaged.text(folder / file))
        for name, file in {**_FILES, **of_service}.items()
    }
    own |= {f".vscode/schemas/{name}.schema.json": schemas[name] for name in SCHEMAS}
    return {name: text.encode() for name, text in own.items()}
