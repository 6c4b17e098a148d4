"""Papers with blocks of every kind on slides, and with values that are too long."""

from __future__ import annotations

from tests.kinds.paper import HEAD, Paper

SLIDES = Paper(
    HEAD
    + r"""---

# Work^[A note of a heading.] and `code` {#sec-work}

It is done^[A note of the text.].

``` {.py .numberLines startFrom="10"}
grind()
```

Flour
:   what is milled^[A note of a definition.]

1. first

    > a quotation in a list

(@) An example.

- [x] a task that is done

::: {.slide message="Points."}
- one grain
    - one within
:::

::: {.slide message="Steps."}
3. third step
4. fourth step
:::

::: {.slide message="Code."}
```
sift()
```
:::

::: {.slide message="Words of others."}
> Bread is all.
:::

::: {.slide message="Terms."}
Bran
:   what is left
:::

::: {.slide message="Lines."}
| The first line
| The second line
:::

::: {.slide message="A formula."}
Given $a^2$ then

$$ b = cI $$
:::

::: {.slide message="Two tables."}
| grain |
|-------|
| wheat |

| flour |
|-------|
| white |
:::

::: {.slide message="A picture with words."}
![The stone.](wheel.png){alt="a stone"}

Words below the stone.
:::
""",
    {},
    {
        "notes everywhere": ("A note of a heading.", "A note of the text.", "A note of a definition."),
        "numbered lines": ("10 grind()",),
        "a quotation in a list": ("a quotation in a list",),
        "a task": ("a task that is done",),
        "a list of examples": ("An example.",),
    },
)

LONG = Paper(
    "---\ntitle: " + "A title of many words " * 14 + "that ends\nauthors:\n"
    + "".join(f"  - name: Author{number} Name{number}\n" for number in range(40))
    + "keywords: [" + ", ".join(f"keyword{number}" for number in range(60)) + "]\n"
    + "bibliography: mill.bib\n---\n\n# One\n\nSome words come first.\n\n"
    + "![A wheel of stone [@wheel].\\label{fig:wheel}](wheel.png){ width=40% }\n\n"
    + "\n\n".join("A sentence that is here to fill a page and another one. " * 18 for _ in range(8))
    + "\n\nA word of "
    + "longlonglong" * 12
    + " letters, as \\autoref{fig:wheel} shows [@wheel].\n\n"
    + "| " + " | ".join("ABCDEFGHIJKLMN") + " |\n" + "|---" * 14 + "|\n"
    + "| " + " | ".join(str(1_000_000 + number) for number in range(14)) + " |\n\n: Fourteen columns.\n",
    {"mill.bib": "@misc{wheel, author={Ames, Ida}, title={How the wheel turns}, year={1901}}"},
    {
        "a title of 300 letters": ("A title of many words that ends",),
        "forty authors": ("Author0 Name0",),
        "a citation whose source is pages away": ("How the Wheel Turns", "Ames 1901"),
        "a word wider than the page": ("longlonglong" * 12,),
        "a table of fourteen columns": ("1000000", "1000013", "Fourteen columns"),
    },
    {"forty authors": ("Author39 Name39",)},
    # The columns of a slide are narrower than numbers of seven digits.
    codes=("slide-overflow",),
)  # fmt: skip
