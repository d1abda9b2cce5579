"""Filling a reply: slots from message, office and team; what stays open; what is shown."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from reply_catalogue import catalogue, document, message

from postfach_triage.records import Candidate, Message, Span, Suggestion
from postfach_triage.replies.filling import fill
from postfach_triage.replies.slots import german_time

NAME = "Alma Beispiel"


def candidates(*replies: str) -> list[Candidate]:
    """Return candidates that may all be used, best first."""
    lanes = {reply: catalogue().templates[reply].lane == "H" for reply in replies}
    return [
        Candidate(reply, 1 / (n + 1), True, True, "Titel", holding=lanes[reply])
        for n, reply in enumerate(replies)
    ]


def filled(reply: str, text: str = "", **parts: object) -> Suggestion:
    """Fill one reply for a text; holding replies as such."""
    holding = catalogue().templates[reply].lane == "H"
    read = document(text, **parts)  # type: ignore[arg-type]
    return fill(candidates(reply), message(text), read, catalogue(), holding=holding)


def span(text: str, part: str, label: str) -> Span:
    """Mark the last place of a part in a text."""
    start = text.rindex(part)
    return Span(label, start, start + len(part))


def test_the_best_simple_reply_and_two_alternatives() -> None:
    """Simple replies come first among the alternatives, holding ones fill up."""
    found = fill(
        candidates("eingang", "wba_wie", "wba_wann"),
        message(),
        document(""),
        catalogue(),
        holding=False,
    )
    assert (found.reply, found.alternatives, found.why) == (
        "wba_wie",
        ("wba_wann", "eingang"),
        "Titel",
    )


def test_holding_asks_for_a_holding_reply() -> None:
    """Behind the best holding reply stand the best others, standard ones too."""
    found = fill(
        candidates("wba_wie", "eingang", "wba_wann", "eingang_mehrere"),
        message(),
        document(""),
        catalogue(),
        holding=True,
    )
    assert (found.reply, found.alternatives) == ("eingang", ("wba_wie", "wba_wann"))


@pytest.mark.parametrize("flaw", ["valid", "ready"])
def test_replies_out_of_date_or_incomplete_are_left_out(flaw: str) -> None:
    """A reply that is not valid today or lacks an office text is never suggested."""
    best, second = candidates("wba_wie", "wba_wann")
    found = fill(
        [replace(best, **{flaw: False}), second],
        message(),
        document(""),
        catalogue(),
        holding=False,
    )
    assert (found.reply, found.alternatives) == ("wba_wann", ())


def test_nothing_fits() -> None:
    """Without a candidate there is no text, and a German sentence says why."""
    found = fill([], message(), document(""), catalogue(), holding=True)
    assert (found.reply, found.text) == (None, "")
    assert found.why == "Keine Vorlage passt: Bitte bearbeiten Sie die Nachricht persönlich."


def test_a_crisis_says_so() -> None:
    """In a crisis the reason names no words of the client."""
    read = document("", signals=("energiesperre",))
    found = fill([], message(), read, catalogue(), holding=True)
    assert (
        found.why == "Hinweis auf eine Notlage: keine Vorlage. Bitte lesen Sie zuerst den Vermerk."
    )


def test_no_reply_needed() -> None:
    """`keine_antwort` is a reply with an empty text."""
    found = filled("keine_antwort")
    assert (found.reply, found.text, found.open_slots) == ("keine_antwort", "", ())


def test_a_whole_reply() -> None:
    """The office's phrases stand in the text; nothing is left open."""
    assert filled("zugang_stoerung").text == (
        "Guten Tag,\n\n"
        "das tut uns leid. Bitte versuchen Sie es später noch einmal. "
        "Oft hilft auch ein anderer Browser (zum Beispiel: Chrome oder Safari).\n\n"
        "Der Fehler bleibt? Unsere Hotline hilft Ihnen: 030 23125-111.\n\n"
        "Ist es eilig? Papiere können Sie auch am Empfang abgeben.\n\n"
        "Freundliche Grüße\nIhr Jobcenter Musterstadt"
    )


def test_a_case_workers_slot_stays_visible() -> None:
    """What only a person knows stays open and is listed."""
    found = filled("stand_bearbeitung")
    assert found.open_slots == ("stand",)
    assert "{stand}" in found.text and "{stand}" in found.text_without_words


