"""`postfach-triage evaluate`: the dev figures of a model, counted."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from runs import TODAY
from typer.testing import Result

from postfach_triage.annotations import TRAINING_FILES

Cli = Callable[..., Result]


def _is_dev(person: str) -> bool:
    return int(sha256(person.encode()).hexdigest(), 16) % 5 == 0


def _line(number: int, person: str, text: str, intent: str, lane: str) -> dict[str, Any]:
    return {
        **{"id": f"p{number}", "person": person, "text": text, "intents": [intent]},
        **{"lane": lane, "urgency": "U3", "effects": [], "style": "plain", "lang": "de"},
        "spans": [],
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give annotated messages of two writers; one of them is dev."""
    folder = tmp_path_factory.mktemp("annotated")
    for stem in TRAINING_FILES:
        (folder / f"{stem}.jsonl").touch()
    persons = [f"1-{number:03}" for number in range(100)]
    dev = next(person for person in persons if _is_dev(person))
    other = next(person for person in persons if not _is_dev(person))
    lines = [
        _line(1, dev, "Danke!", "dank", "simple"),
        _line(2, dev, "Ich lege Widerspruch ein.", "widerspruch", "complex"),
        _line(3, other, "Wann kommt das Geld?", "auszahlung", "simple"),
    ]
    text = "\n".join(map(json.dumps, lines))
    (folder / "by_person.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_figures_are_counts_with_intervals(cli: Cli, data: Path) -> None:
    """Only dev messages are measured, and the text says that they are constructed."""
    result = cli("evaluate", "--data", data, "--today", TODAY)
    assert result.exit_code == 0
    assert "constructed text" in result.stdout and "macro-F1 on dev" in result.stdout
    (line,) = [line for line in result.stdout.splitlines() if "dev " in line and "function" in line]
    assert "/2" in line


def test_json_holds_the_same_figures(cli: Cli, data: Path) -> None:
    """A share is k, n and the two ends of its interval."""
    result = cli("evaluate", "--data", data, "--json", "--today", TODAY)
    found = json.loads(result.stdout)
    assert set(found) == {"version", "macro_f1", "dev", "crossfitted"}
    right, of, low, high = found["dev"]["main intent first"]
    assert of == 2 and 0 <= low <= right / of <= high <= 1
