"""Quotations: what an office wrote is told apart, what a client says is never lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.preprocess.quotes import find_quotes

LETTER = (
    "Sehr geehrter Herr Test,\nhiermit kündigen wir den Vertrag. Bitte zahlen Sie bis Freitag.\n"
    "Mit freundlichen Grüßen Hausverwaltung Muster"
)
QUOTED = [
    (
        "in marks",
        "Der Brief sagt: ",
        "„Ihr Antrag auf ein Babybett wird leider abgelehnt.“",
        " Warum?",
    ),
    (
        "straight marks",
        "",
        '"Bitte reichen Sie die Unterlagen bis Freitag ein."',
        "\nmach ich morgen",
    ),
    ("guillemets", "", "»Bitte fügen Sie eine Bescheinigung der Behörde bei«", " steht da"),
    (
        "angle lines",
        "was heißt das?\n\n",
        "> Guten Tag Herr Test,\n> Ihre Mitgliedschaft endet.\n",
        "",
    ),
    (
        "mail header",
        "seht mal\n\n",
        "Von: service@example.org\nBetreff: Mahnung\nSie schulden 20 EUR.",
        "",
    ),
    (
        "under a rule",
        "Siehe unten\n\n",
        "---- Weitergeleitet ----\nGuten Tag, wir antworten Ihnen.",
        "",
    ),
    ("announced letter", "das kam per Mail:\n\n", LETTER, "\n\nwas soll ich tun"),
    ("signed letter first", "", LETTER, "\n\nwas soll ich machen???"),
]
OWN = [
    "Er schreibt mir: „du denkst ich finde euch nicht aber ich finde euch“",
    'meine tochter schreibt "mama papa ist weg seit gestern" bitte helfen',
    "Im Brief steht „vorläufig“, was heißt das?",
    "Sehr geehrte Frau Muster, ich bitte um Rückruf.\nMit freundlichen Grüßen\nA. Test",
    "Betreff: Miete\nSehr geehrte Damen und Herren, können Sie mir helfen?",
    "Von: Anna Test\nAn: Jobcenter\nBetreff: Umzug\n\nIch bin umgezogen.",
    "> Ich bin mit der Anrechnung nicht einverstanden.\nBitte Eingang bestätigen.",
    '"Bitte reichen Sie die Unterlagen bis Freitag ein."',
    "Gesendet mit der Jobcenter-App",
]


@pytest.mark.parametrize(
    ("before", "quoted", "after"), [case[1:] for case in QUOTED], ids=[case[0] for case in QUOTED]
)
def test_what_an_office_wrote_is_quoted(before: str, quoted: str, after: str) -> None:
    """Letters, mails and notices are told apart; the words around them stay own."""
    found = find_quotes(before + quoted + after)
    assert found.quoted == [(len(before), len(before) + len(quoted))]
    assert found.history == []


@pytest.mark.parametrize("text", OWN, ids=str)
def test_in_doubt_all_is_own(text: str) -> None:
    """Private words, single words, the client's own letter and a message without more are own."""
    assert find_quotes(text).quoted == []


@pytest.mark.parametrize(
    "ballast",
    [
        "Gesendet mit der Jobcenter-App",
        "Von meinem iPhone gesendet",
        "Am 01.02.2026 um 9:00 schrieb Jobcenter Muster:\n> Sehr geehrte Frau Test, Sie müssen",
        "-----Ursprüngliche Nachricht-----\nVon: Jobcenter\nSehr geehrte Frau Test",
    ],
    ids=["app", "phone", "reply", "outlook"],
)
def test_ballast_is_history(ballast: str) -> None:
    """What a mail program drags along is quoted, and no matter of the message."""
    text = "Danke, ich komme am Montag.\n\n" + ballast
    assert find_quotes(text).history == [(29, len(text))]
    assert find_quotes(text).quoted == [(29, len(text))]


@given(
    st.text(alphabet=st.one_of(st.sampled_from('„“">\n-: SieEUR'), st.characters()), max_size=80)
)
@settings(deadline=None)
def test_quotations_are_in_order_and_leave_words(text: str) -> None:
    """Spans never overlap and never take the whole text."""
    quoted = find_quotes(text).quoted
    edges = [edge for span in quoted for edge in span]
    assert edges == sorted(edges)
    assert not quoted or sum(end - start for start, end in quoted) < len(text)
