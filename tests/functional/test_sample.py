"""`postfach-triage sample`: ids of messages worth a label; texts only where asked for."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from corpus import write
from runs import TODAY
from typer.testing import Result

from postfach_triage import model_log, registry
from postfach_triage.cli.options import models_folder
from postfach_triage.model_log import Change

pytestmark = pytest.mark.slow

Cli = Callable[..., Result]
HIDDEN = "Meine IBAN ist DE02 1203 0000 0000 2020 51, wann kommt das Geld oder der Bescheid?"
TEXTS = (
    *("Danke!", HIDDEN, HIDDEN + "!", "Ich bin krank.", "", "Strom weg und Widerspruch gegen den"),
    *("Kann ich den Termin und die Unterlagen später", "Wo ist das Formular für den Umzug"),
)


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """Give an export; one row is empty, two say the same."""
    rows = [{"message_id": f"m{number}", "text": text} for number, text in enumerate(TEXTS)]
    return write(tmp_path / "pool.jsonl", rows)


def test_ids_alone_are_written(cli: Cli, pool: Path) -> None:
    """No word of a client is in the output; the same message is chosen once."""
    result = cli("sample", pool, "--n", 20, "--today", TODAY)
    assert result.exit_code == 0
    chosen = result.stdout.split()
    assert len(chosen) == len(set(chosen)) == 6 and "m4" not in chosen
    assert len({"m1", "m2"} & set(chosen)) == 1
    assert "6 of 7 messages chosen" in result.stderr and "no earlier model" in result.stderr


def test_texts_are_redacted(cli: Cli, pool: Path, tmp_path: Path) -> None:
    """With texts it is a file for its owner, numbers and names replaced."""
    out = tmp_path / "chosen.jsonl"
    result = cli("sample", pool, "--n", 20, "--with-text", "--out", out, "--today", TODAY)
    assert result.exit_code == 0 and not result.stdout
    assert out.stat().st_mode & 0o777 == 0o600
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    texts = " ".join(row["text"] for row in rows)
    assert len(rows) == 6 and "[IBAN_1]" in texts and "1203" not in texts


def test_what_has_a_label_is_left_out(cli: Cli, pool: Path, tmp_path: Path) -> None:
    """Neither the wording of own annotations nor what the model was trained on comes again."""
    gold = {
        **{"id": "x1", "text": "Ich bin krank", "intents": ["krankmeldung"], "lane": "simple"},
        **{"urgency": "U2", "effects": [], "style": "plain", "lang": "de", "spans": []},
    }
    own = write(tmp_path / "own.jsonl", [gold])
    write(pool, [{"message_id": "i00001", "text": "Wann kommt mein Geld"}, *_rows(pool)])
    chosen = cli("sample", pool, "--n", 20, "--own", own, "--today", TODAY).stdout.split()
    assert "m3" not in chosen and "i00001" not in chosen and len(chosen) == 5


def test_advice_by_the_model_before(cli: Cli, pool: Path, tmp_path: Path) -> None:
    """Two models that say the same of the pool: more labels hardly pay."""
    models = tmp_path / "models"
    version = registry.current(models_folder(None))
    shutil.copytree(models_folder(None) / version, models / version)
    shutil.copytree(models / version, models / "2000-01-01")
    registry.set_current(models, version)
    at = datetime.fromisoformat("2026-11-26T06:00:00+01:00")
    model_log.append(models, Change(at, "promote", version, "2000-01-01"))
    said = cli("sample", pool, "--models", models, "--today", TODAY).stderr
    assert "kappa 1.000" in said and "hardly pay" in said


def test_nothing_to_choose_from(cli: Cli, tmp_path: Path) -> None:
    """An export without a word is said in one line."""
    empty = write(tmp_path / "pool.jsonl", [{"message_id": "m1", "text": ""}])
    result = cli("sample", empty, "--today", TODAY)
    assert result.exit_code == 1 and "no message to choose from" in result.stderr


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
