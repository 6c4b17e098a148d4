"""An article of what is hard to fit on slides."""

from __future__ import annotations

WORDS = (
    "the", "council", "weighs", "costs", "of", "dredging", "against", "what", "silt", "does", "to",
    "harbours", "and", "villages", "nearby",
)  # fmt: skip
LETTERS = "unbreakable"
FORMULA = " + ".join(f"\\alpha_{{{place}}} x^{{{place}}}" for place in range(1, 31))
DISC = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><title>A disc</title>'
    '<circle cx="200" cy="200" r="190" fill="#c33"/></svg>'
)


def sentence(count: int, start: int = 0) -> str:
    """Return a sentence of so many words."""
    text = " ".join(WORDS[(start + place * 7) % len(WORDS)] for place in range(count))
    return f"{text[:1].upper()}{text[1:]}."


def article() -> str:
    """Return the article."""
    items = "\n".join(f"- Item {place}: {sentence(4 + place % 19, place)}" for place in range(90))
    rows = "\n".join(
        f"| {place} | {sentence(1 + place % 23, place)} | {place * 1234:,} | {sentence(5, place)} |"
        for place in range(60)
    )
    code = "\n".join(
        f"value_{place} = combine(first_argument_{place}, " + "x" * (place * 4) + ")" for place in range(24)
    )
    word = (LETTERS * 12)[:120]
    return f"""---
title: A stress article for slides
subtitle: {sentence(30)}
lang: en
date: 2026-03-01
---

# A list of ninety items

::: slide
{items}
:::

# A table of sixty rows

| No. | What is said of it | Amount | Remark |
|----:|--------------------|-------:|--------|
{rows}

: Sixty rows {{#tbl-rows}}

# An unbreakable word: {word}

::: slide
- The word {word} stands within a point.
- {word}
- **{word}** in bold, and `{word}` in code.
:::

::: slide
| Word | Number |
|------|-------:|
| {word} | 1 |
| short | 2 |
:::

# Pictures within text

::: slide
- A point with ![a disc](disc.svg) in its line, {sentence(20)}
- Another, {sentence(30, 2)}
- ![A disc](disc.svg)
- {sentence(40, 4)}
:::

# A huge figure

::: slide
123,456,789,012,345,678,901,234

of which {sentence(60)}
:::

# A point of three hundred words

::: slide
- {sentence(300)}
- A short one.
:::

::: slide
{sentence(300)}

{sentence(120, 3)}
:::

# Long code

::: slide
```python
{code}
```
:::

# A long formula

$$ y = {FORMULA} $$ {{#eq-long}}

::: slide
$$ y = {FORMULA} $$
:::

# A heading that goes on and on, {sentence(40).lower()}

::: slide
1. {sentence(25)}
   - {sentence(25, 2)}
     - {sentence(25, 4)}
       - {sentence(25, 6)}
2. **{sentence(25, 8)}**

> {sentence(50)}

Term
:   {sentence(40, 5)}
:::
"""
