"""All patches in one table, checked against the libraries that are installed, and applied at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import metadata

from pipeline.formats.pdf.patches import (
    backlinks,
    columns,
    counter_lookups,
    deferred_blocks,
    float_widths,
    floats,
    footnote_area,
    footnote_pages,
    glyph_arrays,
    glyph_text,
    layout_end,
    leaders,
    long_lines,
    memory,
    page_history,
    part_styles,
    shared_styles,
    single_write,
    stream_ends,
    style_defaults,
    tags,
    text_lengths,
    text_settings,
    trailing_space,
    whole_fonts,
    word_division,
)
from pipeline.formats.pdf.patches.patch import Patch, Target, Wrap
from pipeline.model.checkout import cure
from pipeline.model.diagnostics import Diagnostic, Place, ToolMissing, error

# The versions of the libraries that these patches are written for.
VERSIONS = ("weasyprint==70.0", "pydyf==0.13.0")
# Of two patches of one function, the later calls the earlier. So figures float with the pages of entries
# written and with deferred content restored, and memory is checked once for each child.
PATCHES: tuple[Patch, ...] = (
    footnote_area.PATCH,
    footnote_pages.PATCH,
    columns.PATCH,
    deferred_blocks.PATCH,
    backlinks.PATCH,
    floats.PATCH,
    memory.PATCH,
    long_lines.PATCH,
    trailing_space.PATCH,
    leaders.PATCH,
    word_division.PATCH,
    tags.PATCH,
    glyph_text.PATCH,
    glyph_arrays.PATCH,
    stream_ends.PATCH,
    part_styles.PATCH,
    page_history.PATCH,
    counter_lookups.PATCH,
    layout_end.PATCH,
    shared_styles.PATCH,
    single_write.PATCH,
    text_settings.PATCH,
    text_lengths.PATCH,
    float_widths.PATCH,
    style_defaults.PATCH,
    whole_fonts.PATCH,
)


def apply(patches: Sequence[Patch] = PATCHES) -> None:
    """Apply these patches, and no others of the table; raise ToolMissing if a library differs."""
    wrappers = {target: list[Wrap]() for target in _targets(PATCHES)}
    for patch in patches:
        for target, wrap in patch.changes:
            wrappers[target].append(wrap)
    if differences := [each for target in wrappers for each in find_differences(target)]:
        raise ToolMissing([_other_version(differences)])
    for target, wraps in wrappers.items():
        target.replace(target.compose(wraps))


def find_differences(target: Target) -> Iterator[str]:
    """Yield how the function of a library differs from the one that its wrappers are written for."""
    try:
        actual = target.actual()
    except (AttributeError, ImportError):
        yield f"there is no `{target.path}`"
        return
    if actual == target.signature:
        return
    actual_names, target_names = _parameters(actual), _parameters(target.signature)
    more = ", ".join(name for name in actual_names if name not in target_names)
    less = ", ".join(name for name in target_names if name not in actual_names)
    changes = [f"also takes `{more}`"] * bool(more) + [f"does not take `{less}`"] * bool(less)
    yield f"`{target.path}` {' and '.join(changes) or f'takes `{actual}` and not `{target.signature}`'}"


def _other_version(differences: Sequence[str]) -> Diagnostic:
    here = [f"{name}=={metadata.version(name)}" for name in (each.partition("==")[0] for each in VERSIONS)]
    others = [each for each in here if each not in VERSIONS] or here
    message = f"Dossier cannot patch {', '.join(others)}: {'; '.join(differences)}"
    hint = cure("setup", f"pip install {' '.join(VERSIONS)}")
    return error("tool-version", message, Place("weasyprint"), hint)


def _targets(patches: Sequence[Patch]) -> tuple[Target, ...]:
    return tuple(dict.fromkeys(target for patch in patches for target, _ in patch.changes))


def _parameters(signature: str) -> list[str]:
    """Return the names of the parameters in a signature."""
    return [each.partition("=")[0] for each in signature.strip("()").split(", ")]
