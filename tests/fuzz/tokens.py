"""Words of the languages that an article is written in, and values at the edge of what they allow."""

from __future__ import annotations

NUMBERS = (
    "0", "-1", "-0", "1", "00", "1e9", "1e308", "1e999", "-1e999", "1e-999", "1e99999999", "0x10", "010", "1_000",
    "NaN", "nan", "inf", "Infinity", "9" * 19, "9" * 400, "9" * 5000, "0." + "0" * 300 + "1", "1/0", "½", "٣", "१२",
    "²", "1.2.3", "1,2,3", "2147483648", "18446744073709551616", "4294967296", "65536", "-2147483649", "1'000",
)  # fmt: skip
DATES = (
    "2017-08-13", "0000-00-00", "9999-12-31", "10000-01-01", "-0044-03-15", "2017-02-30", "2017-13-01", "2017",
    "0", "1582-10-10", "2017-W33", "2017/2018", "2017-08-13T25:61:61Z", "13 August 2017", "circa 1900", "1900?",
    "../2000", "Feb 31", "2024-02-29", "2023-02-29",
)  # fmt: skip
UNICODE = (
    "\u0000", "\u0001", "\u0008", "\u000b", "\u000c", "\u001b[31m", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u0300",
    "e\u0301", "\u0e33", "\u061c", "\u200b", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\u202e", "\u2066",
    "\u2069", "\u3000", "\ud7ff", "\ue000", "\ufdd0", "\ufeff", "\ufffe", "\uffff", "\ufffd", "\U0001f600",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U000e0041", "\U0010ffff", "\U0001d4d0", "سلام", "שלום", "ខ្មែរ",
    "中文", "ﬁ", "İ", "ß", "ǅ", "ﷺ", "\u0345", "K", "Å", "٪", "−", "–", "—", "…", "ʼ", "’", "“", "«", "\u00b7", "\r",
)  # fmt: skip
MARKDOWN = (
    "# ", "###### ", "Heading\n===\n", "Heading\n---\n", "> ", "- ", "* ", "1. ", "(@) ", "(@ex) ", "a) ", "#. ",
    "    ", "\t", "\n\n", "\n", "```\n", "````{.python}\n", "~~~\n", "::: x\n", ":::\n", ":::: {.slide message=\"m\"}\n",
    "::: {only=deck}\n", "::: notes\n", "::: at-a-glance\n", "::: key-points\n", "::: refs\n:::\n", "::: {#refs}\n:::\n",
    "[^1]", "[^1]: ", "[^n]: note\n", "^[", "^[note]", "[", "]", "](", "](x)", "![", "![a](media/a.svg)", "![](x.png)",
    "![c](figures/x.yaml){#fig-x}", "{#fig-x}", "{#sec-x}", "{#eq-x}", "{#tbl-x}", "@fig-x", "@sec-x", "[@fig-x]",
    "[-@fig-x]", "@one2001", "[@one2001]", "[@one2001; @two2002, p. 3]", "[-@one2001]", "[see @one2001, chap. 3 and 4]",
    "@{one2001}", "@none", "[@none]", "[]{fact=price}", "[x]{fact=price show=label}", "[x]{fact=}", "[]{fact=none}",
    "[x]{.smallcaps}", "[x]{lang=km}", "[x]{lang=xx-Yyyy-zz}", "{.unnumbered}", "{-}", "{=html}", "`x`{=latex}",
    "```{=html}\n<b>\n```\n", "<b>", "</b>", "<div>", "</div>", "<!-- ", " -->", "<!-- dossier: allow x -->", "<br>",
    "<table><tr><td>", "&amp;", "&#8;", "&#x202e;", "&#x10ffff;", "&#xd800;", "&bogus;", "\\", "\\\n", "  \n", "\\newpage",
    "\\begin{equation}\\label{eq:a}", "\\end{equation}", "\\cite{one2001}", "\\ref{fig-x}", "\\begin{table}",
    "\\begin{figure}", "\\begin{align}", "\\newcommand{\\a}{\\a\\a}", "\\def\\b#1{#1#1}", "$", "$$", "$x$", "$$\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n", "|", "|:-:|", "+---+---+\n| a | b |\n+===+===+\n", "---\n", "  ---- ----\n",
    ": caption {#tbl-x}\n", ":   ", "\nTerm\n:   Definition\n", "| line\n", "* * *\n", "---\ntitle: x\n---\n", "...\n",
    "{{< include part.md >}}", "{{< include article.md >}}", "{{< pagebreak >}}", "{{< video x >}}", "{{% x %}}",
    "<http://example.org>", "https://doi.org/10.1000/182", "[a](javascript:x)", "[a](#sec-x)", "[a](../outside/x.md)",
    "![a](../outside/x.svg)", "![a](file:///etc/passwd)", "[a]: http://example.org \"t\"\n", "[a][]", "[a][b]", "~", "^",
    "~~", "**", "*", "_", "__", "''", "\"", "'", "--", "---", "...", "H~2~O", "x^2^", "%", "%%", "#|", "#| label: fig-x\n",
    "```{python}\n#| label: fig-x\n#| fig-cap: \"c\"\n1\n```\n", "<figure><img src=\"x\"></figure>", "<sup>", "{",
    "}", "{a=b}", "{a=\"", "{#", "{.", "[[x]]", "==x==", ":smile:", "[ ] ", "[x] ", "> [!NOTE]\n", "<ruby>", "$$ {#eq-x}",
)  # fmt: skip
YAML = (
    "~", "null", "true", "no", "[]", "{}", "[[]]", "{a: b}", "''", '""', '"\\u0000"', '"\\ud800"', '"\\u202e"', "|\n  x\n",
    ">-\n  x\n", "&a x", "*a", "&a [*a]", "<<: *a", "!!python/object:x y", "!!binary aGk=", "!!set {a}", "!x y", "? a\n: b\n",
    "- ", "-", "@x", "`x`", "%YAML 1.1\n", "--- \n", "...\n", "12:30:45", "2017-08-13 12:00:00", "0o17", "0b1", ".inf",
    "-.inf", ".nan", "=", "<<", "\t", "#x", "'", '"', "[", "{", "a: b: c", "a:b", "\\", "x" * 300,
)  # fmt: skip
BIBTEX = (
    "@article{", "@book{k,", "@string{a = b # a}", "@string(x = \"y\")", "@preamble{\"x\"}", "@comment{", "@misc{one2001,",
    "@", "{", "}", "{{", "}}", "\"", " # ", "=", ",", "title = {", "author = {A and B and others}", "author = { and }",
    "year = 2001", "date = {2001/..}", "month = feb", "crossref = {one2001}", "crossref = {self}", "xdata = {self}",
    "url = {javascript:x}", "doi = {10.1000/182}", "doi = {javascript:x}", "pages = {1--}", "\\'e", "{\\\"o}", "\\href{a}{b}",
    "\\url{", "$x^2$", "\\emph{", "\\input{/etc/passwd}", "\\", "%", "options = {x}", "langid = {khmer}", "eprint = {a}",
    "{\\relax}", "\\textsuperscript{", "\\noopsort{a}", "~", "--", "keywords = {,}", "\n\n",
)  # fmt: skip
RIS = ("TY  - JOUR\n", "ER  - \n", "AU  - ", "PY  - 2001//x/\n", "T1  - ", "UR  - javascript:x\n", "SP  - 1\n", "XX  - ",
       "TY  - ", "DA  - 0000/99/99\n", "DO  - 10.1000/182\n", "ID  - ")  # fmt: skip
