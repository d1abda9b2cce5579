"""One record becomes one row."""

import pytest

from postfach_triage.exports import mangled, rows, values
from postfach_triage.exports.headers import Raw, resolve
from postfach_triage.exports.rows import to_row
from postfach_triage.exports.seen import SeenIds
from postfach_triage.records import Row


def _row(seen: SeenIds | None = None, error: str | None = None, **cells: object) -> Row:
    cells = {"message_id": "A1", "text": "x", "received_at": "20.11.2026"} | cells
    with SeenIds() as own:
        return to_row(
            Raw(resolve(tuple(cells), None), list(cells.values()), error), "k#1", seen or own
        )


def test_a_whole_row_is_understood() -> None:
    """Every column finds its field, extra ones are carried, empty ones are null."""
    row = _row(
        subject="AU",
        thread_id="V1",
        category="",
        sender_ref="k1",
        channel="App",
        direction="Ausgang",
        attachments="2",
        team="L3",
        Stadtteil="Nord",
        BG=None,
    )
    message = row.message
    assert (row.key, row.error, row.notes) == ("k#1", None, ())
    assert (message.id, message.text, message.subject) == ("A1", "x", "AU")
    assert (message.thread_id, message.category, message.sender_ref) == ("V1", None, "k1")
    assert (message.channel, message.direction, message.attachments) == ("App", "out", 2)
    assert (message.team, message.extra) == ("L3", {"Stadtteil": "Nord", "BG": None})


@pytest.mark.parametrize("text", ["NA", "null", "None", "nan", "  \n\t ", "", "\x00\x01", "=1+1"])
def test_texts_stay_as_they_are(text: str) -> None:
    """No text means null, none is stripped, cleaned or failed."""
    row = _row(text=text)
    assert (row.message.text, row.error) == (text, None)


@pytest.mark.parametrize("value", ["", "  ", None])
def test_a_row_without_id_fails_with_its_text(value: object) -> None:
    """Without an id the row fails and keeps what it says."""
    row = _row(message_id=value, text="Strom weg")
    assert (row.error, row.message.text) == (rows.NO_ID, "Strom weg")


def test_only_the_first_of_an_id_is_scored() -> None:
    """The second row of an id fails, blanks around it or not, and keeps its id."""
    with SeenIds() as seen:
        found = [_row(seen, message_id=one) for one in ("A1", "A1", " A1 ", "A2")]
    assert [row.error for row in found] == [None, rows.DUPLICATE, rows.DUPLICATE, None]
    assert found[2].message.id == " A1 "


def test_a_torn_row_does_not_claim_its_id() -> None:
    """The sound row of an id is scored even after a torn one."""
    with SeenIds() as seen:
        assert [_row(seen, error="torn").error, _row(seen).error] == ["torn", None]


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        ({"received_at": "31.02.2026 25:99"}, values.BAD_DATE),
        ({"received_at": ""}, values.NO_DATE),
        ({"attachments": "viele"}, values.BAD_COUNT),
        ({"direction": "quer"}, values.BAD_DIRECTION),
        ({"text": "WÃ¤re nett"}, mangled.REPAIRED),
        ({"subject": "fÃ¼r Sie"}, mangled.REPAIRED),
        ({"text": "gut \ud83d"}, mangled.HALVED),
        ({"Stadtteil": "\udcff"}, mangled.HALVED),
    ],
)
def test_small_damage_is_noted_once(cells: dict[str, object], note: str) -> None:
    """What can be mended or left out is noted and the row is scored."""
    row = _row(**cells)
    assert (row.error, row.notes) == (None, (note,))


def test_the_repaired_text_is_scored() -> None:
    """Subject and text are repaired."""
    message = _row(text="WÃ¤re nett", subject="fÃ¼r Sie").message
    assert (message.text, message.subject) == ("Wäre nett", "für Sie")


def test_values_of_other_types_become_text() -> None:
    """Numbers are written out, lists and truth values as JSON."""
    message = _row(message_id=7, text=12.5, a=[1, "ä"], b=True, c=None).message
    assert (message.id, message.text) == ("7", "12.5")
    assert message.extra == {"a": '[1, "ä"]', "b": "true", "c": None}


@pytest.mark.parametrize("text", [["Strom weg"], {"de": "Strom weg"}])
def test_a_text_that_is_no_string_fails_readably(text: object) -> None:
    """A list or an object in place of the text fails, but can be searched for signals."""
    row = _row(text=text)
    assert row.error == rows.TEXT_TYPE
    assert "Strom weg" in row.message.text


def test_a_record_without_text_fails() -> None:
    """A record that lacks the text column altogether fails."""
    with SeenIds() as seen:
        raw = Raw(resolve(("message_id",), None), ["A1"])
        row = to_row(raw, "k#1", seen)
    assert (row.error, row.message.id) == (rows.NO_TEXT, "A1")
