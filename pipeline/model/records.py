"""The common base of all records read from YAML."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


def yaml_key(name: str) -> str:
    """Return a field's name as it is written in YAML: `as_of` becomes `as-of`, `from_` becomes `from`."""
    return name.rstrip("_").replace("_", "-")


class Record(BaseModel):
    """A frozen record: unknown keys are errors, names are written with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=yaml_key,
        populate_by_name=True,
        hide_input_in_errors=True,
    )


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
