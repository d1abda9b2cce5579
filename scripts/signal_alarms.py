"""Show what the packaged signal rules raise and miss on the training messages.

    python scripts/signal_alarms.py --data data/annotated
    python scripts/signal_alarms.py --missed energiesperre
    python scripts/signal_alarms.py --false energiesperre --level explicit

Per kind: alarms per 1,000 messages, the same among simple messages, and recall where the
annotation says so (crises: intents; objection, hearing reply, review request, revocation:
effects). `unique` counts the messages only this rule raises at its kind. Calibration and dev
persons (a fifth of by_person, by hash) are never read. The texts shown are constructed.
"""

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy

from postfach_triage.config.signal_rules import load_rules
from postfach_triage.preprocess.signals import Hit, Signals
from postfach_triage.records import CRISES, SIGNAL_KINDS

FILES = ("by_intent", "by_person", "contrast", "rare", "more_persons")
EFFECT = {
    "objection": "may_be_objection",
    "hearing_reply": "may_be_hearing_reply",
    "review_request": "may_be_review_request",
    "revocation": "may_be_revocation",
}


def training(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the training messages."""
    for name in FILES:
        for line in (folder / f"{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if name != "by_person" or not is_dev(row["person"]):
                yield row


def is_dev(person: str) -> bool:
    """Say whether a person is kept aside for measuring."""
    return int(hashlib.sha256(person.encode()).hexdigest(), 16) % 5 == 0


def gold(row: dict[str, Any], kind: str) -> bool | None:
    """Say whether the annotation bears out the kind; None where it cannot tell."""
    if kind in CRISES:
        return kind in row["intents"]
    return EFFECT[kind] in row["effects"] if kind in EFFECT else None


def table(rows: list[dict[str, Any]], found: list[list[Hit]]) -> Iterator[str]:
    """Yield a line for each kind and each rule."""
    simple = sum(row["lane"] == "simple" for row in rows)
    yield f"{len(rows)} messages, {simple} simple"
    yield f"{'kind / rule':42}{'recall':>16}{'right':>7}{'/1000':>8}{'simple':>7}{'/1000':>8}"
    for kind in SIGNAL_KINDS:
        hits = [[h for h in each if h[0] == kind] for each in found]
        rules = Counter((h[1], h[4]) for each in hits for h in {h[4]: h for h in each}.values())
        if rules:
            yield _line(kind, kind, rows, [bool(h) for h in hits])
            strict = [any(h[1] == "explicit" for h in each) for each in hits]
            yield _line("  (explicit alone)", kind, rows, strict)
        for level, rule in sorted(rules):
            flags = [any(h[4] == rule for h in each) for each in hits]
            alone = sum({h[4] for h in each} == {rule} for each in hits)
            yield _line(f"  {level[0]} {rule}", kind, rows, flags) + f"  unique {alone}"


def _line(name: str, kind: str, rows: list[dict[str, Any]], flags: list[bool]) -> str:
    simple = [flag for flag, row in zip(flags, rows, strict=True) if row["lane"] == "simple"]
    truth = [gold(row, kind) for row in rows]
    right = sum(flag and bool(t) for flag, t in zip(flags, truth, strict=True))
    known = truth[0] is not None
    total = sum(map(bool, truth))
    recall = f"{right}/{total} {right / max(1, total):.3f}" if known else "-"
    share = f"{right / max(1, sum(flags)):.2f}" if known else "-"
    per, per_simple = 1000 * sum(flags) / len(flags), 1000 * sum(simple) / max(1, len(simple))
    return f"{name:42}{recall:>16}{share:>7}{per:>8.1f}{sum(simple):>7}{per_simple:>8.1f}"


def texts(
    rows: list[dict[str, Any]], found: list[list[Hit]], ask: argparse.Namespace
) -> Iterator[str]:
    """Yield the messages a kind misses, or raises without the annotation saying so."""
    kind = ask.missed or ask.false
    for row, each in zip(rows, found, strict=True):
        hits = [h for h in each if h[0] == kind and ask.level in ("any", h[1])]
        truth = gold(row, kind)
        if (ask.missed and truth and not hits) or (not ask.missed and hits and not truth):
            shown = ", ".join(f"{h[4]}: {row['text'][h[2] : h[3]]!r}" for h in hits)
            intents = ",".join(row["intents"])
            yield f"[{row['lane']} {intents}] {' '.join(row['text'].split())}  <{shown}>"


def main() -> None:
    """Run the rules and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("data/annotated"))
    parser.add_argument("--level", choices=("any", "explicit", "hint"), default="any")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--missed", choices=SIGNAL_KINDS, metavar="KIND")
    which.add_argument("--false", choices=SIGNAL_KINDS, metavar="KIND")
    ask = parser.parse_args()
    rules, nlp = load_rules(), spacy.blank("de")
    signals = Signals(rules.plain(), rules.plain_lists())
    rows = list(training(ask.data))
    docs = [nlp.make_doc(row["text"]) for row in rows]
    found = [signals.hits(doc) for doc in docs]
    began = time.perf_counter()
    for doc in docs:
        signals(doc)
    cost = 1e6 * (time.perf_counter() - began) / len(docs)
    lines = texts(rows, found, ask) if ask.missed or ask.false else table(rows, found)
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{cost:.1f} microseconds a message\n")


if __name__ == "__main__":
    main()
