"""`postfach-triage models list`."""

import json
from pathlib import Path

import pytest
from fakes import fake_model

from postfach_triage import registry
from postfach_triage.cli.models import list_models

META = {
    "trained_on": {"messages": 9},
    "dev": {"main intent first": [7, 8]},
    "calibrated_on": "constructed",
}


def test_models_are_listed_with_their_origin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The current one has an asterisk; what an older version did not note is a question mark."""
    registry.save(fake_model("2026-02-01"), tmp_path, META, "")
    registry.save(fake_model("2026-01-01"), tmp_path, {}, "")
    registry.set_current(tmp_path, "2026-02-01")
    list_models(models=tmp_path)
    assert capsys.readouterr().out == (
        "  2026-01-01  ? messages, main intent first on dev ?/?, calibrated on ?\n"
        "* 2026-02-01  9 messages, main intent first on dev 7/8, calibrated on constructed\n"
    )
    list_models(models=tmp_path, as_json=True)
    assert [entry["current"] for entry in json.loads(capsys.readouterr().out)] == [False, True]


def test_an_empty_folder_says_what_to_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No model is no failure of the list."""
    list_models(models=tmp_path)
    assert capsys.readouterr().out == "no models; make one with: postfach-triage train\n"
