"""What no rendered reply ever holds, whatever the client wrote."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from reply_catalogue import catalogue, document

from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.plain_language import load_plain_language
from postfach_triage.config.reply_templates import SLOT
from postfach_triage.records import Candidate, Message, Span, Suggestion
from postfach_triage.replies.filling import fill
from postfach_triage.replies.plain_language import wording_hints

PROMISES = tuple(w for w in load_plain_language().wordings if w.kind == "promise")
OFFICE = " ".join(load_office_texts().model_dump().values())
NUMBER = re.compile(r"\d+")
REPLIES = sorted(catalogue().templates)
NAMES = ["Alma Beispiel", "Jan-Ole Muster", "Ö. Ünal Şahin", "Frau Huber", "zoë klein"]
PAPERS = ["mein mietvertrag", "kontoauszüge", "bis 3.4.2027 brauche ich 500 euro", "", "ok"]


@st.composite
def messages(draw: st.DrawFn) -> tuple[Message, list[Span]]:
    """Draw a message with a name, a phone number, a date and an amount of its own."""
    name = draw(st.sampled_from(NAMES))
    phone = f"0{draw(st.integers(100_000_000, 999_999_999))}"
    text = f"{draw(st.sampled_from(PAPERS))} {phone}\nGruß {name}"
    spans = [
        Span(label, text.index(part), text.index(part) + len(part))
        for label, part in (("PHONE", phone), ("NAME", name))
    ]
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 500_000)))
    received = draw(st.none() | st.just(moment))
    return Message("m", text, received_at=received), spans


def suggestion(reply: str, given_message: tuple[Message, list[Span]], team: str) -> Suggestion:
    """Fill one reply for a message."""
    message, spans = given_message
    holding = catalogue().templates[reply].lane == "H"
    candidate = Candidate(reply, 1.0, True, True, holding=holding)
    read = document(message.text, identifiers=tuple(spans))
    return fill([candidate], message, read, catalogue(), holding=holding, team=team)


@given(st.sampled_from(REPLIES), messages(), messages(), st.sampled_from(["", "Leistung"]))
def test_a_rendered_reply_holds_nothing_it_must_not(
    reply: str, one: tuple[Message, list[Span]], other: tuple[Message, list[Span]], team: str
) -> None:
    """No unfilled slot but a case worker's, no other message's data, no number from nowhere,
    no wording from the list of promises."""
    suggestion(reply, other, team)  # filling one message leaves nothing behind for the next
    filled = suggestion(reply, one, team)
    for text in (filled.text, filled.text_without_words):
        slots = catalogue().templates[reply].slots
        left = set(SLOT.findall(text))
        mine = set(filled.open_slots)
        assert left <= mine | ({n for n in slots if slots[n].by == "message"} - {"eingang_am"})
        assert wording_hints(text, PROMISES) == []
    assert set(SLOT.findall(filled.text)) == set(filled.open_slots)
    _only_own_data(filled.text, one[0], other[0])


def _only_own_data(text: str, one: Message, other: Message) -> None:
    known = f"{OFFICE} {one.text}"
    if one.received_at is not None:
        # The time of receipt is written in German time, an hour or two after UTC.
        for hours in (1, 2):
            known += f" {one.received_at + timedelta(hours=hours):%Y %d %-d %H %M}"
    assert set(NUMBER.findall(text)) <= set(NUMBER.findall(known))
    phone = other.text.split("\n")[0].rsplit(" ", 1)[1]
    assert phone not in text or phone in one.text
    name = other.text.rpartition("Gruß ")[2]
    assert name not in text or name in one.text


def test_slots_filled_from_the_message_are_hidden_without_words() -> None:
    """What is written to results names no client."""
    text = "hallo 0301234567\nGruß Alma Beispiel"
    spans = [Span("PHONE", 6, 16), Span("NAME", 22, 35)]
    filled = suggestion("telefon_neu", (Message("m", text), spans), "")
    assert "Alma Beispiel" in filled.text and "0301234567" in filled.text
    assert "Alma" not in filled.text_without_words and "0301" not in filled.text_without_words
