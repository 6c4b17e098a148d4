"""Typefaces of a style sheet in several processes: a copy in one leaves the files of the others alone."""

from __future__ import annotations

import io
import multiprocessing

import pypdfium2
import pytest

from pipeline.formats.pdf import fonts, weasy
from tests.editions.deck_sample import edition

PAGE = '<html lang="en"><title>T</title><body><p>Words of a page.'


def forget() -> None:
    """End the copies of all style sheets that this process has."""
    weasy.press.cache_clear()


# In a process with threads a fork is warned of; its child does nothing but end copies.
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_process_that_ends_its_copy_of_a_style_sheet_leaves_the_typefaces_to_others() -> None:
    fonts_by_url = fonts.find_fonts(edition("tests/sample"))
    [url, *_] = [each for each, resource in fonts_by_url.items() if resource.data]
    css = f"@font-face {{ font-family: Own; src: url({url}) }} body {{ font-family: Own }}"
    # Nothing but the cache holds the style sheet, so that it ends with the copy in the child.
    folder = weasy.press(css, tuple(fonts_by_url.items())).fonts._folder
    files = sorted(path.name for path in folder.iterdir())
    child = multiprocessing.get_context("fork").Process(target=forget)
    child.start()
    child.join()
    assert child.exitcode == 0
    assert sorted(path.name for path in folder.iterdir()) == files != []
    printout = weasy.write(PAGE, weasy.press(css, tuple(fonts_by_url.items())), {}, b"x")
    page = pypdfium2.PdfDocument(io.BytesIO(printout.data))[0]
    assert "Words of a page." in page.get_textpage().get_text_range()


def test_a_process_removes_the_typefaces_of_its_own_style_sheets() -> None:
    fonts_by_url = fonts.find_fonts(edition("tests/sample"))
    [url, *_] = [each for each, resource in fonts_by_url.items() if resource.data]
    configuration = weasy.press.__wrapped__(
        f"@font-face {{ font-family: Own; src: url({url}) }}", tuple(fonts_by_url.items())
    ).fonts
    folder = configuration._folder
    assert folder.is_dir()
    configuration.__del__()
    assert not folder.exists()
