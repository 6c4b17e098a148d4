"""What `views.cjs` reports of a deck in use."""

from __future__ import annotations

from pydantic import BaseModel


class Reading(BaseModel):
    """A deck as a page on a phone: the words of its slides, their places, and how far it is too wide."""

    slides: list[str]
    tops: list[float]
    heights: list[float]
    inner: list[float]
    wide: float


class Readings(BaseModel):
    """The page with scripts off, and at `?read` with scripts on."""

    off: Reading
    on: Reading


class Notes(BaseModel):
    """The window of speaker notes: its words, and styles that its policy has to allow."""

    text: str
    pacing: str
    position: str


class Search(BaseModel):
    """The slide that a search came to, the words that it marked, and how many `em` there were and are."""

    slide: int | None
    marks: list[str]
    name: str | None
    before: int
    after: int


class Views(BaseModel):
    """The whole report; `focus` names slides that have the focus and are not shown."""

    errors: list[str]
    requests: list[str]
    reading: Readings
    notes: Notes | None
    search: Search
    overview: bool
    motion: list[str]
    swipe: int | None
    focus: list[str]
