"""A tiny made-up corpus that a model can be trained on in seconds."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from postfach_triage.annotations import TRAINING_FILES
from postfach_triage.evaluation.fairness import WAYS

# (intent, lane, urgency, effects, wording); {} takes a word that makes each message its own.
KINDS: tuple[tuple[str, str, str, tuple[str, ...], str], ...] = (
    ("dank", "simple", "U4", (), "vielen dank für die schnelle hilfe {}"),
    ("auszahlung", "simple", "U3", (), "wann kommt das geld für {} auf mein konto"),
    ("krankmeldung", "simple", "U2", (), "anbei meine krankmeldung für {}"),
    ("termin_vereinbaren", "simple", "U3", (), "ich möchte gern einen termin im {} haben"),
    ("widerspruch", "complex", "U1", ("may_be_objection",), "ich lege widerspruch ein gegen {}"),
    ("energiesperre", "complex", "U1", (), "der strom ist abgestellt seit {} bitte helfen sie"),
    ("umzug_zusicherung", "complex", "U2", (), "ich will umziehen nach {} darf ich das"),
)
WORDS = (
    *("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september"),
    *("oktober", "november", "dezember", "montag", "dienstag", "mittwoch", "donnerstag"),
    *("freitag", "samstag", "sonntag", "ostern", "pfingsten", "weihnachten", "sommer", "winter"),
)


def is_held_out(person: str) -> bool:
    """Say whether a person is kept for measuring."""
    return int(sha256(person.encode()).hexdigest(), 16) % 5 == 0


def line(number: int, person: str, kind: int, letter: str = "p", **more: Any) -> dict[str, Any]:
    """Give one annotated message."""
    intent, lane, urgency, effects, wording = KINDS[kind]
    word = f"{WORDS[number % len(WORDS)]} {WORDS[number * 7 % len(WORDS)]} {number}"
    return {
        **{"id": f"{letter}{number:05}", "person": person, "text": wording.format(word)},
        **{"intents": [intent], "lane": lane, "urgency": urgency, "effects": list(effects)},
        **{"style": "plain", "lang": "de", "spans": [], **more},
    }


def lines(persons: Iterable[str], start: int, letter: str = "p", **more: Any) -> list[dict]:
    """Give a message of each kind by each person."""
    found = []
    for person in persons:
        for kind in range(len(KINDS)):
            found.append(line(start + len(found), person, kind, letter, **more))
    return found


def write(path: Path, content: Iterable[Mapping[str, Any]]) -> Path:
    """Write a JSONL file."""
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in content)
    path.write_text(text, encoding="utf-8")
    return path


def write_corpus(folder: Path, persons: int = 25, spoilt: frozenset[str] = frozenset()) -> Path:
    """Write a whole folder of annotated messages, calibration and matched ones included.

    `spoilt`: intents whose messages are called complex where they train.
    """
    folder.mkdir()
    for stem in TRAINING_FILES:
        (folder / f"{stem}.jsonl").touch()
    content = lines((f"1-{n:03}" for n in range(persons)), 0)
    for one in content:
        if spoilt.intersection(one["intents"]) and not is_held_out(one["person"]):
            one["lane"] = "complex"
    write(folder / "by_person.jsonl", content)
    others = lines((f"9-{n:03}" for n in range(20)), 20_000, "c")
    complexes = [line(30_000 + n, f"9-{n:03}", 4 + n % 3, "c") for n in range(240)]
    write(folder / "calibration.jsonl", [*others, *complexes])
    write_matched(folder / "matched")
    return folder


def write_matched(folder: Path) -> None:
    """Write a request of each kind with a word of its own in each text."""
    folder.mkdir()
    requests = []
    for number, (intent, lane, urgency, _, wording) in enumerate(KINDS):
        texts = [wording.format(f"{word} {word}") for word in WORDS[: len(WAYS) + 2]]
        forms = {"feminine": texts[-2], "masculine": texts[-1]}
        ways = dict(zip(WAYS, texts, strict=False))
        request = {"id": f"w{number}", "intent": intent, "lane": lane, "urgency": urgency}
        requests.append({**request, "ways": ways, **forms})
    write(folder / "requests.jsonl", requests)
    write(folder / "names.json", [{"a": ["Kim Berger"], "b": ["Ada Obi"]}])
