"""Addresses of links: which are suspicious and why, and which two are the same."""

from __future__ import annotations

import pytest

from pipeline.checks.links import address, suspicion


@pytest.mark.parametrize(
    ("url", "text", "message"),
    [
        ("https://a.example/x", "words", None),
        ("mailto:a@b.example", "c.example", None),
        ("ftp://localhost/x", "words", None),
        ("https:///x", "words", "no host in 'https:///x'"),
        # Hosts that nobody else reaches.
        ("https://localhost/x", "", "private host 'localhost'"),
        ("https://10.0.0.1/x", "", "private host '10.0.0.1'"),
        ("https://110.0.0.1/x", "", None),
        ("https://172.15.0.1/", "", None),
        ("https://172.16.0.1/", "", "private host '172.16.0.1'"),
        ("https://172.31.0.1/", "", "private host '172.31.0.1'"),
        ("https://172.32.0.1/", "", None),
        ("https://192.168.1.1/", "", "private host '192.168.1.1'"),
        ("https://[::1]/", "", "private host '::1'"),
        ("https://www.x.local/", "", "private host 'x.local'"),
        ("https://local/", "", None),
        # Short addresses and those that track.
        ("https://www.bit.ly/x", "", "shortened link through bit.ly"),
        ("https://xbit.ly/x", "", None),
        ("https://a.example/?utm_source=x&b=1", "", "tracking parameter `utm_source` in the address"),
        ("https://a.example/?b=1&fbclid=", "", "tracking parameter `fbclid` in the address"),
        ("https://a.example/?xutm_source=1", "", None),
        # A text that looks like another address.
        ("https://a.example", "https://b.example/x", "the text says b.example, the link leads to a.example"),
        ("https://a.example", " B.EXAMPLE ", "the text says B.EXAMPLE, the link leads to a.example"),
        ("https://www.a.example", "www.a.example", None),
        ("https://x.a.example", "a.example", None),
        ("https://a.example", "x.a.example", None),
        ("https://xa.example", "a.example", "the text says a.example, the link leads to xa.example"),
        ("https://a.example", "README.md", None),
        ("https://a.example", "b.example says", None),
        # The gravest is told.
        ("http://bit.ly/?utm_source=1", "b.example", "shortened link through bit.ly"),
    ],
)
def test_a_link_is_suspicious_for_one_reason(url: str, text: str, message: str | None) -> None:
    result = suspicion(url, text)
    assert (result and result[0]) == message
    assert result is None or result[1]


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://www.a.example/x/", "a.example/x"),
        ("http://a.example/x?b=1&utm_source=c", "a.example/x?b=1"),
        ("https://a.example/?utm_source=c", "a.example"),
        ("https://a.example/x?c=2&b=1", "a.example/x?c=2&b=1"),
        ("https://A.example/X", "a.example/X"),
    ],
)
def test_addresses_are_compared_without_what_leads_to_the_same_page(url: str, plain: str) -> None:
    assert address(url) == plain
