"""Without --with-text nothing of the clients' words leaves the program."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import Result

from postfach_triage.config.files import PACKAGED
from postfach_triage.exports.columns import RunInfo, result_row
from postfach_triage.records import Message, Row
from postfach_triage.triage import Triage

SAMPLE = Path(__file__).parents[1] / "data" / "portal_beispiel.csv"
# These columns are the export's own and carried as they are.
CARRIED = {"row", "message_id", "thread_id", "category", "sender_ref", "attachments"}
RUN = RunInfo("0" * 64, "constructed", "m", "r", "id")
LONG_WORD = re.compile(r"[^\W\d_]{6,}")
# Sentences whose gaps replies and rules read: times, names, amounts, numbers, streets.
FRAMES = (
    "Mein Name ist {}, ich bitte um Rückruf unter 0171 23 45 678.",
    "Ich fange am 1.12. bei {} als {} an.",
    "anbei die krankmeldung von {}",
    "Klassenfahrt nach {}, 289 Euro, Klasse 7b",
    "Ich bin jetzt bei der Krankenkasse {}.",
    "Widerspruch gegen den Bescheid vom 3.11. wegen {}",
    "Termin am Dienstag um 9 geht nicht, {} ist krank",
    "Die Miete steigt auf 612 Euro, Vermieter {}, {}straße 7",
    "Wir haben keinen Strom mehr, {} hat abgestellt",
    "Danke, {}!",
)


def _row(triage: Triage, *, text: str, subject: str, error: str | None = None) -> str:
    message = Message("m1", text, subject, attachments=1)
    (result,) = triage.run_rows([Row("portal.csv#1", message, error)])
    row: dict[str, Any] = result_row(result, RUN, with_text=False)
    return json.dumps({k: v for k, v in row.items() if k not in CARRIED}, ensure_ascii=False)


names = st.text("abcdefghijklmnopqrstuvwxyzäöü", min_size=6, max_size=12).map("Zq".__add__)


@given(st.sampled_from(FRAMES), names, names, st.sampled_from([None, "the row is torn"]))
@settings(max_examples=150, deadline=None)
def test_no_word_of_a_client_is_in_a_result(
    triage: Triage, frame: str, name: str, other: str, error: str | None
) -> None:
    """Whatever stands in a gap, neither result nor error repeats it, in no case or folding."""
    row = _row(triage, text=frame.format(name, other), subject=other, error=error).casefold()
    folded = name.casefold(), other.casefold()
    assert not any(word in row for word in folded)


def _long_words(text: str) -> set[str]:
    return {word.casefold() for word in LONG_WORD.findall(text)}


@pytest.fixture(scope="module")
def ours(triage: Triage) -> set[str]:
    """Give all words of the packaged texts; a result is made of nothing else."""
    words: set[str] = set()
    for path in PACKAGED.rglob("*.yaml"):
        if "wordfields" not in path.parts and "rules" not in path.parts:
            words |= _long_words(path.read_text(encoding="utf-8"))
    return words


def test_a_run_prints_and_writes_no_word_of_its_messages(
    cli: Callable[..., Result], ours: set[str], tmp_path: Path
) -> None:
    """Of the sample's long words only those of the packaged texts can be found again."""
    target = tmp_path / "out.jsonl"
    printed = cli("score", SAMPLE, "--out", target).output.replace(SAMPLE.name, "")
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        for name in CARRIED:
            row.pop(name)
    written = json.dumps(rows, ensure_ascii=False)
    columns = "message_id,received_at,subject,text,category,thread_id,sender_ref,attachments"
    said = _long_words(SAMPLE.read_text(encoding="utf-8")) - ours - _long_words(columns)
    assert len(said) > 20
    assert not said & _long_words(written + printed)


def test_with_text_the_words_are_there(triage: Triage) -> None:
    """Whoever asks for the text gets it as it was written."""
    (result,) = triage.run([Message("m1", "Zqwerta sagt danke")])
    assert result_row(result, RUN, with_text=True)["text"] == "Zqwerta sagt danke"
