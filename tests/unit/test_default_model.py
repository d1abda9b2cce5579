"""The committed model: within its limits, and with the threshold that risk control chose."""

import json
from pathlib import Path

import pytest

from postfach_triage.assembly import preprocessing_version
from postfach_triage.config.loader import load
from postfach_triage.registry import MODEL, current, packed_models, read_meta, read_trained

MODELS = packed_models()


@pytest.fixture(scope="module")
def meta() -> dict:
    """Give what the current model says of itself."""
    return read_meta(MODELS, current(MODELS))


def test_the_threshold_is_the_one_the_bound_allows(meta: dict) -> None:
    """The lane opens exactly as far as risk control allowed at the office's level."""
    lane = load(None).settings.lane
    (chosen,) = [b for b in meta["bounds"] if b["level"] == lane.level]
    assert chosen["confidence"] == lane.confidence
    assert meta["thresholds"]["score"] == chosen["threshold"]
    assert chosen["errors"] <= chosen["allowed"]


def test_each_use_of_the_calibration_data_is_logged(meta: dict) -> None:
    """The model's own use of the calibration data stands in the log, with its threshold."""
    lines = (MODELS / "calibration_uses.jsonl").read_text(encoding="utf-8").splitlines()
    uses = {use["version"]: use["threshold"] for use in map(json.loads, lines)}
    assert uses[meta["version"]] == meta["thresholds"]["score"]


def test_the_model_is_small_and_of_this_program(meta: dict) -> None:
    """At most 15 MB and 20,000 terms, made with this preprocessing, on known messages."""
    path: Path = MODELS / meta["version"] / MODEL
    assert path.stat().st_size <= 15_000_000
    assert meta["preprocessing"] == preprocessing_version()
    assert len(read_trained(MODELS, meta["version"])) > meta["trained_on"]["messages"]


def test_the_card_says_that_the_text_is_constructed(meta: dict) -> None:
    """No quality figure stands without saying on what it was measured."""
    card = (MODELS / meta["version"] / "card.md").read_text(encoding="utf-8")
    assert "constructed text" in card
    assert "no emergency channel" in card
