"""`postfach-triage redact`: placeholders, spans in the original, nothing half written."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Cli = Callable[..., Result]
TEXT = "Meine IBAN ist DE02 1203 0000 0000 2020 51, Tel. 0171 2345678."


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Give an export of two rows, the second without an id."""
    path = tmp_path / "a.jsonl"
    lines = [{"message_id": "1", "text": TEXT}, {"text": "x@beispiel.de"}]
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return path


def test_identifiers_become_numbered_placeholders(cli: Cli, export: Path) -> None:
    """One line a row on stdout; spans lead to the original text; a failed row is exit code 4."""
    result = cli("redact", export)
    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 4 and list(first) == ["message_id", "text", "spans"]
    assert first["text"] == "Meine IBAN ist [IBAN_1], Tel. [PHONE_1]."
    found = [(span["label"], TEXT[span["start"] : span["end"]]) for span in first["spans"]]
    assert found == [("IBAN", "DE02 1203 0000 0000 2020 51"), ("PHONE", "0171 2345678")]
    assert second["text"] == "[EMAIL_1]"


def test_a_file_is_written_for_its_owner_alone(cli: Cli, export: Path) -> None:
    """The file appears when complete, with mode 0600 even where another was before."""
    target = export.with_name("out.jsonl")
    target.touch(mode=0o644)
    cli("redact", export, "--out", target)
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in export.parent.iterdir()) == ["a.jsonl", "out.jsonl"]


def test_a_folder_that_is_not_there_is_one_line(cli: Cli, export: Path, tmp_path: Path) -> None:
    """What the disk refuses is an expected failure."""
    result = cli("redact", export, "--out", tmp_path / "none" / "out.jsonl")
    assert result.exit_code == 1 and "No such file or directory" in result.stderr


def test_an_export_that_cannot_be_read_leaves_no_file(cli: Cli, tmp_path: Path) -> None:
    """Nothing half redacted lies about under the final name."""
    export = tmp_path / "a.csv"
    export.write_text("Nummer,Inhalt\n1,x\n", encoding="utf-8")
    result = cli("redact", export, "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 1 and "no column for" in result.stderr
    assert list(tmp_path.iterdir()) == [export]
