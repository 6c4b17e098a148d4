"""Addresses of works as bibliographies have them: with a scheme or without, and files that are none."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.load.addresses import doi, encode, normalize, refused_addresses

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


@pytest.mark.parametrize(
    ("url", "encoding"),
    [
        ("https://doi.org/10.1/a b<c>", "https://doi.org/10.1/a%20b%3Cc%3E"),
        ("https://doi.org/10.1/a%20b", "https://doi.org/10.1/a%20b"),
        ("https://doi.org/10.1/a;b(c)#d", "https://doi.org/10.1/a;b(c)%23d"),
        ("https://doi.org/about us", "https://doi.org/about%20us"),
        (" https://a.org/x y?q=a b#c d ", "https://a.org/x%20y?q=a%20b#c%20d"),
        ("https://a.org/50%", "https://a.org/50%25"),
        ("https://a.org/50%2G%41", "https://a.org/50%252G%41"),
        ("https://a.org/é?é#é", "https://a.org/%C3%A9?%C3%A9#%C3%A9"),
        ("http://[::1]:80/x[1]", "http://[::1]:80/x%5B1%5D"),
        ("http://[x/y", "http://%5Bx/y"),
        ("mailto:a b@c.org", "mailto:a%20b@c.org"),
        ("x y#z", "x%20y#z"),
        ("//a.org/100%", "//a.org/100%25"),
    ],
)
def test_an_address_has_percent_signs_for_what_may_not_stand_in_one(url: str, encoding: str) -> None:
    assert encode(url) == encoding
    assert encode(encoding) == encoding


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("10.1/x", "10.1/x"),
        (" {{10.1/x}} ", "10.1/x"),
        ("{10.1/x", "{10.1/x"),
        ("https://dx.doi.org/10.1/X", "10.1/X"),
        ("HTTP://WWW.DOI.ORG/10.1/x", "10.1/x"),
        ("doi.org/10.1/x", "10.1/x"),
        ("DOI: 10.1/x", "10.1/x"),
        ("doi 10.1/x", "10.1/x"),
        ("10.1/doi:x", "10.1/doi:x"),
        ("doi:doi:10.1/x", "doi:10.1/x"),
        ("10.1/a%2Fb", "10.1/a/b"),
        ("10.1/100%", "10.1/100%"),
        ("https://doi.org/10.1/a%3Cb", "10.1/a<b"),
    ],
)
def test_a_doi_is_bare(text: str, name: str) -> None:
    assert doi(text) == name


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"DOI": "doi:10.1/x&amp;y"}, {"DOI": "10.1/x&y"}),
        ({"DOI": "https://a.org/x"}, {"URL": "https://a.org/x"}),
        ({"DOI": "http://a.org/x", "URL": "https://b.org"}, {"URL": "https://b.org"}),
        ({"DOI": "none"}, {"DOI": "none"}),
        ({"DOI": "10.1"}, {"DOI": "10.1"}),
        ({"DOI": "", "URL": "", "PMID": "", "PMCID": "", "note": ""}, {"note": ""}),
        ({"DOI": 10, "URL": 5}, {"DOI": 10, "URL": 5}),
        ({"URL": "https://a.org/?a=1&amp;b=2"}, {"URL": "https://a.org/?a=1&b=2"}),
    ],
)
def test_fields_of_addresses_are_brought_to_one_form(fields: dict[str, Any], result: dict[str, Any]) -> None:
    assert normalize(fields) == result


@pytest.mark.parametrize(
    ("fields", "addresses"),
    [
        ({"URL": "https://a.org", "DOI": "10.1/x"}, []),
        ({"URL": "javascript:alert(1)"}, ["javascript:alert(1)"]),
        ({"URL": "paper.pdf"}, ["paper.pdf"]),
        ({"DOI": "javascript:alert(1)"}, ["javascript:alert(1)"]),
        ({"DOI": "none"}, []),
        ({"PMID": "10.1/x"}, []),
        ({"PMID": "data:text/html,x", "PMCID": " file:///etc"}, [" file:///etc", "data:text/html,x"]),
        ({"URL": 5, "PMID": 7, "note": "javascript:alert(1)"}, []),
    ],
)
def test_addresses_that_nobody_must_follow(fields: dict[str, Any], addresses: list[str]) -> None:
    refusals = list(refused_addresses(fields))
    assert [each.address for each in refusals] == addresses
    assert all(each.problem for each in refusals)
