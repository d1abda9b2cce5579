"""What `score --check` learns about an export."""

from pathlib import Path

from postfach_triage.exports.inspection import FileCheck, inspect

DATA = Path(__file__).parents[1] / "data"


def _one(path: Path, mapping: dict[str, str] | None = None) -> FileCheck:
    (check,) = inspect(path, mapping).files
    return check


def test_a_sound_file_is_described() -> None:
    """Format, encoding, delimiter and what each column became are said."""
    check = _one(DATA / "portal_cp1252.csv")
    assert (check.format, check.encoding, check.delimiter) == ("csv", "cp1252", ";")
    assert check.columns[0] == ("Nachrichten-ID", "message_id")
    assert (check.rows, check.failed_rows, check.use_map, check.problem) == (8, 0, None, None)
    assert check.sound


def test_failed_rows_are_named_with_their_reasons() -> None:
    """Keys and reasons of failed rows, counts of notes and outgoing messages."""
    check = _one(DATA / "portal_beispiel.csv")
    assert (check.rows, check.outgoing, check.failed_rows, check.sound) == (41, 1, 2, False)
    assert check.failed[0] == ("portal_beispiel.csv#38", "message_id is missing")
    assert check.reasons[0][1] == 1
    assert dict(check.notes)["received_at is missing"] == 1


def test_a_missing_column_gives_the_map(tmp_path: Path) -> None:
    """The --map to use is proposed, and with it the file is sound."""
    path = tmp_path / "a.csv"
    path.write_text("ID;Mitteilung\n1;x\n")
    check = _one(path)
    assert check.use_map == "--map message_id=ID,text=Mitteilung"
    assert check.problem and not check.sound
    assert check.columns == (("ID", None), ("Mitteilung", None))
    assert _one(path, {"message_id": "ID", "text": "Mitteilung"}).sound


def test_every_file_of_a_folder_is_checked(tmp_path: Path) -> None:
    """A broken file does not hide what is in the next one."""
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.jsonl").write_text('{"message_id": 1, "text": "x"}\n')
    check = inspect(tmp_path)
    assert [(file.name, file.rows, file.sound) for file in check.files] == [
        ("a.csv", 0, False),
        ("b.jsonl", 1, True),
    ]
    assert "the file is empty" in (check.files[0].problem or "")
    assert not check.sound


def test_a_thousand_failures_are_counted_not_listed(tmp_path: Path) -> None:
    """The list of failed rows is bounded, the count is not."""
    path = tmp_path / "a.csv"
    path.write_text("message_id,text\n" + "x\n" * 1_000)
    check = _one(path)
    assert (check.rows, check.failed_rows, len(check.failed)) == (1_000, 1_000, 100)
