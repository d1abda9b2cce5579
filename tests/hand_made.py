"""Exports and their results as files, made by hand, so that no model has a say in the tests."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from postfach_triage.exports.columns import LISTS, OUTPUT

Values = Mapping[str, Any]
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
COLUMNS = (
    "message_id", "received_at", "subject", "text", "thread_id", "sender_ref", "attachments",
    "direction", "team", "BG-Nummer",
)  # fmt: skip
SIMPLE: Values = {
    "status": "scored",
    "lane": "simple",
    "simple_probability": 0.97,
    "intent": "auszahlung",
    "intent_probability": 0.93,
    "intents": [["auszahlung", 0.93], ["bearbeitungsstand", 0.04]],
    "team": "LG",
    "function": "LG",
    "urgency": "U3",
    "language": "de",
    "reply": "zahltermin",
    "reply_alternatives": ["stand_bearbeitung", "eingang"],
    "stage": "vorschlag",
    "calibrated_on": "constructed",
    "run_id": "aaaaaaaaaaaa",
}
COMPLEX: Values = {
    **SIMPLE,
    "lane": "complex",
    "intent": "widerspruch",
    "intents": [["widerspruch", 0.9]],
    "urgency": "U1",
    "team": "WS",
    "function": "WS",
    "reasons": ["Hinweis im Text: nicht einverstanden mit einer Entscheidung (Satz 1)."],
    "effects": ["may_be_objection"],
    "reply": "eingang_widerspruch",
    "reply_alternatives": ["eingang"],
}
VIOLENCE: Values = {
    **COMPLEX,
    "intent": "gewalt_im_haushalt",
    "urgency": "U0",
    "team": "NT",
    "function": "NT",
    "signals": [
        {"kind": "gewalt_im_haushalt", "level": "explicit", "field": "text", "start": 0, "end": 4}
    ],
    "effects": [],
    "reply": None,
    "reply_alternatives": [],
}


def write_export(folder: Path, rows: Sequence[Values], name: str = "portal.csv") -> Path:
    """Write an export as CSV."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_results(
    export: Path, rows: Sequence[Values], judged: Sequence[Values | None], name: str = ""
) -> Path:
    """Write the results of an export; None leaves a row out, as --new-only does."""
    digest = sha256(export.read_bytes()).hexdigest()
    path = export.with_name(name or f"{export.stem}.results.jsonl")
    with path.open("w", encoding="utf-8") as stream:
        for number, (row, judgement) in enumerate(zip(rows, judged, strict=True), 1):
            if judgement is None:
                continue
            result: dict[str, Any] = dict.fromkeys(OUTPUT)
            result |= {name: [] for name in LISTS}
            result |= {
                "row": f"{export.name}#{number}",
                "input_sha256": digest,
                "message_id": row["message_id"],
                **judgement,
            }
            stream.write(json.dumps(result, ensure_ascii=False) + "\n")
    return path


def message(number: int, text: str, **values: Any) -> dict[str, Any]:
    """Give one row of an export."""
    return {
        "message_id": f"M-{number}",
        "received_at": f"2026-11-20T08:{number % 60:02}:00+01:00",
        "text": text,
        "thread_id": f"V{number}",
        "sender_ref": f"k{number}",
        "direction": "in",
        "attachments": 0,
        **values,
    }