def test_the_team_begins_a_sentence_with_a_capital() -> None:
    """The team's name stands where it is known, a general word where not."""
    read = document("")
    known = fill(candidates("eingang"), message(), read, catalogue(), holding=True, team="Leistung")
    assert "Das Team Leistung schaut sie sich an." in known.text
    assert known.text == known.text_without_words
    assert "Das zuständige Team schaut sie sich an." in filled("eingang").text


SIGN_OFFS = [
    (f"Hier die Papiere.\nViele Grüße\n{NAME}", NAME),
    (f"Hier die Papiere, danke. {NAME}", NAME),
    (f"Papiere. Mit freundlichen Grüßen {NAME}", NAME),
    (f"Papiere. Gruß, {NAME}", NAME),
    (f"Guten Tag Frau {NAME}, hier die Papiere", ""),
    (f"Papiere von {NAME}", ""),
    (f"Hier die Papiere. {NAME} ist mein Sohn.", ""),
]


@pytest.mark.parametrize(("text", "name"), SIGN_OFFS)
def test_only_a_sign_off_is_the_writers_name(text: str, name: str) -> None:
    """A name is greeted only where nobody else can be meant."""
    found = filled("unterlagen_danke", text, identifiers=(span(text, NAME, "NAME"),))
    assert found.text.startswith(f"Guten Tag {name},\n" if name else "Guten Tag,\n")
    assert NAME not in found.text_without_words
    assert ("{name}" in found.text_without_words) == bool(name)


def test_numbers_may_follow_the_name() -> None:
    """Identifiers behind a sign-off do not make it somebody else's name."""
    text = f"Hier die Papiere.\n{NAME}, 123A456789"
    marks = (span(text, NAME, "NAME"), span(text, "123A456789", "KDNR"))
    assert filled("gesund", text, identifiers=marks).text.startswith(f"Guten Tag {NAME},")


def test_half_names_are_not_greeted() -> None:
    """A first name, small letters or a title in the span keep the plain greeting."""
    for name in ("Alma", "alma beispiel", "Frau Beispiel"):
        text = f"Danke.\n{name}"
        found = filled("gesund", text, identifiers=(span(text, name, "NAME"),))
        assert found.text.startswith("Guten Tag,")


def test_the_one_new_number_is_repeated() -> None:
    """One number of the client's own is read back; two are not, nor one in a pasted letter."""
    text = "Neue Nummer 0171  3920000 statt 0171 3920001"
    new, old = span(text, "0171  3920000", "PHONE"), span(text, "0171 3920001", "PHONE")
    one = filled("telefon_neu", text, identifiers=(new,))
    assert "Ihre neue Nummer 0171 3920000 notiert" in one.text
    assert "Ihre neue Nummer {kontakt} notiert" in one.text_without_words
    fallback = "Ihre neuen Kontaktdaten notiert"
    assert fallback in filled("telefon_neu", text, identifiers=(new, old)).text
    quoted = (Span("quote", 0, len(text)),)
    assert fallback in filled("telefon_neu", text, identifiers=(new,), quoted=quoted).text


def test_one_kind_of_paper_is_called_by_name() -> None:
    """The papers' name comes from our list, not from the client's words; two stay unnamed."""
    one = filled("unterlagen_danke", "hier die kontoauszüge juni bis august")
    assert "danke für Ihre Kontoauszüge." in one.text
    assert "danke für {unterlagen}." in one.text_without_words
    two = filled("unterlagen_danke", "kontoauszüge und mietvertrag")
    assert "danke für Ihre Unterlagen." in two.text == two.text_without_words


def test_the_time_of_receipt() -> None:
    """Receipt stands in the office's time to the minute, also where words are left out."""
    letter = Message("m1", "Text", received_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    found = fill(
        candidates("eingang_widerspruch"), letter, document("Text"), catalogue(), holding=True
    )
    expected = "Ihre Nachricht ist am 2. Juli 2026 um 00:30 Uhr bei uns angekommen."
    assert expected in found.text and expected in found.text_without_words


def test_without_a_time_of_receipt_the_sentence_stays_whole() -> None:
    """A message without a date leaves no gap."""
    assert "Ihre Nachricht ist bei uns angekommen." in filled("eingang_widerspruch").text


def test_a_naive_time_is_the_offices_time() -> None:
    """A time without a zone is not moved."""
    assert german_time(datetime(2026, 3, 5, 8, 7)) == "5. März 2026 um 08:07 Uhr"
