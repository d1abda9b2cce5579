"""Two people at once on the same message."""

import re

from playwright.sync_api import expect
from walking import Open, find


def test_the_second_person_reads_and_changes_nothing(as_person: Open) -> None:
    """They see who works on it, and in the list too."""
    anna, ben = as_person("anna"), as_person("ben")
    find(anna, "Zweibrowser")
    find(ben, "Zweibrowser")
    expect(ben.get_by_text("Anna Muster bearbeitet diese Nachricht gerade")).to_be_visible()
    assert ben.get_by_role("button", name=re.compile("Vorschlag übernehmen")).count() == 0
    ben.goto("/postfach/?suche=Zweibrowser")
    expect(ben.locator(".entry")).to_contain_text("in Bearbeitung: Anna Muster")


def test_taking_over_on_purpose_turns_the_save_of_the_first_away(as_person: Open) -> None:
    """Nothing is lost: the first one's draft is still there."""
    anna, ben = as_person("anna"), as_person("ben")
    find(anna, "Rueckweg")
    anna.keyboard.press("a")
    anna.get_by_label("Text der Antwort").fill("Annas Entwurf")
    expect(anna.locator("#stand")).to_contain_text("für Sie reserviert")
    find(ben, "Rueckweg")
    ben.get_by_role("button", name="Trotzdem übernehmen").click()
    expect(ben.get_by_role("button", name=re.compile("Vorschlag übernehmen")).first).to_be_visible()

    anna.get_by_label("Text der Antwort").fill("Annas Entwurf, zweite Fassung")
    expect(anna.locator("#stand")).to_contain_text("Ben Muster bearbeitet diese Nachricht")
    anna.get_by_role("button", name="Erledigt, zur Liste").click()
    expect(anna.get_by_role("heading", level=1)).to_contain_text("inzwischen geändert")
    expect(anna.get_by_role("main")).to_contain_text("Ben Muster war schneller")

    ben.get_by_role("button", name="Für andere freigeben").click()
    anna.get_by_role("link", name="Nachricht neu ansehen").click()
    expect(anna.get_by_label("Text der Antwort")).to_have_value("Annas Entwurf, zweite Fassung")


def test_two_people_going_through_one_list_never_meet(as_person: Open) -> None:
    """Each next message is one the other does not hold."""
    anna, ben = as_person("anna"), as_person("ben")
    seen: dict[str, list[str]] = {"anna": [], "ben": []}
    for page in (anna, ben):
        page.goto("/postfach/naechste/?suche=Fuellung4")
    for _ in range(3):
        for name, page in (("anna", anna), ("ben", ben)):
            text = page.locator("#originaltext").inner_text()
            seen[name].append(text)
            page.keyboard.press("n")
            # One has really gone on, and let go, before the other one does.
            expect(page.locator("#originaltext")).not_to_have_text(text)
    for left, right in zip(seen["anna"], seen["ben"], strict=True):
        assert left != right
