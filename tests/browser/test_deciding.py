"""Dismissing, correcting, handing over, and taking decisions out again."""

import json
import re

from playwright.sync_api import expect
from walking import Open, Site, find


def test_a_suggestion_that_does_not_fit_is_put_aside_with_a_reason(as_person: Open) -> None:
    """It stays as a title with its reason; undo brings it back."""
    page = find(as_person(), "Passtnicht")
    first = page.locator(".proposal").first
    first.locator("summary", has_text="passt nicht").click()
    first.get_by_label("zu unpersönlich für diesen Fall").check()
    first.get_by_role("button", name="Grund speichern").click()
    expect(page.locator(".proposal").first).to_contain_text("passt nicht: zu unpersönlich")
    page.get_by_role("button", name="Rückgängig machen").first.click()
    expect(page.locator(".proposal").first).to_contain_text("Vorschlag übernehmen")


def test_none_is_chosen_before_somebody_chooses(as_person: Open) -> None:
    """Three suggestions, no reply in the making."""
    page = find(as_person(), "Kopierweg")
    assert page.locator(".proposal").count() == 3
    assert page.locator("#antwort").count() == 0


def test_suggestions_are_folded_where_a_person_should_answer(as_person: Open) -> None:
    """The words come first."""
    page = find(as_person(), "Persoenlich")
    expect(page.locator("#originaltext")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Vorschlag übernehmen")).first).to_be_hidden()
    page.get_by_text("Vorschläge für eine Antwort").click()
    expect(
        page.get_by_role("button", name=re.compile("Vorschlag übernehmen")).first
    ).to_be_visible()


def test_an_emergency_shows_what_comes_first_and_no_suggestion(as_person: Open) -> None:
    """The list shows no word of it."""
    page = as_person()
    page.goto("/postfach/?anliegen=gewalt_im_haushalt")
    assert "schlägt" not in page.content() and "Hilfe" not in page.locator(".entries").inner_text()
    expect(page.locator(".entry").first).to_contain_text("Hinweis im Text: Gewalt zu Hause")
    page.locator(".entry__link").first.click()
    expect(page.locator(".note").first).to_contain_text("Nicht im Portal antworten")
    assert page.locator(".proposal").count() == 0
    expect(page.locator("#originaltext mark")).to_have_count(1)


def test_a_correction_holds_and_is_in_the_history(as_person: Open) -> None:
    """Anliegen, urgency and lane in one form."""
    page = find(as_person(), "Zuordnung")
    page.get_by_text("Zuordnung ändern").click()
    page.get_by_label("Anliegen", exact=True).select_option(label="Krankmeldung")
    page.get_by_label("Zeit", exact=True).select_option(label="heute")
    page.get_by_role("button", name="Zuordnung speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Krankmeldung")
    page.get_by_text("Was hier geschah").click()
    expect(page.locator(".history")).to_contain_text("Anliegen: Auszahlung → Krankmeldung")
    expect(page.locator(".history")).to_contain_text("Anna Muster")


def test_a_handed_over_message_is_with_the_other_team_with_its_note(as_person: Open) -> None:
    """Gone here, there with who wrote what; by the key w."""
    page = find(as_person(), "Weitergabe")
    page.keyboard.press("w")
    expect(page.get_by_label("An welches Team?")).to_be_focused()
    page.get_by_label("An welches Team?").select_option(label="Arbeitsvermittlung")
    page.get_by_label("Notiz für das Team").fill("Bitte <b>anrufen</b>")
    page.get_by_role("button", name="Weitergeben").click()
    expect(page.get_by_text("Weitergegeben an: Arbeitsvermittlung.")).to_be_visible()
    page.goto("/postfach/?suche=Weitergabe")
    expect(page.locator(".entry")).to_have_count(0)
    other = find(as_person("cem"), "Weitergabe")
    expect(other.get_by_text("Notiz von Anna Muster:")).to_be_visible()
    expect(other.locator(".message__head")).to_contain_text("Bitte <b>anrufen</b>")


def test_words_sent_again_are_one_line_with_a_count(as_person: Open) -> None:
    """Opened, the page says when they came."""
    page = as_person()
    page.goto("/postfach/?suche=Doppelt")
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator(".entry")).to_contain_text("2-mal geschickt")
    page.locator(".entry__link").click()
    page.locator("summary", has_text="2-mal geschickt").click()
    expect(page.get_by_text("20.11.2026, 08:54 Uhr")).to_be_visible()


