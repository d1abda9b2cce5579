"""Whatever a portal writes: files are refused in one line, rows go to people, none is lost."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import Rows
from typer.testing import Result

from postfach_triage.errors import ExportError
from postfach_triage.nightly.plan import Plan
from postfach_triage.nightly.run import score
from postfach_triage.triage import Triage

Scored = Callable[..., Rows]
Cli = Callable[..., Result]
HEAD = "message_id,received_at,subject,text,attachments\n"


def _one(scored: Scored, text: str, *, subject: str = "", attachments: int = 0) -> dict[str, Any]:
    record = {"message_id": "1", "received_at": "20.11.2026 08:00", "text": text}
    record |= {"subject": subject, "attachments": attachments}
    (row,) = scored(json.dumps(record) + "\n", "portal.jsonl")
    return row


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"ID,Nachricht\n1,x\n", "--map message_id=ID"),
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\x00\x01\x02\x03" * 50, "this is no text"),
        ("a.csv", b"%PDF-1.7\n", "a PDF file"),
        ("a.csv", "message_id,text\n1,für\nä,ü\nü,ü\n".encode("cp850"), "no known encoding"),
        ("a.xlsx", b"PK\x03\x04torn", "XLSX file is broken"),
        (
            "a.csv.gz",
            gzip.compress(b"message_id,text\n1,x\n", mtime=0)[:-9],
            "gzip archive is broken",
        ),
        ("gone.csv", None, "file not found"),
    ],
    ids=["column", "empty", "binary", "pdf", "encoding", "xlsx", "gzip", "missing"],
)
def test_a_file_that_cannot_be_read_is_one_line(
    cli: Cli, tmp_path: Path, name: str, content: bytes | None, what: str
) -> None:
    """`--check` ends with 1 and says what is wrong and what to do."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = cli("score", path, "--check")
    assert result.exit_code == 1
    assert what in result.output and "Traceback" not in result.output


def test_a_missing_column_stops_the_run_with_one_line(cli: Cli, tmp_path: Path) -> None:
    """The line names the columns found and the --map to use; nothing is written."""
    path = tmp_path / "a.csv"
    path.write_text("Nummer,Nachricht\n1,x\n", encoding="utf-8")
    result = cli("score", path)
    assert result.exit_code == 1 and result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "Nummer, Nachricht" in result.stderr and "--map message_id=Nummer" in result.stderr
    assert list(tmp_path.iterdir()) == [path]


def test_map_names_the_columns(scored: Scored) -> None:
    """With a --map any header will do."""
    (row,) = scored("Nr,Inhalt\n7,Danke\n", mapping={"message_id": "Nr", "text": "Inhalt"})
    assert (row["message_id"], row["status"]) == ("7", "scored")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"], ids=str
)
def test_every_usual_encoding_gives_the_same_message(scored: Scored, encoding: str) -> None:
    """Umlauts come through, so the result is that of UTF-8."""
    lines = ["Nachrichten-ID;Nachricht", "1;Für die Größe der Wohnung schön Grüße, Müller"]
    (row,) = scored("\r\n".join(lines).encode(encoding), with_text=True)
    assert (row["text"], row["status"]) == (lines[1][2:], "scored")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", HEAD), ("a.jsonl", ""), ("a.jsonl", "\n\n")],
    ids=["header", "jsonl", "blank"],
)
def test_no_rows_is_a_finished_run(scored: Scored, name: str, content: str) -> None:
    """A quiet night writes a results file without rows."""
    assert scored(content, name) == []


def test_duplicates_and_missing_ids_go_to_people(scored: Scored) -> None:
    """The first row of an id is scored; the others and those without one fail, each once."""
    rows = scored("message_id,text\n1,Danke\n1,Strom ist weg seit gestern\n,Danke\n2,Danke\n")
    assert [row["status"] for row in rows] == ["scored", "failed", "failed", "scored"]
    assert [row["row"] for row in rows] == [f"portal.csv#{n}" for n in range(1, 5)]
    assert rows[1]["urgency"] in ("U0", "U1") and rows[2]["urgency"] == "U2"
    assert "energiesperre" in {signal["kind"] for signal in rows[1]["signals"]}


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u200b", "...", "?!", "\u3164"])
@pytest.mark.parametrize(
    ("attachments", "intent", "urgency"), [(2, "leer_nur_anhang", "U3"), (0, "unklar", "U2")]
)
def test_a_text_without_a_word_is_settled_by_rule(
    scored: Scored, text: str, attachments: int, intent: str, urgency: str
) -> None:
    """A model must not guess from nothing, nor from the portal's subject line."""
    row = _one(scored, text, subject="Krankmeldung", attachments=attachments)
    found = (row["intent"], row["intent_probability"], row["lane"], row["urgency"])
    assert found == (intent, 1.0, "complex", urgency)
    assert row["simple_probability"] == 0.0 and row["status"] == "scored"


def test_a_crisis_in_the_subject_is_heard_without_a_text(scored: Scored) -> None:
    """The rule for empty texts lowers nothing."""
    row = _one(scored, "", subject="Seit gestern kein Strom mehr")
    assert row["urgency"] in ("U0", "U1") and row["lane"] == "complex"


