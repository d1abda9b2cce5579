"""JSONL line by line."""

import io
import json

import pytest

from postfach_triage.errors import ExportError
from postfach_triage.exports import json_records
from postfach_triage.exports.csv_records import GARBLED
from postfach_triage.exports.headers import Raw
from postfach_triage.exports.json_records import JsonRecords

GOOD = '{"message_id": "A1", "text": "x"}\n'


def _read(
    content: str, mapping: dict[str, str] | None = None, *, damaged: bool = False
) -> list[Raw]:
    return list(JsonRecords(io.StringIO(content, newline="\n"), mapping, "x", damaged=damaged))


def _named(raw: Raw) -> dict[str, object]:
    return {name: raw.values[position] for name, position in raw.layout.ours.items()}


def test_keys_may_differ_from_line_to_line() -> None:
    """Order, missing and extra keys are each line's own affair; blank lines do not count."""
    rows = _read(GOOD + '\n{"text": "y", "Stadtteil": "Nord", "Nachrichten-ID": 7}\n')
    assert [_named(row) for row in rows] == [
        {"message_id": "A1", "text": "x"},
        {"message_id": 7, "text": "y"},
    ]
    assert rows[1].layout.extra_columns == ("Stadtteil",)


full = json.dumps({"message_id": "A2", "text": 'Strom "weg" \\ für \n2 Kinder', "n": 3})


@pytest.mark.parametrize("cut", range(1, len(full)))
def test_a_line_cut_anywhere_is_one_failed_row(cut: int) -> None:
    """Wherever the line is cut, it is one failed row and the next line is sound."""
    rows = _read(GOOD + full[:cut] + "\n" + GOOD)
    assert [row.error for row in rows] == [None, json_records.TORN, None]
    text = str(_named(rows[1])["text"])
    assert json.loads(full)["text"].startswith(text) or text in full[:cut]


def test_a_cut_line_keeps_id_and_text() -> None:
    """What could be read stands in the row."""
    row = _read(GOOD + '{"message_id": "A2", "attachments": 2, "text": "Die Wohn\\u00fc')[1]
    assert _named(row) == {"message_id": "A2", "attachments": 2, "text": "Die Wohnü"}
    assert row.error == json_records.TORN


def test_a_cut_line_is_understood_with_the_map() -> None:
    """A torn record's columns are found by --map like all others."""
    row = _read('{"Nr": "A2", "Mitteilung": "Strom', {"message_id": "Nr", "text": "Mitteilung"})[0]
    assert _named(row) == {"message_id": "A2", "text": "Strom"}


def test_two_records_on_one_line_lose_no_text() -> None:
    """A torn line that the next record follows at once gives both texts to the failed row."""
    row = _read(
        GOOD + '{"message_id": "A2", "text": "Strom w{"message_id": "A3", "text": "weg"}\n'
    )[1]
    assert _named(row)["message_id"] == "A2"
    assert str(_named(row)["text"]).startswith("Strom w")
    assert "weg" in str(_named(row)["text"])


@pytest.mark.parametrize("noise", ['"', '"\\', '":"', '"a":', '{"a": 1, ', '\\"', '"a" ', "[", "{"])
def test_long_broken_lines_cost_linear_time(noise: str) -> None:
    """No pattern of marks makes a broken line expensive."""
    assert len(_read(GOOD + noise * 100_000 + "\n")) == 2


def test_a_line_without_a_beginning_is_read_as_text() -> None:
    """Without a text among the pairs the line itself is searched for signals."""
    row = _read(GOOD + 'nung ist gekündigt", "Mein Mann": "Peter"}\n')[1]
    assert "gekündigt" in str(_named(row)["text"])
    assert row.layout.extra_columns == ()


@pytest.mark.parametrize("line", ["[1, 2]", "3", '"Hallo"', "null"])
def test_a_line_that_is_no_object_fails(line: str) -> None:
    """Valid JSON that is no object is a failed row."""
    assert _read(f"{GOOD}{line}\n")[1].error == json_records.NO_OBJECT


def test_control_characters_inside_strings_are_kept() -> None:
    """Raw tabs and NULs in a string are the client's text, not damage."""
    assert (
        _named(_read('{"message_id": "A1", "text": "a\x00\tb\rc"}\n')[0])["text"] == "a\x00\tb\rc"
    )


def test_deep_and_huge_values_fail_alone() -> None:
    """A line that JSON readers choke on is a failed row."""
    rows = _read(GOOD + "[" * 100_000 + "\n" + '{"a": ' + "9" * 5_000 + "}\n" + GOOD)
    assert [row.error is None for row in rows] == [True, False, False, True]


def test_wrong_bytes_fail_their_row_alone() -> None:
    """A line with bytes that are no text fails, with its columns read."""
    rows = _read(GOOD + '{"message_id": "A2", "text": "a\udcff"}\n', damaged=True)
    assert [row.error for row in rows] == [None, GARBLED]


@pytest.mark.parametrize("content", ['[{"message_id": "A1", "text": "x"}]', "[\n{}\n]"])
def test_a_json_array_is_rejected(content: str) -> None:
    """One array is not JSONL; the error says what to export."""
    with pytest.raises(ExportError, match="one JSON object a line"):
        _read(content)


def test_many_different_lines_do_not_fill_the_memory() -> None:
    """The cache of layouts is bounded."""
    lines = (json.dumps({"message_id": i, "text": "", f"k{i}": 1}) for i in range(1_200))
    assert len(_read("\n".join(lines))) == 1_200
