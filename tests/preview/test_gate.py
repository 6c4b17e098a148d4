"""The preview answers nobody but its own page."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse

from pipeline.preview.gate import Gate, new_token
from tests.preview.asking import ask

TOKEN = "a-token"


async def application(scope: object, receive: object, send: object) -> None:
    path = scope["path"]  # type: ignore[index]  # plain values of the protocol
    await PlainTextResponse(path)(scope, receive, send)  # type: ignore[arg-type]


GATE = Gate(application, TOKEN, 8000)
HOST = {"Host": "127.0.0.1:8000"}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
def test_its_own_page_is_answered(host: str) -> None:
    answer = ask(GATE, f"/{TOKEN}/state", {"Host": host, "Origin": f"http://{host}"})
    assert (answer.status, answer.body) == (200, b"/state")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["example.org:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.example.org:8000", ""]
)
def test_another_host_is_refused(host: str) -> None:
    assert ask(GATE, f"/{TOKEN}/", {"Host": host}).status == 421


def test_a_request_without_a_host_is_refused() -> None:
    assert ask(GATE, f"/{TOKEN}/").status == 421


@pytest.mark.parametrize(
    "origin", ["http://example.org", "https://127.0.0.1:8000", "http://127.0.0.1:8001", "null", "file://"]
)
def test_another_origin_is_refused(origin: str) -> None:
    assert ask(GATE, f"/{TOKEN}/", HOST | {"Origin": origin}).status == 403


@pytest.mark.parametrize(
    ("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)]
)
def test_another_site_is_refused(site: str, status: int) -> None:
    assert ask(GATE, f"/{TOKEN}/", HOST | {"Sec-Fetch-Site": site}).status == status


@pytest.mark.parametrize(
    "path",
    [
        *("/", "", "*", f"{TOKEN}/state", "example.org:80", "/state", "/a-toke/", f"/{TOKEN}2/state"),
        *(f"//{TOKEN}/", f"/x/../{TOKEN}/", "/ä/"),
    ],
)
def test_without_the_token_nothing_is_there(path: str) -> None:
    answer = ask(GATE, path, HOST)
    assert answer.status == 404
    assert b"dossier preview" in answer.body


def test_an_address_without_its_last_stroke_leads_to_the_page() -> None:
    answer = ask(GATE, f"/{TOKEN}", HOST)
    assert (answer.status, answer.headers["location"]) == (307, f"/{TOKEN}/")


def test_tokens_are_long_and_differ() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 32
