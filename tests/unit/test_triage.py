"""The composition of the four steps: no row is lost, whatever a part does."""

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from triages import (
    BREAKS_MODEL,
    BREAKS_PREPROCESSING,
    BREAKS_RULES,
    THANKS,
    fake_triage,
)

from postfach_triage import triage as module
from postfach_triage.records import (
    CRISES,
    Document,
    Message,
    Prediction,
    Result,
    Row,
    Sentence,
)


def _run(*texts: str) -> list[Result]:
    rows = [Row(f"a.csv#{n}", Message(str(n), text)) for n, text in enumerate(texts, 1)]
    return list(fake_triage().run_rows(rows))


def test_a_message_passes_all_four_steps() -> None:
    """A result carries prediction, decision, suggestion and the intent's stage."""
    (result,) = _run("Danke sehr")
    assert (result.status, result.prediction) == ("scored", THANKS)
    assert result.decision is not None and result.decision.lane == "simple"
    assert result.suggestion is not None and result.suggestion.reply == "keine_antwort"
    assert (result.language, result.stage) == ("de", "vorschlag")


def test_a_plain_message_needs_no_row() -> None:
    """From Python the row key is the message's id."""
    assert [r.row for r in fake_triage().run([Message("m1", "Danke"), Message("m2", "ok")])] == [
        "m1",
        "m2",
    ]


@pytest.mark.parametrize(
    ("word", "error"),
    [
        (BREAKS_PREPROCESSING, "the text could not be prepared"),
        (BREAKS_MODEL, "the model could not read it"),
        (BREAKS_RULES, "the program failed on it (IndexError)"),
    ],
    ids=["preprocessing", "model", "rules"],
)
def test_a_part_that_raises_fails_one_row(word: str, error: str) -> None:
    """The row goes to people within two days, the others are scored, no word is repeated."""
    found = _run("Danke", f"Guten Tag {word}", "Danke", "ok")
    assert [result.status for result in found] == ["scored", "failed", "scored", "scored"]
    bad = found[1]
    assert bad.error == error and word not in error
    assert bad.decision is not None
    assert (bad.decision.lane, bad.decision.urgency) == ("complex", "U2")
    assert bad.decision.team and bad.prediction is None and bad.suggestion is None


@pytest.mark.parametrize("word", [BREAKS_MODEL, BREAKS_RULES])
def test_a_failed_row_keeps_its_signals(word: str) -> None:
    """A crisis found by rules raises the row although nothing could be scored."""
    (bad,) = _run(f"Strom ist weg {word}")
    assert bad.status == "failed" and bad.decision is not None
    assert [signal.kind for signal in bad.decision.signals] == ["energiesperre"]
    assert bad.decision.urgency in ("U0", "U1") and bad.decision.function == "NT"


@pytest.mark.parametrize("kind", CRISES)
def test_a_hint_of_a_crisis_is_never_answered_with_a_standard_reply(kind: str) -> None:
    """The model's mere hint holds the message first, or leaves it without a reply."""
    triage = fake_triage()
    lenient = replace(triage, catalogue=replace(triage.catalogue, closed=frozenset()))
    row = Row("a.csv#1", Message("1", "wann kommt mein Geld"))
    document = triage.preprocessor.prepare(row.message)
    pay = Prediction((("auszahlung", 0.9),), ("auszahlung",), 0.99, crises=((kind, "hint"),))
    held = lenient.result(row, document, pay).suggestion
    assert held is not None and held.reply == "eingang_geld_fehlt"
    assert held.alternatives[0] == "zahltermin"
    bare = triage.result(row, document, pay).suggestion
    assert bare is not None and bare.reply is None


def test_rules_that_stumble_twice_decide_by_the_signals_alone() -> None:
    """Where even the decision on a failed row breaks on the message, its signals still count."""
    broken = Message("1", "Strom?", received_at="gestern")
    (bad,) = fake_triage().run([broken])
    assert (bad.status, bad.error) == ("failed", "the program failed on it (AttributeError)")
    assert bad.decision is not None and bad.decision.urgency in ("U0", "U1")
    assert bad.decision.function == "NT" and bad.message is broken


def test_a_bad_row_of_the_export_is_never_scored() -> None:
    """What the reader found wrong stays the error, and the readable part gives signals."""
    row = Row("a.csv#1", Message("1", "Strom ist weg"), "duplicate", ("noted",))
    (result,) = fake_triage().run_rows([row])
    assert (result.status, result.error, result.notes) == ("failed", "duplicate", ("noted",))
    assert result.decision is not None and result.decision.urgency in ("U0", "U1")


def test_outgoing_messages_are_not_even_read() -> None:
    """A message of the office is passed on without a step, also where one would break."""
    message = Message("1", BREAKS_PREPROCESSING, direction="out")
    (result,) = fake_triage().run_rows([Row("a.csv#1", message, notes=("noted",))])
    assert (result.status, result.error, result.decision) == ("out", None, None)
    assert result.notes == ("noted",)


texts = st.sampled_from(["Danke", "", "Strom", BREAKS_PREPROCESSING, BREAKS_MODEL, BREAKS_RULES])
rows = st.builds(
    Row,
    key=st.text(max_size=3),
    message=st.builds(
        Message, id=st.just(""), text=texts, direction=st.sampled_from(["in", "in", "out"])
    ),
    error=st.sampled_from([None, None, "torn"]),
)


@given(st.lists(rows, max_size=20))
@settings(deadline=None)
def test_every_row_has_exactly_one_result_in_order(given_rows: list[Row]) -> None:
    """However many parts break, the results are those of each row alone, in their order."""
    triage = fake_triage()
    together = list(triage.run_rows(given_rows))
    assert [result.row for result in together] == [row.key for row in given_rows]
    assert together == [result for row in given_rows for result in triage.run_rows([row])]


def test_rows_are_taken_in_batches_as_needed() -> None:
    """An endless export is scored row by row; at most one batch waits in memory."""
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield Row(str(taken), Message(str(taken), "Danke"))

    found = list(islice(fake_triage().run_rows(endless()), 3))
    assert [result.row for result in found] == ["1", "2", "3"]
    assert taken == module.BATCH


@pytest.mark.parametrize(
    ("text", "attachments", "intent"),
    [("", 1, "leer_nur_anhang"), (" \n", 0, "unklar"), ("?!", 3, "leer_nur_anhang")],
)
def test_a_text_without_a_word_is_not_left_to_the_model(
    text: str, attachments: int, intent: str
) -> None:
    """The rule is certain, the model's other intents follow with 0, and the lane is complex."""
    (result,) = fake_triage().run([Message("1", text, attachments=attachments)])
    assert result.prediction is not None and result.decision is not None
    assert result.prediction.intents[0] == (intent, 1.0)
    assert {p for _, p in result.prediction.intents[1:]} == {0.0}
    assert result.prediction.simple_probability == 0.0 and result.decision.lane == "complex"


def test_what_the_model_reports_in_a_crisis_stays() -> None:
    """The rule for texts without a word keeps crises: nothing lowers."""
    triage = fake_triage()
    crisis = replace(THANKS, crises=(("mittellosigkeit", "explicit"),))
    subject = Sentence("subject", 0, 9, "hab nichts mehr")
    document = Document("hab nichts mehr", sentences=(subject,))
    result = triage.result(Row("1", Message("1", "", "Hab nichts mehr")), document, crisis)
    assert result.prediction is not None and result.decision is not None
    assert result.prediction.intents[0][0] == "unklar"
    assert result.decision.urgency in ("U0", "U1")