@pytest.mark.parametrize(
    "sentence",
    ["Vielen Dank! ", "Anbei die Krankmeldung. ", "x" * 99 + " "],
    ids=["thanks", "papers", "nonsense"],
)
def test_a_huge_text_is_read_in_part_and_never_simple(scored: Scored, sentence: str) -> None:
    """100,000 characters are scored on the first 20,000, and a note says so."""
    row = _one(scored, (sentence * 100_000)[:100_000])
    assert (row["status"], row["lane"]) == ("scored", "complex")
    assert any("20,000" in note for note in row["notes"])


def test_invisible_characters_do_not_hide_an_objection(scored: Scored) -> None:
    """Zero-width characters inside the word change nothing."""
    row = _one(scored, "W\u200bid\u200ber\u2060spruch gegen den Bescheid vom 3.11.")
    assert "may_be_objection" in row["effects"] and row["lane"] == "complex"


def test_a_direction_override_does_not_hide_a_power_cut(scored: Scored) -> None:
    """What stands behind a right-to-left override is read like all else."""
    row = _one(scored, "\u202eslhciltneduerf\u202c Strom ist weg seit gestern")
    assert row["urgency"] in ("U0", "U1")


@pytest.mark.parametrize(
    ("date", "note"),
    [("31.02.2026 25:99", "no possible date"), ("gestern", "no possible date"), ("", "missing")],
)
def test_an_impossible_date_is_noted(scored: Scored, date: str, note: str) -> None:
    """The message is scored without a date."""
    (row,) = scored(f"{HEAD}1,{date},,Vielen Dank,0\n")
    assert (row["status"], row["received_at"]) == ("scored", None)
    assert any(note in one for one in row["notes"])


def test_a_cut_off_line_keeps_its_signals(scored: Scored) -> None:
    """What can be read of a torn row counts, and its neighbours are scored."""
    whole = '{"message_id": "1", "text": "Danke"}\n'
    torn = '{"message_id": "2", "text": "wir haben seit heute keinen Strom mehr\n'
    rows = scored(whole + torn + whole.replace("1", "3"), "portal.jsonl")
    assert [row["status"] for row in rows] == ["scored", "failed", "scored"]
    assert rows[1]["urgency"] in ("U0", "U1") and rows[1]["team"] and rows[1]["signals"]


def test_an_open_quote_costs_one_row(scored: Scored) -> None:
    """After a quote that is never closed all following rows are there."""
    rows = scored('message_id,text\n1,"offen\n2,Danke\n3,Danke\n4\n5,Danke\n')
    assert [row["status"] for row in rows] == ["failed", "scored", "scored", "failed", "scored"]


def test_garbage_in_one_row_stays_there(scored: Scored) -> None:
    """Bytes that are no text fail their own row."""
    rows = scored("message_id,text\n1,für\n2,".encode() + b"\xff\xfe\xfd\n3,Danke\n")
    assert [row["status"] for row in rows] == ["scored", "failed", "scored"]


def test_outgoing_messages_are_not_scored(scored: Scored) -> None:
    """`direction: out` is counted and shown in its thread."""
    rows = scored("message_id,text,direction,thread_id\n1,Strom ist weg,out,V1\n2,Danke,in,V1\n")
    assert [row["status"] for row in rows] == ["out", "scored"]
    assert (rows[0]["lane"], rows[0]["thread_id"]) == (None, "V1")


@pytest.mark.parametrize("text", ["=1+1", "<script>alert(1)</script>", "NA", "\x00\x01ok\x02"])
def test_strange_texts_are_only_texts(scored: Scored, text: str) -> None:
    """Formulas, markup, 'NA' and control characters are scored."""
    assert _one(scored, text)["status"] == "scored"


def test_the_export_is_never_overwritten(triage: Triage, tmp_path: Path) -> None:
    """A target that is the export, or that the next run would read as one, is refused."""
    export = tmp_path / "portal.csv"
    export.write_text("message_id,text\n1,Danke\n", encoding="utf-8")
    for source, target in ((export, export), (tmp_path, tmp_path / "more.csv")):
        plan = Plan(source, target, "csv", tmp_path / "runs")
        with pytest.raises(ExportError, match="take the place of an export"):
            score(plan, triage, progress=lambda _rows: None)
    assert export.read_text(encoding="utf-8").startswith("message_id")


def test_check_says_what_was_found(cli: Cli, tmp_path: Path) -> None:
    """Sound: exit 0 with every column; a row that would fail: exit 1 with its place."""
    path = tmp_path / "a.csv"
    path.write_text("Nachrichten-ID;Nachricht;BG\n1;x;7\n", encoding="utf-8")
    sound = cli("score", path, "--check")
    assert sound.exit_code == 0
    assert "Nachricht -> text" in sound.stdout and "BG -> carried through" in sound.stdout
    path.write_text("Nachrichten-ID;Nachricht;BG\n;x;7\n", encoding="utf-8")
    broken = cli("score", path, "--check", "--json")
    assert broken.exit_code == 1
    assert json.loads(broken.stdout)[0]["failed"] == [["a.csv#1", "message_id is missing"]]
