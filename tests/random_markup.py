"""Articles of every block and inline of Markdown in every place where it can stand, made from a seed.

Every word is made for one place only, so what is read back tells which was lost. Alternative texts and
attributes have words of other kinds, which are not counted.
"""

from __future__ import annotations

import random
from pathlib import Path

from tests.random_blocks import Article
from tests.random_inlines import LANGUAGES
from tests.test_random_articles import png

FRONTS = (
    "author: Ann Other",
    "authors:\n  - name: Ann Other\n    orcid: 0000-0002-1825-0097\n    affiliation: 1\n"
    "affiliations:\n  - name: A House\n    index: 1",
    "date: 13 August 2017",
    "abstract: |\n  A *first* line,\n  and $x$ in another.",
    "tags:\n  - one\n  - two",
    "subtitle: What is below",
    "csl: ieee",
    "csl: apa",
    "briefing:\n  paper: Letter",
    "briefing:\n  attach: false",
    "toc: true",
    "rights: All of them",
)
REFERENCES = """
@article{one2001, title={A First {Title}}, author={Other, Ann}, journal={Journal}, year={2001}, pages={1--9}}
@book{two2002, title={Second $x^2$ & more}, author={Some, One and Two, Three}, publisher={House}, year={2002}}
@misc{three2003, title={Third}, url={https://example.org/three}, year={2003}}
@inproceedings{four2004, title={Fourth}, author={{A Body}}, booktitle={Meeting}, year={2004}}
"""


def front_matter(chance: random.Random) -> str:
    """Return a front matter."""
    title = chance.choice(("Made at random", "Of *this* and that", "T" + "long " * 80, "A & B < C", "سلام"))
    lines = [f'title: "{title}"', "bibliography: refs.bib", f"lang: {chance.choice(LANGUAGES)}"]
    keys: set[str] = set()
    for front in chance.sample(FRONTS, chance.randint(0, 5)):
        key = front.partition(":")[0].rstrip("s")
        if key not in keys:
            keys.add(key)
            lines.append(front)
    return "\n".join(("---", *lines, "---"))


def write(seed: int, folder: Path) -> Article:
    """Write the article of a seed into a folder as `paper.md`."""
    chance = random.Random(seed)
    article = Article(chance)
    parts = [front_matter(chance)]
    parts += [article.blocks(0, 1) for _ in range(chance.randint(1, 9))]
    # A heading that ends an article is that of the references, which each edition makes itself.
    parts.append(article.inside("paragraph", article.some))
    text = "\n\n".join((*parts, *article.definitions)) + "\n"
    if chance.random() < 0.1:
        text = text.replace("\n", "\r\n")
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "a.png").write_bytes(png(400, 200))
    (folder / "media" / "b.png").write_bytes(png(100, 300))
    (folder / "refs.bib").write_text(REFERENCES, "utf-8")
    (folder / "paper.md").write_bytes(text.encode())
    return article
