"""The columns of the results: their names, their order, and one result as such a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from postfach_triage.records import Decision, Prediction, Result, Suggestion

# Readers outside this program rely on names and order: add at the end of a group, never rename.
KEYS = ("row", "input_sha256", "message_id", "received_at", "status", "error", "notes")
JUDGEMENT = (
    "lane",
    "simple_probability",
    "intent",
    "intent_probability",
    "intents",
    "team",
    "team_given",
    "function",
    "urgency",
    "effects",
    "signals",
    "evidence",
    "language",
    "reasons",
    "reply",
    "reply_text",
    "reply_alternatives",
    "open_slots",
    "stage",
)
ORIGIN = ("calibrated_on", "model_version", "rules_version", "run_id")
CARRIED = ("thread_id", "category", "sender_ref", "attachments")
WORDS = ("text", "subject")
OUTPUT = (*KEYS, *JUDGEMENT, *ORIGIN, *CARRIED)
LISTS = (
    "notes",
    "intents",
    "effects",
    "signals",
    "evidence",
    "reasons",
    "reply_alternatives",
    "open_slots",
)
NUMBERS = ("simple_probability", "intent_probability")
BEST_INTENTS = 5
DIGITS = 6
_BLANK: dict[str, Any] = dict.fromkeys(OUTPUT)


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What is the same for every row of one file in one run."""

    input_sha256: str
    calibrated_on: str
    model_version: str
    rules_version: str
    run_id: str


def output_columns(extra: Iterable[str] = (), *, with_text: bool) -> tuple[str, ...]:
    """Name the columns of a results file in their order."""
    return (*OUTPUT, *extra, *(WORDS if with_text else ()))


def result_row(result: Result, run: RunInfo, *, with_text: bool) -> dict[str, Any]:
    """Flatten a result; without `with_text` nothing of the client's words is in it.

    An outgoing message is counted, not judged: it has its keys and the extra columns alone.
    """
    message = result.message
    row = _BLANK.copy()
    row["row"] = result.row
    row["input_sha256"] = run.input_sha256
    row["message_id"] = message.id
    row["status"] = result.status
    row["run_id"] = run.run_id
    row["thread_id"] = message.thread_id
    if result.status != "out":
        _carry(row, result, run)
        _decide(row, result)
    if result.status == "scored":
        _predict(row, result.prediction)
        _suggest(row, result.suggestion, with_text=with_text)
    row.update(message.extra)
    if with_text:
        seen = result.status != "out"
        row["text"] = message.text if seen else None
        row["subject"] = message.subject if seen else None
    return row


def _carry(row: dict[str, Any], result: Result, run: RunInfo) -> None:
    message = result.message
    row["received_at"] = message.received_at.isoformat() if message.received_at else None
    row["error"] = result.error
    row["notes"] = list(result.notes)
    row["team_given"] = message.team
    row["language"] = result.language
    row["stage"] = result.stage
    row["calibrated_on"] = run.calibrated_on
    row["model_version"] = run.model_version
    row["rules_version"] = run.rules_version
    row["category"] = message.category
    row["sender_ref"] = message.sender_ref
    row["attachments"] = message.attachments


def _decide(row: dict[str, Any], result: Result) -> None:
    decision = result.decision or Decision("complex", "", "", "")
    row["lane"] = "complex" if result.status == "failed" else decision.lane
    row["team"] = decision.team or None
    row["function"] = decision.function or None
    row["urgency"] = decision.urgency or None
    row["effects"] = list(decision.effects)
    row["reasons"] = list(decision.reasons)
    row["signals"] = [
        {"kind": s.kind, "level": s.level, "field": s.field, "start": s.start, "end": s.end}
        for s in decision.signals
    ]


def _predict(row: dict[str, Any], prediction: Prediction | None) -> None:
    if prediction is None:
        return
    best = [[name, round(p, DIGITS)] for name, p in prediction.intents[:BEST_INTENTS]]
    row["simple_probability"] = round(prediction.simple_probability, DIGITS)
    row["intent"], row["intent_probability"] = best[0] if best else (None, None)
    row["intents"] = best
    row["evidence"] = [
        {"field": s.field, "start": s.start, "end": s.end} for s in prediction.evidence
    ]


def _suggest(row: dict[str, Any], suggestion: Suggestion | None, *, with_text: bool) -> None:
    suggestion = suggestion or Suggestion(None)
    row["reply"] = suggestion.reply
    if suggestion.reply is not None:
        row["reply_text"] = suggestion.text if with_text else suggestion.text_without_words
    row["reply_alternatives"] = list(suggestion.alternatives)
    row["open_slots"] = list(suggestion.open_slots)


def input_name(name: str, taken: Mapping[str, Any] | Iterable[str] = ()) -> str:
    """Give an extra input column a name that no column of the results has.

    >>> input_name("lane"), input_name("BG-Nummer")
    ('input_lane', 'BG-Nummer')
    """
    used = {*OUTPUT, *WORDS, *taken}
    while name in used:
        name = f"input_{name}"
    return name
