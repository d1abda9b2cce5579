"""The catalogue as JSON rows, Zammad text modules and a German page."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

from reply_catalogue import TODAY, catalogue, templates

from postfach_triage.config.loader import load as load_office
from postfach_triage.config.overlay_files import Switches
from postfach_triage.replies.listing import json_rows, markdown, zammad_csv
from postfach_triage.replies.showing import hidden_because

PAGE = Path(__file__).parents[2] / "docs" / "antworten.de.md"
REPLIES = templates().replies
SHOWN = dict.fromkeys(REPLIES)
OFFICE = load_office()


def modules(hidden: dict[str, str | None]) -> dict[str, dict[str, str]]:
    """Return the rows of the Zammad file by reply."""
    rows = csv.DictReader(io.StringIO(zammad_csv(REPLIES, catalogue().bodies, hidden)))
    return {row["keywords"].split()[0]: row for row in rows}


def test_the_page_of_all_replies_is_current() -> None:
    """After a change: postfach-triage replies list --format markdown > docs/antworten.de.md"""
    page = markdown(REPLIES, catalogue().bodies, OFFICE.crisis_notes, templates().sheets)
    assert PAGE.read_text(encoding="utf-8") == page


def test_the_page_shows_every_reply_once_and_no_open_slot() -> None:
    """All replies with an example; only the translations keep their slots."""
    german, translations = PAGE.read_text(encoding="utf-8").split("## Übersetzungshilfen")
    assert [german.count(f"\n`{reply}`, Version") for reply in REPLIES] == [1] * len(REPLIES)
    assert "{" not in german and "Entwurf, erscheint nicht" in translations


def test_zammad_gets_a_module_for_each_reply_with_a_text() -> None:
    """Names are unique, the client's name is Zammad's placeholder, no slot of ours is left."""
    found = modules(SHOWN)
    assert found.keys() == {name for name, reply in REPLIES.items() if reply.text}
    assert len({row["name"] for row in found.values()}) == len(found)
    text = found["stand_bearbeitung"]["content"]
    assert text.startswith("<p>Guten Tag #{ticket.customer.firstname} ")
    assert "[Wie weit ist das Anliegen? (ein Satz)]" in text
    assert "{" not in text.replace("#{", "")


def test_zammad_modules_that_may_not_be_shown_are_not_active() -> None:
    """A reply that is off here must not be offered there."""
    found = modules({**SHOWN, "wba_wie": "im Haus ausgeschaltet"})
    assert (found["wba_wie"]["active"], found["wba_wann"]["active"]) == ("false", "true")


def test_json_rows_hold_head_text_and_example() -> None:
    """One row a reply; the text keeps its slots, the example fills them."""
    rows = {row["id"]: row for row in json_rows(REPLIES, catalogue().bodies, SHOWN)}
    assert rows.keys() == REPLIES.keys()
    row = rows["stand_bearbeitung"]
    assert "{stand}" in row["text"] and "{" not in row["example"]
    assert (row["lane"], row["review"], row["valid_to"]) == ("simple", "draft", None)


def test_a_reply_is_hidden_for_one_of_four_reasons() -> None:
    """Switched off, not reviewed far enough, out of date, or without the office's texts."""
    reply, ready = REPLIES["wba_wie"], {"wba_wie"}
    assert hidden_because(reply, OFFICE, ready, today=TODAY) is None
    assert hidden_because(reply, OFFICE, set(), today=TODAY) == "Angaben vom Haus fehlen"
    early = hidden_because(reply, OFFICE, ready, today=date(2020, 1, 1))
    assert early == "heute nicht gültig"
    reviewed = reply.model_copy(update={"review": "reviewed"})
    assert hidden_because(reviewed, OFFICE, ready, today=TODAY) == "Prüfstand: reviewed"
    off = {"wba_wie": {"by": "a1", "at": "2026-11-20T10:00:00+01:00"}}
    office = replace(OFFICE, switches=Switches.model_validate({"replies": off}))
    assert hidden_because(reply, office, ready, today=TODAY) == "im Haus ausgeschaltet"
