"""On a phone, and at 200 % zoom."""

import re

import pytest
from playwright.sync_api import Page, expect
from walking import PHONE, Open, find

NARROW = [PHONE, {"width": 320, "height": 640}, {"width": 640, "height": 450}]
TOO_WIDE = """[...document.querySelectorAll("main *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
    .map((one) => `${one.tagName}.${one.className}`)"""
PAGES = ["/postfach/", "/tasten/", "/einstellungen/", "/passwort/"]


def test_the_whole_path_works_on_a_phone(as_person: Open) -> None:
    """The words fill the screen first; then take, copy, done."""
    page = find(as_person(viewport=PHONE, has_touch=True, is_mobile=True), "Handyweg")
    box = page.locator(".original").bounding_box()
    assert box is not None and box["height"] >= PHONE["height"] * 0.9
    page.get_by_role("button", name=re.compile("Vorschlag übernehmen")).first.tap()
    page.get_by_role("button", name="Text kopieren").tap()
    expect(page.get_by_text("Kopiert. Jetzt im Portal einfügen")).to_be_visible()
    page.get_by_role("button", name="Erledigt, zur Liste").tap()
    expect(page.get_by_text("Erledigt.", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", NARROW, ids=lambda size: str(size["width"]))
def test_nothing_runs_out_of_a_narrow_screen(as_person: Open, size: dict[str, int]) -> None:
    """1280 pixels at 200 % are 640; the narrowest phone has 320."""
    page = as_person(viewport=size)
    for address in PAGES:
        page.goto(address)
        _fits(page)
    for word in ("Barrierefrei", "Persoenlich", "Gewaltwort"):
        find(page, word)
        _fits(page)


def _fits(page: Page) -> None:
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, (page.url, page.evaluate(TOO_WIDE))
