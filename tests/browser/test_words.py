"""The client's words: the same on the page as in the export, and never more than words."""

import csv
import re

from playwright.sync_api import Page, expect
from walking import Open, Site, find

WORDS = [
    "Einfach: Wann kommt das Geld?",
    "  Blanks   vorn und hinten  ",
    "Zeile 1\r\nZeile 2\nZeile 3\rZeile 4",
    "\nBeginnt mit einer leeren Zeile",
    "Tab\there, weicher\u00adTrenner, Null\u200bBreite, ge\u00a0schützt",
    "Emoji 😀👨‍👩‍👧 und Ümläute ß ẞ, e\u0301 zerlegt",
    "مرحبا، متى تصل النقود؟ \u202eumgekehrt\u202c",
    "&lt;b&gt; &amp; <b>fett</b> <!-- nichts --> ]]> </textarea></div>",
    "{name} {{ user }} {% now 'Y' %} ${x} `y`",
    "\"Anführung\" 'einfach' \\ Schrägstrich; Semikolon",
]


def test_the_text_on_the_page_is_the_text_of_the_export(as_person: Open, site: Site) -> None:
    """CSV -> score -> load -> page, sign for sign."""
    export = site.folder / "worte.csv"
    with export.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["message_id", "subject", "text"])
        for number, words in enumerate(WORDS):
            writer.writerow([f"W-{number}", words, words])
    scored = site.command("score", export, "--runs", site.folder / "runs")
    assert scored.returncode == 0, scored.stderr
    results = export.with_name("worte.results.jsonl")
    loaded = site.command("review", "load", results, "--messages", export)
    assert loaded.returncode == 0, loaded.stderr
    page = as_person("lena")
    for number, words in enumerate(WORDS):
        find(page, f"W-{number}")
        for place in ("originaltext", "betreff"):
            shown = page.evaluate("id => document.getElementById(id).textContent", place)
            assert shown == words, (number, place)


def test_stored_script_does_nothing(as_person: Open) -> None:
    """In text, subject, reply, team and file name; on list, message, answer and history."""
    page = as_person("lena")
    page.goto("/postfach/?suche=Boeswort")
    expect(page.locator(".entry")).to_contain_text("<script>window.boese = 1</script>")
    _nothing_happened(page)
    page.locator(".entry__link").first.click()
    expect(page.locator("#originaltext")).to_contain_text("<script>window.boese = 1</script>")
    expect(page.locator(".message__head")).to_contain_text("<script>")
    expect(page.locator(".proposal__text").first).to_contain_text("<script>window.boese")
    _nothing_happened(page)
    page.keyboard.press("1")
    expect(page.get_by_label("Text der Antwort")).to_have_value(re.compile("<script>window"))
    page.get_by_role("button", name="Verständlichkeit prüfen").click()
    expect(page.locator("#sprache")).not_to_be_empty()
    _nothing_happened(page)
    page.goto("/personen/")
    page.goto("/postfach/?suche=%3Cscript%3Ewindow.boese=1%3C/script%3E&team=%22%3E%3Cimg%3E")
    _nothing_happened(page)


def _nothing_happened(page: Page) -> None:
    assert page.evaluate("window.boese === undefined")
    assert page.locator("img").count() == 0