CSL_JSON = (
    "id", "type", "title", "author", "editor", "issued", "accessed", "date-parts", "literal", "raw", "season", "circa",
    "family", "given", "suffix", "non-dropping-particle", "dropping-particle", "parse-names", "URL", "DOI", "PMCID", "PMID",
    "page", "volume", "container-title", "language", "note", "custom", "keyword", "citation-key", "original-date", "edition",
)  # fmt: skip
XML = (
    "<?xml version=\"1.0\"?>", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<!DOCTYPE x SYSTEM \"../outside/x.dtd\">", "&a;",
    "&#0;", "&#xffff;", "&lt;", "<![CDATA[", "]]>", "<!--", "-->", "<?pi x?>", "xmlns=\"\"", "xmlns:a=\"b\"", "a:b", "/>",
    "<", ">", "\"", "'", "<a", "</a>", "xml:lang=\"xx\"", "xml:space=\"preserve\"", "id=\"a\"",
)  # fmt: skip
ATTRIBUTES = (
    "", "0", "-1", "1e9", "1e999", "NaN", "100%", "-100%", "1em", "9" * 400, "url(#a)", "url(http://127.0.0.1/x)",
    "#a", "#", "http://127.0.0.1/x", "../outside/x.svg", "javascript:x", "data:,x", "file:///etc/passwd", "none", "inherit",
    "currentColor", "rgb(1,2,3", "red", "M0 0", "M0 0L1e9 1e9z", "m" * 300, "0 0 0 0", "0 0 1e-9 1e9", "translate(1",
    "rotate(1e999)", "matrix(0 0 0 0 0 0)", "a b c", ";", "display:none;}", "expression(x)", "\u0000", "\u202e", "é",
    "a;b", "true", "false", "numeric", "text", "en-US", "first", "long", "999999999999", "title", "author", "issued",
)  # fmt: skip
SVG = (
    "svg", "g", "defs", "use", "symbol", "path", "rect", "circle", "line", "polygon", "text", "tspan", "textPath", "image",
    "a", "style", "script", "linearGradient", "radialGradient", "stop", "pattern", "filter", "feTurbulence", "feImage", "mask",
    "clipPath", "marker", "switch", "foreignObject", "animate", "set", "title", "desc", "metadata", "view",
)  # fmt: skip
SVG_ATTRIBUTES = (
    "width", "height", "viewBox", "id", "href", "xlink:href", "fill", "stroke", "stroke-width", "stroke-dasharray", "d",
    "points", "transform", "style", "class", "x", "y", "font-size", "font-family", "clip-path", "mask", "filter", "offset",
    "gradientUnits", "gradientTransform", "patternUnits", "preserveAspectRatio", "opacity", "onload", "dx", "textLength",
)  # fmt: skip
CSL = (
    "style", "info", "citation", "bibliography", "layout", "group", "text", "names", "name", "et-al", "label", "date",
    "date-part", "number", "choose", "if", "else-if", "else", "substitute", "macro", "locale", "terms", "term", "sort", "key",
    "single", "multiple", "link", "id", "title", "category", "institution",
)  # fmt: skip
CSL_ATTRIBUTES = (
    "macro", "variable", "term", "value", "form", "prefix", "suffix", "delimiter", "et-al-min", "et-al-use-first", "class",
    "name", "rel", "href", "independent-parent", "page-range-format", "version", "default-locale", "text-case", "match",
    "type", "is-numeric", "position", "disambiguate", "date-parts", "hanging-indent", "second-field-align", "collapse",
)  # fmt: skip
LATEX = (
    "\\frac{", "\\sqrt[3]{", "^{", "_{", "{", "}", "\\left(", "\\right)", "\\left.", "\\begin{matrix}", "\\end{matrix}", "&",
    "\\\\", "\\text{", "\\text{a & b}", "\\mathbf{", "\\operatorname{", "\\operatorname*{", "\\newcommand{\\x}{\\x}", "\\x",
    "\\def\\y{\\y\\y}", "\\begin{cases}", "\\end{cases}", "\\sum_{", "\\int", "\\limits", "\\hat", "\\overbrace{",
    "\\underbrace{", "\\color{red}", "\\label{a}", "\\tag{1}", "\\ref{a}", "\\href{javascript:x}{y}", "\\ce{H2O}", "\\,", "'",
    "''", "\\prime", "\\not", "\\middle|", "\\big(", "\\cancel{", "\\boxed{", "\\substack{", "\\xrightarrow[a]{b}",
    "\\begin{array}{cc|c}", "\\end{array}", "\\hline", "\\unicode{x202e}", "\\char\"0", "%", "#1", "$", "~", "\\verb|x|",
)  # fmt: skip
FOREIGN = (
    "\\section{", "\\begin{itemize}\\item ", "\\end{itemize}", "\\footnote{", "\\cite{a}", "\\input{../outside/x}",
    "\\includegraphics{a.png}", "\\begin{tabular}{ll}", "\\end{tabular}", "\\newcommand{\\a}{\\a}", "\\verb|", "\\begin{verbatim}",
    "* ", "** TODO ", "#+TITLE: ", "#+INCLUDE: \"../outside/x\"", "#+BEGIN_SRC python\n", "#+END_SRC\n", "[[a][b]]", ":PROPERTIES:\n",
    ".. include:: ../outside/x\n", ".. image:: a.png\n", ".. csv-table::\n   :file: ../outside/x\n", "====\n", ":role:`x`", "|x|",
    "{{", "}}", "{|", "|}", "|-", "<ref>", "<ref name=\"a\"/>", "</ref>", "[[File:a.png|thumb|x]]", "{{Infobox x\n| a = b\n}}",
    "{{cite book|title=x|date=2001}}", "== H ==\n", "'''", "''", "#REDIRECT [[x]]", "<nowiki>", "{{{1}}}", "[[Category:x]]",
    "<h1>", "<p>", "<img src=\"a.png\">", "<img src=\"../outside/x.png\">", "<table>", "<td colspan=100000>", "<math>", "<a href=x>",
    "<ol start=\"99999999999999999999\">", "<script>", "<style>", "<pre>", "<sup>", "<li>", "<dl><dt>", "&nbsp;", "&#0;",
    "{\\rtf1", "\\par ", "\\u-3913?", "\\pict", "{\\*\\", "\\'ff", "#let x = x", "#figure(", "#table(", "$ x $", "h1. ", "|_. a |",
    "!a.png!", "bq. ", "[cols=\"1,1\"]\n|===\n", "|===\n", "include::../outside/x[]\n", "image::a.png[]\n", "\"cells\"", "\"outputs\"",
    "\"nbformat\"", "**a**", "//a//", "^ a ^ b ^", "<verse>", "; comment\n", "* {.x}\n", "a,b\n", "\x0c", "\u0000", "\ufeff",
)  # fmt: skip
PDF = (
    "/AF", "/EF", "/F", "/UF", "/Params", "/Size", "/CheckSum", "/ModDate", "/Names", "/EmbeddedFiles", "/Kids", "/Limits",
    "/AFRelationship", "/Source", "/Filter", "/FlateDecode", "/LZWDecode", "/ASCIIHexDecode", "/Crypt", "/DecodeParms",
    "/Predictor", "/Length", "/Root", "/Pages", "/Type", "/Encrypt", "/Prev", "/XRefStm", "/ObjStm", "null", "true", "[]",
    "<<>>", "1 0 R", "2 0 R", "99999 0 R", "(../outside/x.md)", "(article.md)", "()", "<>", "<FEFF0000>", "<FEFFD800>",
    "(D:00000000000000Z)", "(D:99991231235959Z)", "stream\n", "endstream", "endobj", "xref", "trailer", "startxref", "%%EOF",
)  # fmt: skip
PATHS = (
    "../outside/x.md", "/etc/passwd", "a/../b.md", "./a", "a//b", "con", "aux.md", "a\\b", "C:\\x", "-x", ".hidden", "a b.md",
    "article.md", "ARTICLE.MD", "é.md", "e\u0301.md", "x" * 255, "x" * 300, "a/" * 100 + "b", "a\u0000b", "", ".", "..", "~",
)  # fmt: skip
PAIRS = (
    ("[", "](x)"), ("[", "]"), ("![", "](media/a.svg)"), ("*", "*"), ("**", "**"), ("^[", "]"), ("[", "]{.x}"), ("{", "}"),
    ("$", "$"), ("\\frac{1}{", "}"), ("\\sqrt{", "}"), ("_{", "}"), ("\\left(", "\\right)"), ("<b>", "</b>"), ("(", ")"),
    ("\n::: x\n", "\n:::\n"), ("\n> ", "\n"), ("\n- ", "\n"), ("`", "`"), ("\"", "\""), ("<div>", "</div>"), ("<!--", "-->"),
    ("<g>", "</g>"), ("<tspan>", "</tspan>"), ("<group>", "</group>"), ("[[", "]]"), ("{{", "}}"), ("\\emph{", "}"), ("‘", "’"),
    ("\\begin{matrix}", "\\end{matrix}"), ("<span>", "</span>"), ("~", "~"), ("^", "^"), ("{\\", "}"), ("[1, ", "]"), ("<<", ">>"),
)  # fmt: skip
