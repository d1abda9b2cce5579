"""Any list of rows, sound or not, gives exactly one result a row, in order."""

from datetime import UTC

from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.records import EFFECTS, URGENCIES, Message, Row
from postfach_triage.triage import Triage

WORDS = (
    "Danke! anbei Krankmeldung Widerspruch Strom weg morgen 12.11.2026 612,50€ ich nicht kein "
    "\u202e Wi\u200bder — > \n\n ??? 👍 мне DE02120300000000202051 {name} %s Geld"
)
words = st.sampled_from(WORDS.split(" "))
texts = st.one_of(st.lists(words, max_size=12).map(" ".join), st.text(max_size=60))
messages = st.builds(
    Message,
    id=st.text(max_size=5),
    text=texts,
    subject=st.one_of(st.just(""), texts),
    received_at=st.one_of(st.none(), st.datetimes(timezones=st.just(UTC))),
    direction=st.sampled_from(["in", "in", "in", "out"]),
    attachments=st.integers(0, 3),
)
rows = st.builds(
    Row, key=st.text(max_size=8), message=messages, error=st.sampled_from([None, None, "torn"])
)


@given(st.lists(rows, max_size=8))
@settings(max_examples=120, deadline=None)
def test_every_row_has_exactly_one_result(triage: Triage, given_rows: list[Row]) -> None:
    """Order and keys are kept; what failed or was sent is told apart; all others are scored."""
    results = list(triage.run_rows(given_rows))
    assert [result.row for result in results] == [row.key for row in given_rows]
    for row, result in zip(given_rows, results, strict=True):
        outgoing = row.message.direction == "out"
        expected = "failed" if row.error else "out" if outgoing else "scored"
        assert (result.status, result.error) == (expected, row.error)


@given(messages.filter(lambda message: message.direction == "in"))
@settings(max_examples=120, deadline=None)
def test_every_decision_is_one_of_the_office(triage: Triage, message: Message) -> None:
    """Function, urgency and effects are known names, and complex rows have a reason."""
    (result,) = triage.run([message])
    decision, office = result.decision, triage.office
    assert decision is not None and decision.function in office.functions
    assert decision.urgency in URGENCIES and set(decision.effects) <= set(EFFECTS)
    assert bool(decision.reasons) == (decision.lane == "complex")
    assert result.suggestion is not None
    assert (result.suggestion.reply or "keine_antwort") in triage.catalogue.templates
