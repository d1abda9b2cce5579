"""axe-core finds nothing on any page, in light and dark, on a desk and on a phone."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from walking import DESKTOP, PHONE, Open, Site, find

AXE = Path(os.environ.get("AXE_CORE") or Path(__file__).parents[2] / ".venv/axe/package/axe.min.js")
SCREENS = [
    pytest.param({"color_scheme": scheme, "viewport": size}, id=f"{scheme}-{size['width']}")
    for scheme in ("light", "dark")
    for size in (DESKTOP, PHONE)
]
ADDRESSES = [
    "/postfach/", "/postfach/?suche=gibtesnicht", "/postfach/?stand=alle&art=persoenlich",
    "/tasten/", "/einstellungen/", "/passwort/", "/nachricht/999999/", "/personen/",
    "/personen/neu/", "/personen/1/",
]  # fmt: skip


def violations(page: Page) -> list[str]:
    """Return what axe finds, each with its place."""
    assert AXE.is_file(), "axe-core is not installed: make browser"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = json.loads(
        page.evaluate("async () => JSON.stringify((await axe.run()).violations)")
    )
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def test_axe_would_notice(as_person: Open) -> None:
    """A picture without a name and grey on grey are found."""
    page = as_person()
    page.goto("/tasten/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    found = " ".join(violations(page))
    assert "image-alt" in found and "color-contrast" in found


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_any_page(as_person: Open, screen: dict[str, Any]) -> None:
    """Every address of the page, as the admin sees it."""
    page = as_person("admin", **screen)
    for address in ADDRESSES:
        page.goto(address)
        assert violations(page) == [], address
    page.goto("/personen/neu/")
    page.locator("form.stack").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Hinzufügen").click()
    assert violations(page) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_a_message(as_person: Open, screen: dict[str, Any]) -> None:
    """Every state of it, with everything unfolded."""
    page = as_person("lena", **screen)
    for word in ("Persoenlich", "Gewaltwort", "Gespraech", "Doppelt", "Boeswort", "Barrierefrei"):
        find(page, word)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert violations(page) == [], word
    page.keyboard.press("2")
    page.wait_for_selector("#antwort")
    page.get_by_role("button", name="Verständlichkeit prüfen").click()
    page.wait_for_selector("#sprache > *")
    assert violations(page) == []
    page.get_by_role("button", name="Anderen Vorschlag wählen").click()
    page.wait_for_selector(".proposal")
    page.goto("/tasten/")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert violations(page) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_where_somebody_else_works_or_is_done(
    as_person: Open, screen: dict[str, Any]
) -> None:
    """Held, conflict, done."""
    anna, ben = as_person("anna"), as_person("ben", **screen)
    find(anna, "Gehalten")
    find(ben, "Gehalten")
    assert violations(ben) == []
    ben.get_by_role("button", name="Trotzdem übernehmen").click()
    anna.get_by_role("button", name="Ohne Antwort erledigt").click()
    assert violations(anna) == []
    ben.get_by_role("button", name="Für andere freigeben").click()
    find(ben, "Fertig", stand="alle")
    if ben.get_by_role("button", name="Ohne Antwort erledigt").count():
        ben.get_by_role("button", name="Ohne Antwort erledigt").click()
        assert violations(ben) == []
        find(ben, "Fertig", stand="alle")
    assert violations(ben) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_login(browser: Browser, site: Site, scheme: str) -> None:
    """Also after a wrong password."""
    context = browser.new_context(color_scheme=scheme, locale="de-DE")
    page = context.new_page()
    page.goto(f"{site.url}/anmelden/")
    assert violations(page) == []
    page.get_by_label("Benutzername").fill("niemand")
    page.get_by_label("Passwort").fill("falsch")
    page.get_by_role("button", name="Anmelden").click()
    assert page.get_by_role("alert").is_visible() and violations(page) == []
    context.close()
