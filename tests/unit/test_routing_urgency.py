"""Urgency by intents, words and dates."""

import pytest
from routing_messages import Case


def urgency(intent: str, text: str, **changes: object) -> str:
    """Return the urgency of a message."""
    return Case(intent=intent, text=text).but(**changes).decide().urgency


@pytest.mark.parametrize(
    ("intent", "text", "expected"),
    [
        ("weiterbewilligung", "Mein Bescheid ist seit drei Tagen abgelaufen.", "U1"),
        ("weiterbewilligung", "Mein Bescheid endet am 30.11.", "U1"),
        ("weiterbewilligung", "Mein Bescheid läuft bis 31.3. Wo ist das Formular?", "U3"),
        ("weiterbewilligung", "Wo finde ich den Folgeantrag?", "U3"),
        ("termin_absagen", "Ich kann heute nicht kommen.", "U0"),
        ("termin_absagen", "Ich kann morgen nicht kommen.", "U1"),
        ("termin_absagen", "Den Brief habe ich heute gelesen, der Termin geht nicht.", "U1"),
        ("umzug_zusicherung", "Der Vermieter wartet bis Freitag.", "U1"),
        ("umzug_zusicherung", "Wie groß darf eine Wohnung sein?", "U2"),
        ("ortsabwesenheit", "Mein Vater ist gestorben, darf ich fahren?", "U1"),
        ("ortsabwesenheit", "Darf ich im August zwei Wochen in die Türkei?", "U2"),
        ("rueckforderung_raten", "Das Hauptzollamt will pfänden.", "U1"),
        ("rueckforderung_raten", "Kann ich 20 Euro im Monat zahlen?", "U2"),
        ("datenschutz_akte", "In meinem Postfach liegt ein Bescheid einer fremden Frau.", "U0"),
        ("datenschutz_akte", "Ich bitte um Akteneinsicht.", "U2"),
        ("zugang_technik", "Jemand hat sich in mein Konto eingeloggt.", "U1"),
        ("zugang_technik", "Ich habe mein Passwort vergessen.", "U3"),
        ("darlehen", "Der Kühlschrank ist kaputt und wir haben ein Baby.", "U1"),
        ("darlehen", "Der Kühlschrank ist kaputt.", "U2"),
        ("bildung_teilhabe", "Mein Kind fährt auf Klassenfahrt.", "U3"),
        ("bildung_teilhabe", "Die Schule will das Geld bis Freitag.", "U2"),
        ("bildung_teilhabe", "Die Schule will das Geld bis 15.12.", "U3"),
        ("bescheinigung", "Ich brauche die Bescheinigung bis morgen.", "U2"),
        ("bescheinigung", "Bis heute ist nichts gekommen.", "U3"),
        ("krankmeldung", "Krank bis Freitag.", "U2"),
    ],
)
def test_cases(intent: str, text: str, expected: str) -> None:
    """Some cases are more urgent by themselves, a date or a child raises by one step."""
    assert expected == urgency(intent, text)


@pytest.mark.parametrize("text", ["Mein Bescheid endet am 30.11.", "Bitte bis Freitag."])
def test_no_arrival_no_date(text: str) -> None:
    """Without an arrival time no dated rule fires."""
    assert urgency("weiterbewilligung", text, received_at=None) == "U3"


@pytest.mark.parametrize(
    ("also", "expected"),
    [
        (("termin_absagen",), "U1"),
        (("haushalt_familie",), "U2"),
        (("vertretung_dritte",), "U3"),
        (("dank",), "U3"),
        (("mittellosigkeit",), "U3"),
    ],
)
def test_further_intents(also: tuple[str, ...], expected: str) -> None:
    """A further intent counts with its urgency; a crisis only by its own threshold."""
    assert expected == urgency("bescheinigung", "Guten Tag.", also=also)


def test_reason_only_where_stricter() -> None:
    """The reason of the urgency is told where it made the message more urgent."""
    told = "Vielleicht ist der Termin heute."
    assert told in Case(intent="termin_absagen", text="Heute nicht.").decide().reasons
    assert told not in Case(intent="termin_absagen", text="Am Montag nicht.").decide().reasons


@pytest.mark.parametrize(
    ("chance", "expected"), [(0.9, "U0"), (0.12, "U1")], ids=["likely", "hardly"]
)
def test_a_hardly_likely_crisis_is_for_today_not_for_now(chance: float, expected: str) -> None:
    """A crisis that comes first with a tenth of the probability is a hint, never nothing."""
    case = Case(intent="drohung_personal", text="Kommst du heute vorbei?", chance=chance)
    decision = case.decide()
    assert (decision.urgency, decision.lane) == (expected, "complex")
