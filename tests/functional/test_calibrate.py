"""`postfach-triage calibrate`: an office's own sample sets the lane's threshold, or nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import TODAY
from typer.testing import Result

from postfach_triage.cli.options import models_folder
from postfach_triage.errors import ConfigError
from postfach_triage.triage import Triage

Cli = Callable[..., Result]
DRAWN = "every tenth message of October"


def _line(number: int, text: str, intent: str, **more: Any) -> str:
    values = {
        **{"id": f"own{number}", "text": text, "intents": [intent], "lane": "complex"},
        **{"urgency": "U3", "effects": [], "style": "plain", "lang": "de", "spans": []},
        **{"annotator": "a", "how": "blind", "source": "own", "redacted": True, **more},
    }
    return json.dumps(values, ensure_ascii=False)


def _sample(path: Path, n_complex: int, **more: Any) -> Path:
    """Write plain objections, and thanks, which are simple."""
    lines = [
        _line(i, f"Gegen den Bescheid Nr. {i} lege ich Widerspruch ein.", "widerspruch", **more)
        for i in range(n_complex)
    ]
    lines += [
        _line(1000 + i, f"Vielen Dank{'!' * i}", "dank", lane="simple", **more) for i in range(5)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give an empty settings folder: the packaged settings hold."""
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def test_own_sample_sets_the_threshold_for_this_model(
    cli: Cli, office: Path, tmp_path: Path
) -> None:
    """The threshold is written with its counts and used; results say what they rest on."""
    own = _sample(tmp_path / "own.jsonl", 320)
    result = cli("calibrate", own, "--drawn", DRAWN, "--config", office, "--today", TODAY)
    assert result.exit_code == 0, result.output
    written = json.loads((office / "calibration.json").read_text())
    assert written["counts"]["complex"] == 320
    assert (written["counts"]["errors"], written["drawn"]) == (0, DRAWN)
    triage = Triage.load(today=TODAY, models=models_folder(None), config=office)
    assert triage.thresholds.score == written["threshold"]
    assert triage.office.calibrated_on == f"own:{TODAY}"


def test_a_threshold_of_another_model_is_refused(cli: Cli, office: Path, tmp_path: Path) -> None:
    """A threshold says nothing about another model's scores."""
    own = _sample(tmp_path / "own.jsonl", 320)
    cli("calibrate", own, "--drawn", DRAWN, "--config", office, "--today", TODAY)
    path = office / "calibration.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"model": "0" * 64}))
    with pytest.raises(ConfigError, match="was set for another model"):
        Triage.load(today=TODAY, models=models_folder(None), config=office)


def test_too_small_a_sample_changes_nothing(cli: Cli, office: Path, tmp_path: Path) -> None:
    """Under 299 complex messages nothing proves one per cent: exit code 3, no file."""
    own = _sample(tmp_path / "own.jsonl", 298)
    result = cli("calibrate", own, "--drawn", DRAWN, "--config", office, "--today", TODAY)
    assert result.exit_code == 3
    assert "annotate at least 299 complex messages" in result.output
    assert not (office / "calibration.json").exists()


def test_led_annotations_are_refused(cli: Cli, office: Path, tmp_path: Path) -> None:
    """Annotations that started from a suggestion would confirm the model."""
    own = _sample(tmp_path / "own.jsonl", 3, how="accepted")
    result = cli("calibrate", own, "--drawn", DRAWN, "--config", office, "--today", TODAY)
    assert result.exit_code == 1
    assert "how: blind" in result.output


def test_messages_the_model_knows_are_refused(cli: Cli, office: Path, tmp_path: Path) -> None:
    """A message the model was trained on proves nothing."""
    path = _sample(tmp_path / "own.jsonl", 3)
    path.write_text(path.read_text().replace('"own0"', '"i00001"'))
    result = cli("calibrate", path, "--drawn", DRAWN, "--config", office, "--today", TODAY)
    assert result.exit_code == 1
    assert "was trained on" in result.output


def test_the_settings_folder_is_needed(cli: Cli, tmp_path: Path) -> None:
    """Without an office's folder there is no place for its threshold."""
    result = cli("calibrate", _sample(tmp_path / "own.jsonl", 3), "--drawn", DRAWN)
    assert result.exit_code == 1
    assert "--config" in result.output
