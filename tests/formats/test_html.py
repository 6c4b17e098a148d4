"""Blocks as HTML, as PDF and e-book share them."""

from __future__ import annotations

from pipeline.formats import html
from pipeline.model import nodes as n


def test_a_figure_has_its_caption_above() -> None:
    image = n.Plain((n.Image(n.Attr(), (n.Str("Alt"),), "a.png"),))
    figure = n.Figure(n.Attr("fig-a"), n.Caption(None, (n.Plain((n.Str("Caption"),)),)), (image,))
    text, diagnostics = html.body((figure,))
    assert diagnostics == ()
    assert text.startswith('<figure id="fig-a">')
    assert text.index("Caption") < text.index('<img src="a.png" alt="Alt"')


def test_key_points_are_an_aside() -> None:
    points = n.Div(n.Attr("", ("key-points",)), (n.Para((n.Str("Point"),)),))
    assert html.body((points,))[0] == '<aside class="key-points">\n<p>Point</p>\n</aside>\n'


def test_headings_are_lowered() -> None:
    heading = n.Header(1, n.Attr("sec-a"), (n.Str("A"),))
    assert html.body((heading,), shift=1)[0] == '<h2 id="sec-a">A</h2>\n'


def test_no_heading_is_lowered_below_what_html_has() -> None:
    heading = n.Header(6, n.Attr("a"), (n.Str("A"),))
    assert html.body((heading,), shift=1)[0] == '<h6 id="a">A</h6>\n'


def test_lines_of_code_are_no_links() -> None:
    code = n.CodeBlock(n.Attr("", ("python",)), "a = 1")
    assert html.body((code,))[0] == '<pre class="python"><code>a = 1</code></pre>\n'


def test_attributes_are_escaped_and_foreign_keys_are_data() -> None:
    attr = n.Attr("x", ("a", "b"), (("lang", "km"), ("fact", 'say "so" & <so>')))
    assert html.attributes(attr) == (
        ' id="x" class="a b" lang="km" data-fact="say &quot;so&quot; &amp; &lt;so&gt;"'
    )
