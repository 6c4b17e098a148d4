"""Papers with odd bibliographies, and citations in odd places."""

from __future__ import annotations

from tests.kinds.paper import HEAD, Paper

BIBLIOGRAPHY = Paper(
    HEAD
    + r"""bibliography: [mill.bib, more.json]
nocite: '@uncited'
---

# Sources of all types

Flour is old [@misc; @conference; @set; @invented; @online; @unpublished], and so is bread [@untyped; @odd].
Two rows share a key [@twice]. Stones have titles with formulas [@formula], and odd addresses
[@bare; @local; @spaces].

# Citations in other places

One bracket may hold two keys [@misc, @online], one that nobody knows [@nobody], a prefix [see @misc, p. 7].

# Sources say so [@conference]

![A wheel of stone, after @set.](wheel.png){#fig:wheel}

![A sieve [@invented].](wheel.png){alt="A sieve of hair [@invented]."}

| grain | weight |
|-------|--------|
| rye   | 4      |

: Grains as weighed by @odd.
""",
    {
        "mill.bib": r"""
@misc{misc, author={Ames, Ida}, title={How the wheel turns}, year={1901}, howpublished={Leaflet}}
@conference{conference, author={Bird, Jo}, title={Talks on rye}, year={1902}, booktitle={Proceedings of Rye}}
@set{set, author={Cole, Max}, title={Stones in rows}, year={1903}}
@blogpost{invented, author={Dorn, Eva}, title={A sieve at work}, year={1904}, url={https://mill.example/sieve}}
@online{online, author={Eden, Kit}, title={Grain prices}, year={1905}, url={https://mill.example/prices}}
@unpublished{unpublished, author={Ford, Lee}, title={Notes of a carter}, year={1906}, note={Notebook}}
@book{twice, author={Gray, Una}, title={The first of two}, year={1907}, publisher={Oat}}
@book{twice, author={Gray, Una}, title={The second of two}, year={1908}, publisher={Oat}}
@article{formula, author={Hull, Ben}, title={$\beta$-glucan in $^{13}$C oats: {NASA} \& others}, year={1909},
  journal={Oats}, doi={https://doi.org/10.1000/a<b>c#d}}
@misc{bare, author={Iver, Ray}, title={An address without a scheme}, year={1910}, url={mill.example/bare}}
@misc{local, author={Judd, Sue}, title={A file of the author}, year={1911}, url={file:///home/judd/mill.pdf}}
@misc{spaces, author={Kerr, Tom}, title={An address with spaces}, year={1912},
  url={https://mill.example/a b?c=[d]}}
@misc{uncited, author={Lowe, Pam}, title={Cited by nobody}, year={1913}}
@misc{unlisted, author={Moor, Abe}, title={Never listed}, year={1914}}
""",
        "more.json": """[
{"id": "untyped", "title": "Bread of old", "author": [{"family": "Nash", "given": "Liv"}],
 "issued": {"date-parts": [[1915]]}},
{"id": "odd", "type": "scroll", "title": "A roll of parchment", "author": [{"literal": "The Guild"}],
 "issued": {"date-parts": [["1916"]]}}]""",
    },
    {
        "misc": ("Ames 1901", "How the Wheel Turns", "Leaflet"),
        "conference": ("Bird 1902", "Talks on Rye"),
        "a type of BibLaTeX that none has": ("Cole 1903", "Stones in Rows"),
        "an invented type": ("Dorn 1904", "A Sieve at Work"),
        "online": ("Eden 1905", "Grain Prices"),
        "unpublished": ("Ford 1906", "Notes of a Carter"),
        "an entry without a type": ("Nash 1915", "Bread of Old"),
        "an entry of an unknown type": ("The Guild 1916", "A Roll of Parchment"),
        "a key twice": ("Gray 1907", "The First of Two"),
        "formulas and braces in a title": ("β-Glucan in 13C Oats: NASA & Others",),
        "an address without a scheme": ("An Address Without a Scheme",),
        "an address of a file": ("A File of the Author",),
        "an address with blanks": ("An Address with Spaces",),
        "an entry that only `nocite` names": ("Lowe, Pam", "Cited by Nobody"),
        "two keys in a bracket": ("One bracket may hold two keys (Ames 1901; Eden 1905)",),
        "a key of no entry": ("(nobody?)",),
        "a prefix and a page": ("(see Ames 1901, 7)",),
        "a citation in a heading": ("Sources say so",),
        "a citation in a caption": ("A wheel of stone, after Cole (1903)",),
        "a citation in the caption of a table": ("Grains as weighed by The Guild (1916)",),
    },
    hidden_words=("The Second of Two", "Never Listed", "[@", "cited-", "$"),
    codes=("citation-undefined", "link-unsafe", "reference-repeated"),
)