def test_the_conversation_shows_both_directions(as_person: Open) -> None:
    """What the office wrote is marked as such, and is no HTML."""
    page = find(as_person(), "Gespraech")
    expect(page.locator(".part-box--out")).to_contain_text("Antwort vom Jobcenter, 18.11.2026")
    expect(page.locator(".part-box__text")).to_have_text(
        "Bitte laden Sie die Papiere hoch. <b>Danke</b>"
    )


def test_numbers_are_copied_and_the_portal_is_one_click_away(as_person: Open) -> None:
    """The link is the office's, with the message's id."""
    page = find(as_person(), "Kopierweg")
    page.get_by_role("button", name="BG-Nummer kopieren").click()
    expect(page.locator("#meldung")).to_have_text("BG-Nummer ist kopiert.")
    assert page.evaluate("navigator.clipboard.readText()") == "12345BG0000016"
    link = page.get_by_role("link", name="Im Portal öffnen")
    expect(link).to_have_attribute("href", "https://portal.example/postfach/M-16")


def test_plain_language_hints_come_on_request(as_person: Open) -> None:
    """Without leaving the page."""
    page = find(as_person(), "Sprachweg")
    page.keyboard.press("a")
    page.get_by_label("Text der Antwort").fill(
        "Die Einreichung der erforderlichen Unterlagen wird von uns nach Durchführung der "
        "entsprechenden Überprüfung durch die zuständige Sachbearbeitung zeitnah bestätigt werden."
    )
    page.get_by_role("button", name="Verständlichkeit prüfen").click()
    expect(page.locator("#sprache")).to_contain_text("So wird der Text leichter zu verstehen")
    page.get_by_label("Text der Antwort").fill("Danke. Wir lesen das heute.")
    page.get_by_role("button", name="Verständlichkeit prüfen").click()
    expect(page.locator("#sprache")).to_contain_text("Der Text ist gut zu verstehen.")


def test_similar_messages_are_opened_one_after_another(as_person: Open) -> None:
    """Each is opened; there is nothing that takes several at once."""
    page = as_person()
    page.goto("/postfach/?art=standard&anliegen=auszahlung&suche=Fuellung")
    page.get_by_role("link", name="Der Reihe nach bearbeiten").click()
    seen = []
    for _ in range(3):
        seen.append(page.locator("#originaltext").inner_text())
        page.keyboard.press("1")
        page.wait_for_selector("#antwort")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Erledigt, nächste").click()
        expect(page.get_by_text("Erledigt.", exact=True)).to_be_visible()
    assert len(set(seen)) == 3 and all("Fuellung" in text for text in seen)
    assert page.get_by_text("Alle übernehmen").count() == 0


def test_decisions_are_exported_and_counted(as_person: Open, site: Site) -> None:
    """Load, decide, export, `replies stats`: the whole way out."""
    page = find(as_person(), "Exportweg")
    first = page.locator(".proposal").first
    first.locator("summary", has_text="passt nicht").click()
    first.get_by_label("schon erledigt").check()
    first.get_by_role("button", name="Grund speichern").click()
    page.get_by_role("button", name="Vorschlag übernehmen „Nachricht ist da“").click()
    page.get_by_label("Text der Antwort").fill("Ganz anders.")
    page.get_by_role("button", name="Erledigt, zur Liste").click()
    expect(page.get_by_text("Erledigt.", exact=True)).to_be_visible()

    out = site.command("review", "export", "--out", "own.jsonl")
    assert out.returncode == 0, out.stderr
    lines = (site.folder / "own.jsonl").read_text(encoding="utf-8").splitlines()
    (mine,) = [one for one in map(json.loads, lines) if "Exportweg" in one["text"]]
    assert mine["source"] == "own" and mine["redacted"] and mine["reply"] == "eingang"
    out = site.command("review", "export", "--as", "reviews", "--out", "reviews.jsonl")
    assert out.returncode == 0, out.stderr
    stats = site.command("replies", "stats", "reviews.jsonl", "--json")
    rows = {row["reply"]: row for row in json.loads(stats.stdout)}
    assert rows["zahltermin"]["dismissed"] >= 1 and rows["eingang"]["adapted"] >= 1
    assert ["schon erledigt", 1] in rows["zahltermin"]["reasons"]
