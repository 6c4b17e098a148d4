"""What a process has in memory before it forks those that build: all modules, and the patterns of English."""

from importlib import import_module

from pipeline.build import resolve_article
from pipeline.formats import FORMATS
from pipeline.load.article import locate
from tests.articles import ROOT

for each in ("pipeline.cli", "pipeline.supervision", "pipeline.progress"):
    import_module(each)
for output_format in FORMATS:
    output_format.prepare()
resolve_article(locate(str(ROOT / "tests" / "sample"), ROOT))
