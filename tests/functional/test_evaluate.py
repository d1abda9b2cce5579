"""`postfach-triage evaluate`: figures, report, JSON and gate of a model."""

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


def test_figures_report_and_json(cli: Cli, data: Path, tmp_path: Path) -> None:
    """Dev alone is measured; all three say the same, and that the text is constructed."""
    page, plain = tmp_path / "report.html", tmp_path / "report.json"
    result = cli("evaluate", "--data", data, "--report", page, "--json", plain, "--today", TODAY)
    assert result.exit_code == 0
    assert "constructed text" in result.stdout and "macro-F1 on dev" in result.stdout
    (line,) = [line for line in result.stdout.splitlines() if "dev " in line and "function" in line]
    found = json.loads(plain.read_text(encoding="utf-8"))
    assert {"version", "macro_f1", "dev", "crossfitted", "gates"} <= set(found)
    right, of, low, high = found["dev"]["function"]
    assert of == 2 and 0 <= low <= right / of <= high <= 1 and f"{right}/2" in line
    assert f"Evaluation of model {found['version']}" in page.read_text(encoding="utf-8")
    assert {path.stat().st_mode & 0o777 for path in (page, plain)} == {0o600}


def test_an_own_file_is_measured_and_never_quoted(cli: Cli, tmp_path: Path) -> None:
    """All of it counts; page and JSON name messages by id alone; `-` prints the JSON alone."""
    own, page = tmp_path / "own.jsonl", tmp_path / "report.html"
    line = _line(1, "somebody", "Zqgeheim danke!", "auszahlung", "complex")
    own.write_text(json.dumps(line | {"id": "eigen-1"}), encoding="utf-8")
    result = cli("evaluate", "--data", own, "--report", page, "--json", "-", "--today", TODAY)
    found = json.loads(result.stdout)
    assert (result.exit_code, found["own"]["function"][1]) == (0, 1)
    written = page.read_text(encoding="utf-8")
    assert "eigen-1" in written
    assert not any(word in written + result.output for word in ("Zqgeheim", "somebody"))


def test_a_missed_gate_is_exit_code_3(cli: Cli, data: Path, tmp_path: Path) -> None:
    """The figures are printed first; the line says which figure fell short of what."""
    (tmp_path / "gates.yaml").write_text(
        "gates: {x: {figure: function, part: measured, at_most: 0, stops: true, source: test}}",
        encoding="utf-8",
    )
    result = cli("evaluate", "--data", data, "--config", tmp_path, "--gate", "--today", TODAY)
    assert result.exit_code == 3 and "function" in result.stdout
    assert "function (measured)" in result.stderr and "at most 0.0%" in result.stderr
