"""The whole path of a case worker without a mouse."""

import re

from playwright.sync_api import expect
from walking import Open, find


def test_a_message_is_worked_through_by_keyboard_alone(as_person: Open) -> None:
    """Search, open, take a suggestion, fill its gap, adapt, copy, done, undo."""
    page = as_person()
    page.goto("/postfach/")
    page.keyboard.press("s")
    page.keyboard.type("Tastenweg")
    page.keyboard.press("Enter")
    page.wait_for_url("**suche=Tastenweg**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nachricht/**")
    expect(page.locator("#originaltext")).to_contain_text("Tastenweg")

    page.keyboard.press("2")
    gap = page.get_by_label("Wie weit ist das Anliegen?")
    expect(gap).to_be_focused()
    expect(page.get_by_role("button", name="Text kopieren")).to_be_disabled()
    page.keyboard.type("Wir prüfen Ihre Papiere.")
    text = page.get_by_label("Text der Antwort")
    expect(text).to_have_value(_containing("Wir prüfen Ihre Papiere."))

    page.keyboard.press("Tab")
    expect(text).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Bis bald!")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Text kopieren")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kopiert. Jetzt im Portal einfügen")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("Bis bald!") and "Wir prüfen Ihre Papiere." in copied
    assert "{" not in copied

    address = page.url
    page.keyboard.press("e")
    expect(page.get_by_text("Erledigt.", exact=True)).to_be_visible()
    page.keyboard.press("z")
    page.wait_for_url(address.split("#")[0].split("?")[0] + "**")
    expect(page.get_by_label("Text der Antwort")).to_have_value(_containing("Bis bald!"))
    expect(page.get_by_text("Rückgängig gemacht.", exact=True)).to_be_visible()


def test_the_help_shows_every_key_and_closes(as_person: Open) -> None:
    """`?` opens it, Escape closes it."""
    page = as_person()
    page.goto("/postfach/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("gehört nicht hierher")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_keys_can_be_switched_off(as_person: Open) -> None:
    """WCAG 2.1.4: then no single key acts."""
    page = as_person("ben")
    page.goto("/tasten/")
    page.get_by_role("button", name="Tasten ausschalten").click()
    find(page, "Abgeschaltet")
    address = page.url
    for key in "e1gz?":
        page.keyboard.press(key)
    assert page.url == address and page.get_by_role("dialog").count() == 0
    page.goto("/einstellungen/")
    page.get_by_label("Einzelne Tasten lösen etwas aus").check()
    page.get_by_role("button", name="Speichern").click()


def test_one_key_sends_a_standard_request_to_a_person(as_person: Open) -> None:
    """And one takes it back."""
    page = find(as_person(), "Falschweg")
    facts = page.locator(".message__head .facts")
    expect(facts).to_contain_text("Standardanliegen")
    page.keyboard.press("g")
    expect(facts).to_contain_text("bitte persönlich bearbeiten")
    page.keyboard.press("z")
    expect(facts).to_contain_text("Standardanliegen")


def test_keys_do_nothing_while_somebody_writes(as_person: Open) -> None:
    """A letter in a text is a letter."""
    page = find(as_person(), "Entwurfweg")
    page.keyboard.press("a")
    text = page.get_by_label("Text der Antwort")
    expect(text).to_be_focused()
    page.keyboard.type("ez1g?")
    expect(text).to_have_value("ez1g?")


def test_the_first_tab_skips_to_the_content(as_person: Open) -> None:
    """Focus order begins with the way past the head."""
    page = as_person()
    page.goto("/postfach/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def _containing(part: str) -> re.Pattern[str]:
    return re.compile(re.escape(part))
