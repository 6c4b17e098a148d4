"""Papers with names, formulas and slips of the pen in the ways of other programs."""

from __future__ import annotations

from tests.kinds.paper import HEAD, Paper

NAMES = Paper(
    HEAD
    + r"""---

# The wheel {#sec:wheel}

In @sec:wheel, @fig:left and [@fig:right] are seen; @eq:force and \eqref{eq:mass} weigh them, as @tbl:grain
says [see @fig:left; @fig:right]. Turn to [the müller](#müller) and [the hook](#2-hook), and to @fig:none.

![The left stone.](wheel.png){#fig:left}

![The right stone.\label{fig:right}](wheel.png)

$$ F = m a $$ {#eq:force}

\begin{equation}\label{eq:mass} m = F / a \end{equation}

| grain | weight |
|-------|--------|
| rye   | 4      |

: What was weighed. {#tbl:grain}

# Müller

He mills.

# Hook {#2-hook}

It holds.

#### Three levels further down

And on.

# {#nameless}

Below a heading of nothing.

::: {#fig-both}
![Before.](wheel.png){#fig-before}

![After.](wheel.png){#fig-after}

The stone before and after.
:::

See @fig-both and @fig-after.
""",
    {},
    {
        "names with a colon": ("In “The wheel”, Figure 1 and Figure 2 are seen", "as Table 1 says"),
        "names of LaTeX": ("Equation (1) and Equation (2) weigh them",),
        "a name of nothing": ("fig-none?",),
        "names in other letters": ("Turn to the müller and the hook",),
        "a level left out": ("Three levels further down", "And on."),
        "a heading of nothing": ("Below a heading of nothing.",),
        "parts of a figure": ("See Figure 3 and Figure 3b", "The stone before and after"),
    },
    hidden_words=("@fig", "@tbl", "@eq", "\\label", "\\eqref"),
    codes=("crossref-undefined", "heading-empty", "heading-jump"),
)

FORMULAS = Paper(
    HEAD.replace("The mill", r"The mill and $\nabla T$")
    + r"""bibliography: mill.bib
---

# Heat $\nabla T$ and $\frac{a}{b}$

The signs ∇, ⊕ and ☃ stand in text, and $\nabla \times B$ in a formula.

$$ \operatorname*{arg\,max}_{x \in X} f(x) $$

$$ f = b_0 + b_1 y + b_2 y^2 + b_3 y^3 + b_4 y^4 + b_5 y^5 + b_6 y^6 + b_7 y^7 + b_8 y^8 + b_9 y^9 + b_{10}
y^{10} + b_{11} y^{11} + b_{12} y^{12} + b_{13} y^{13} + b_{14} y^{14} + b_{15} y^{15} + b_{16} y^{16} $$

# Broken ones

An open brace $\sqrt{\frac{2}{$ stands here, and a command of nobody $\grind{x}$ there.

\newcommand{\rye}{\rho_{\mathrm{rye}}} It is heavy: $\rye = 4$, as said [@signs].
""",
    {"mill.bib": r"@misc{signs, author={Oak, Zoe}, title={The signs ⊗ and ♘ in titles}, year={1920}}"},
    {
        "signs in text": ("The signs ∇, ⊕ and",),
        "a sign in a reference": ("The Signs ⊗ and",),
        "an open brace": (r"$\sqrt{\frac{2}{$?",),
        "an unknown command": (r"$\grind{x}$?",),
        "the data of the file": ("The mill and",),
    },
    hidden_words=(r"\operatorname*{arg\,max}?", r"\rye"),
    codes=("maths-invalid", "maths-invalid"),
)

LEFTOVERS = Paper(
    HEAD.replace("author:", "Author:").replace("title:", "Title:").replace("date:", "Date:")
    + r"""---

# Slips of the pen

A note of nothing[^none] and {width = 3} braces, **bold without an end, ^[a note that is cut

off] and a [link(https://mill.example).
A list without a line before it:
- rye
- oats

#Heading of no space

| A | B |
| 1 | 2 |

:: {.slide message="x"}
Two colons.
::

{{< include nothing.md >}} and {{template}}, ![[flour.png]] too.

<!-- not closed

The last words.

[^unused]: Nobody calls this note.
""",
    {},
    {
        "keys in capitals": ("The mill", "Ann Miller"),
        "a note of nothing": ("[^none]",),
        "braces": ("{width = 3}",),
        "asterisks": ("**bold without an end",),
        "an inline note that is cut": ("^[a note that is cut",),
        "a link without its bracket": ("[link(https://mill.example)",),
        "a list without a line before it": ("- rye",),
        "a heading without a space": ("#Heading of no space",),
        "rows without a rule": ("A | B |",),
        "two colons": (":: {.slide message=“x”}",),
        "what nothing includes": ("{{< include nothing.md >}}",),
        "a template": ("{{template}}",),
        "a wiki's image": ("![[flour.png]]",),
        "a comment that nothing closes": ("The last words.",),
    },
    hidden_words=("Nobody calls this note",),
    codes=("markup-leftover",) * 13 + ("note-undefined", "note-unused"),
)
