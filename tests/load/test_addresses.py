"""Addresses of works as bibliographies have them: with a scheme or without, and files that are none."""

from __future__ import annotations

import pytest

from pipeline.load.addresses import normalize

HOSTS = (
    "www.scipy.org",
    "WWW.Example.org/a?b=c#d",
    "hal.inria.fr/hal-01629733",
    "virtualenv.pypa.io/en/stable",
    "numpy.org",
    "localhost.example.net:8080/x",
    "example.com?id=3",
)
OTHERS = (
    "https://example.org/x",
    "ftp://example.org/x",
    "mailto:me@example.org",
    "javascript:alert(1)",
    "//example.org/x",
    "paper.pdf",
    "data.csv",
    "figures/plot.png",
    "../refs.bib",
    "/etc/passwd",
    "v1.2/paper.pdf",
    "me@example.org",
    "an address",
    "www.",
    "example.org/a b",
)


@pytest.mark.parametrize("url", HOSTS)
def test_a_host_without_a_scheme_is_an_address(url: str) -> None:
    assert normalize({"URL": url})["URL"] == f"https://{url}"
    assert normalize({"URL": f"{{{{{url}}}}}"})["URL"] == f"https://{url}"


@pytest.mark.parametrize("url", OTHERS)
def test_any_other_text_stays(url: str) -> None:
    assert normalize({"URL": url})["URL"] == url
