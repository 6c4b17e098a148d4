"""What the head of a web page and its data say to programs, and that no text gets out of its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.formats.web import WEB, head
from pipeline.model.diagnostics import Place
from pipeline.model.facts import Ledger
from pipeline.model.front_matter import FrontMatter
from pipeline.model.references import Reference
from pipeline.rendering import keys_of
from tests.formats.book import SETTING, edition, para
from tests.formats.book import head as heading
from tests.formats.web_page import (
    HOSTILE,
    element,
    linked_data,
    metas,
    page,
    read,
    render,
    to_page,
    whole,
    words,
)


def test_every_text_of_the_front_matter_is_escaped() -> None:
    front: dict[str, object] = {
        "title": HOSTILE, "subtitle": HOSTILE, "kicker": HOSTILE, "id": HOSTILE, "rights": HOSTILE,
        "keywords": [HOSTILE], "authors": [{"name": HOSTILE, "affiliation": HOSTILE}],
        "briefing": {"handling": HOSTILE, "draft": True},
    }  # fmt: skip
    own = edition(heading("a", HOSTILE), para("x"), heading("b", HOSTILE), **front)
    ledger = {"facts": [{"id": "a", "subject": HOSTILE, "kind": "claim", "value": {"text": HOSTILE}}]}
    reference = Reference(
        "r", {"title": HOSTILE, "URL": "javascript:alert(1)", "DOI": "10.1/<b>"}, Place("r.json")
    )
    own = replace(to_page(own), facts=Ledger.model_validate(ledger).facts, references=(reference,))
    data = render(own)
    root = read(data)
    assert len(root.xpath("//script")) == 3
    assert data.count(b"<script") == data.count(b"</script") == 3
    assert not [each for each in root.xpath("//script[not(@type)]") if "alert(1)" in str(each.text)]
    assert b"javascript:" not in data
    nodes = linked_data(root)
    assert nodes["Article"]["headline"] == HOSTILE
    assert nodes["Dataset"]["variableMeasured"][0]["value"] == HOSTILE
    (work,) = nodes["Article"]["citation"]
    assert (work["name"], work.get("url")) == (HOSTILE, None)
    assert words(element(root, "title")) == " ".join(HOSTILE.split())


def test_an_address_makes_the_page_canonical_and_its_data_absolute() -> None:
    assert whole().xpath("//link") == []
    assert "og:url" not in metas(whole())
    root = page(para("x"), url="https://example.org/a?b=1&c=2")
    assert root.xpath("//link[@rel='canonical']/@href") == ["https://example.org/a?b=1&c=2"]
    assert metas(root)["og:url"] == "https://example.org/a?b=1&c=2"
    assert linked_data(root)["Article"]["@id"] == "https://example.org/a?b=1&c=2#article"


def test_a_picture_is_named_to_networks_only_where_the_author_names_one() -> None:
    assert not {name for name in metas(whole()) if name.startswith("og:image")}
    assert metas(whole())["twitter:card"] == "summary"
    root = page(para("x"), web={"image": "https://example.org/a.png"})
    assert metas(root)["og:image"] == "https://example.org/a.png"
    assert metas(root)["twitter:card"] == "summary_large_image"
    assert linked_data(root)["Article"]["image"] == "https://example.org/a.png"


def test_the_head_describes_the_article() -> None:
    root = whole()
    assert metas(root)["description"] == "The bottom line."
    assert metas(root)["og:title"] == "Sample & more"
    assert metas(root)["article:published_time"] == "2026-11-23"
    names = root.xpath("//meta[@name='author']/@content")
    assert names == ["A. Writer", "B. Writer"]
    assert head.description(edition()) == "What it is"


def test_the_data_name_authors_dates_and_works() -> None:
    author = {"name": "A. Writer", "orcid": "0000-0002-1825-0097", "affiliation": "1"}
    affiliation = {"name": "The House", "index": "1", "ror": "02mhbdp94"}
    date = {"date-parts": [["1867", 3]]}
    work = {"type": "book", "title": "A book", "issued": date, "author": [{"given": "C.", "family": "Dee"}],
            "DOI": "10.1000/x", "URL": "https://example.org/b"}  # fmt: skip
    own = replace(
        to_page(edition(para("x"), authors=[author], affiliations=[affiliation])),
        references=(
            Reference("dee", work, Place("a")),
            Reference("odd", {"issued": "?", "author": 7}, Place("a")),
        ),
    )
    article = linked_data(read(render(own)))["Article"]
    (person,) = article["author"]
    assert person["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert person["affiliation"] == [
        {"@type": "Organization", "name": "The House", "sameAs": "https://ror.org/02mhbdp94"}
    ]
    assert article["datePublished"] == "2026-11-23"
    assert article["mainEntityOfPage"]["lastReviewed"] == "2026-11-23"
    book, odd = article["citation"]
    assert (book["@type"], book["name"], book["datePublished"]) == ("Book", "A book", "1867-03")
    assert book["author"] == [{"@type": "Person", "name": "C. Dee"}]
    assert (book["sameAs"], book["url"]) == ("https://doi.org/10.1000/x", "https://example.org/b")
    assert odd == {"@type": "CreativeWork", "@id": "#ref-odd", "name": "odd"}
    assert "Dataset" not in linked_data(whole())


def test_no_option_of_the_page_is_needed() -> None:
    assert FrontMatter(title="T").web.image is None


def test_facts_and_works_for_programs_decide_the_bytes_in_the_cache() -> None:
    own = to_page(edition(para("x")))
    facts = Ledger.model_validate(
        {"facts": [{"id": "a", "subject": "s", "kind": "claim", "value": {"text": "t"}}]}
    ).facts
    reference = Reference("r", {"title": "A title"}, Place("r.json"))
    keys = {
        keys_of(each, WEB, SETTING.date).bytes
        for each in (own, replace(own, facts=facts), replace(own, references=(reference,)))
    }
    assert len(keys) == 3


@pytest.mark.parametrize(
    "url",
    ["https://a b.example/x", "https:///x", "https://a.example:port/", "HTTPS:\\\\host\\x", "file:///x", 7],
)
def test_data_name_no_address_that_a_link_would_not_lead_to(url: object) -> None:
    reference = Reference("r", {"title": "T", "URL": url}, Place("r.json"))
    root = read(render(replace(to_page(edition(para("x"))), references=(reference,))))
    (work,) = linked_data(root)["Article"]["citation"]
    assert "url" not in work
