"""The same path in a browser without JavaScript."""

import re

from playwright.sync_api import expect
from walking import Open, find


def test_the_whole_path_works_without_javascript(as_person: Open) -> None:
    """Open, take, fill a gap, check the language, done, undo, dismiss, hand over."""
    page = find(as_person(java_script_enabled=False), "Ohneskript")
    page.get_by_role("button", name="Vorschlag übernehmen „Stand der Bearbeitung“").click()
    expect(page.get_by_role("button", name="Text kopieren")).to_be_hidden()

    page.get_by_role("button", name="Erledigt, zur Liste").click()
    expect(page.get_by_role("alert")).to_contain_text("Wie weit ist das Anliegen?")
    page.get_by_label("Wie weit ist das Anliegen?").fill("Wir prüfen noch.")
    page.get_by_role("button", name="Lücken einsetzen und sichern").click()
    expect(page.get_by_label("Text der Antwort")).to_have_value(re.compile("Wir prüfen noch\\."))

    page.get_by_role("button", name="Verständlichkeit prüfen").click()
    expect(page.locator("#sprache")).not_to_be_empty()
    page.get_by_role("button", name="Erledigt, zur Liste").click()
    expect(page.get_by_text("Erledigt.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Rückgängig machen").first.click()
    expect(page.get_by_label("Text der Antwort")).to_have_value(re.compile("Wir prüfen noch\\."))

    page.get_by_role("button", name="Anderen Vorschlag wählen").click()
    first = page.locator(".proposal").first
    first.locator("summary", has_text="passt nicht").click()
    first.get_by_label("anderer Grund").check()
    first.get_by_role("button", name="Grund speichern").click()
    expect(page.locator(".proposal").first).to_contain_text("passt nicht: anderer Grund")
    page.locator("summary", has_text="Weitergeben").click()
    page.get_by_label("An welches Team?").select_option(label="Arbeitsvermittlung")
    page.get_by_role("button", name="Weitergeben").click()
    expect(page.get_by_text("Weitergegeben an: Arbeitsvermittlung.")).to_be_visible()
