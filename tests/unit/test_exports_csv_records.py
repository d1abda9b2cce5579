"""CSV record by record."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postfach_triage.exports import csv_records
from postfach_triage.exports.csv_records import CsvRecords
from postfach_triage.exports.headers import Raw

HEADER = "message_id,received_at,text,attachments\n"


def _read(content: str, *, damaged: bool = False) -> list[Raw]:
    return list(CsvRecords(io.StringIO(content, newline=""), None, damaged=damaged))


def _ids(rows: list[Raw]) -> list[tuple[object, bool]]:
    return [(row.values[0], row.error is None) for row in rows]


cell = st.text(alphabet='ab ,;\t"\n\r\x00ü\u2028', max_size=8)


@given(st.lists(st.tuples(cell, cell, cell, cell), max_size=8), st.sampled_from(",;\t"))
@settings(max_examples=150)
def test_what_a_csv_writer_writes_is_read_back(rows: list[tuple[str, ...]], mark: str) -> None:
    """Every record of a correct file is read exactly once and exactly as written."""
    stream = io.StringIO(newline="")
    lines = csv.writer(stream, delimiter=mark)
    lines.writerow(HEADER.strip().split(","))
    lines.writerows(rows)
    read = _read(stream.getvalue())
    assert [tuple(row.values) for row in read] == rows
    assert not any(row.error for row in read)


sound = st.text(alphabet='ab ,"\nü', max_size=12)


@given(st.lists(sound, max_size=4), st.lists(sound, min_size=1, max_size=4), st.data())
@settings(max_examples=150)
def test_nothing_after_an_open_quote_is_lost(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    """Whatever rows surround a quote that is never closed, all of them survive."""
    words = data.draw(st.text(alphabet="ab ü", max_size=10))
    stream = io.StringIO(newline="")
    lines = csv.writer(stream, quoting=csv.QUOTE_ALL)
    stream.write(HEADER)
    lines.writerows([f"A{i}", "", text, "0"] for i, text in enumerate(before))
    stream.write(f'X1,,"{words},1\r\n')
    # A field that begins with a comma or a break closes the quote by chance: no reader can tell.
    lines.writerows([f"B{i}", "", f"x{text}", "0"] for i, text in enumerate(after))
    expected = [(f"A{i}", True) for i in range(len(before))] + [("X1", False)]
    assert _ids(_read(stream.getvalue())) == expected + [(f"B{i}", True) for i in range(len(after))]


def test_an_open_quote_keeps_id_time_and_text() -> None:
    """The failed row holds what could be read of it."""
    rows = _read(HEADER + 'A1,19.11.2026 08:00,"warten und dann,1\nA2,,"ja, gut",0\n')
    assert rows[0].values == ["A1", "19.11.2026 08:00", "warten und dann,1", None]
    assert rows[0].error == csv_records.OPEN_QUOTE
    assert _ids(rows) == [("A1", False), ("A2", True)]


def test_an_open_quote_over_several_lines_is_one_failed_row() -> None:
    """What lies between the open quote and the next sound line is one row."""
    rows = _read(HEADER + 'A1,,"erste Zeile\nzweite\n\ndritte,1\nA2,,x,0\n')
    assert _ids(rows) == [("A1", False), ("A2", True)]
    assert rows[0].values[2] == "erste Zeile\nzweite\n\ndritte,1"


@pytest.mark.parametrize("end", ["", "\n", "\nletzte Zeile"])
def test_an_open_quote_at_the_end_is_one_failed_row(end: str) -> None:
    """With no line after it the open quote fails alone."""
    assert _ids(_read(HEADER + f'A1,,x,0\nA2,,"offen{end}')) == [("A1", True), ("A2", False)]


def test_an_open_quote_without_another_quote_does_not_swallow_the_file() -> None:
    """Long after the quote the reader finds back, with a bounded memory."""
    many = "".join(f"B{i},,{'x' * 1000},0\n" for i in range(1500))
    rows = _read(HEADER + 'A1,,"offen,1\n' + many)
    assert len(rows) == 1501
    assert [row.error is None for row in rows].count(False) == 1


def test_too_few_columns_fail_alone() -> None:
    """A short row keeps its id; what cannot be placed is text."""
    rows = _read(HEADER + "A1,zu wenig Spalten\nA2,,x,0\n")
    assert rows[0].values == ["A1", None, "zu wenig Spalten", None]
    assert (rows[0].error, rows[1].error) == ("2 columns instead of 4", None)


def test_too_many_columns_are_counted_from_both_ends() -> None:
    """A comma in an unquoted text does not push the columns behind it away."""
    rows = _read(HEADER + "A1,,Guten Tag, ich komme, ja,2\n")
    assert rows[0].values == ["A1", "", "Guten Tag, ich komme, ja", "2"]
    assert rows[0].error == "6 columns instead of 4"


def test_half_a_text_is_no_id() -> None:
    """The second half of a text that an unquoted break tore off never becomes an id."""
    rows = _read(HEADER + "A1,,Guten Tag\nmein Mann schlägt mich,0\n")
    assert [row.values[0] for row in rows] == ["A1", None]
    assert rows[1].values[2] == "mein Mann schlägt mich,0"


def test_quotes_that_were_not_doubled_are_repaired() -> None:
    """A line whose inner quotes were not doubled is read, with a note."""
    rows = _read(HEADER + 'A1,,"er sagte "ja, gut" und ging",0\n')
    assert rows[0].values == ["A1", "", 'er sagte "ja, gut" und ging', "0"]
    assert (rows[0].error, rows[0].notes) == (None, (csv_records.UNDOUBLED,))


@pytest.mark.parametrize("text", ['5" Rohr', 'er sagte "ja" dann'])
def test_quotes_inside_an_unquoted_field_are_letters(text: str) -> None:
    """A quote that does not begin a field opens nothing."""
    assert _read(f"{HEADER}A1,,{text},0\nA2,,x,0\n")[0].values[2] == text


def test_blank_lines_are_no_records() -> None:
    """Empty lines do not count; a record of empty fields does."""
    assert len(_read(f"\n{HEADER}\r\n  \nA1,,x,0\n\n,,,\n")) == 2


def test_the_first_line_of_excel_is_skipped() -> None:
    """`sep=;` is no header."""
    assert _read("sep=;\nmessage_id;text\nA1;x\n")[0].values == ["A1", "x"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_shows_our_columns(mark: str) -> None:
    """Other marks inside names do not mislead."""
    header = mark.join(["Nachrichten-ID", '"a,b;c;d,e"', "Nachricht"])
    records = CsvRecords(io.StringIO(f"{header}\n"), None, damaged=False)
    assert (records.delimiter, records.layout.ours) == (mark, {"message_id": 0, "text": 2})


def test_long_texts_are_read_whole() -> None:
    """A hundred thousand characters and more fit a field."""
    assert len(str(_read(HEADER + f'A1,,"{"wort " * 60_000}",0\n')[0].values[2])) == 300_000


def test_wrong_bytes_fail_their_row_alone() -> None:
    """A row with bytes that are no text fails, its neighbours do not."""
    rows = _read(HEADER + "A1,,a\udcffb,0\nA2,,ä,0\n", damaged=True)
    assert [row.error for row in rows] == [csv_records.GARBLED, None]
