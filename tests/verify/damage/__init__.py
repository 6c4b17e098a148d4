"""Kinds of damage to finished files: each changes one thing, and names what a verification must say of it.

The place in a file is chosen by what is in it, so that a kind works on any article; where an article has
nothing of a kind (no table, no formula), the kind does not apply to it.
"""

from __future__ import annotations

from tests.verify.damage import deck, ebook, pdf, slide_objects, web
from tests.verify.damage.values import Kind

KINDS: tuple[Kind, ...] = (*pdf.KINDS, *ebook.KINDS, *deck.KINDS, *slide_objects.KINDS, *web.KINDS)
