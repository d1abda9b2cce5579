"""The fingerprint of a configuration."""

from pathlib import Path

import pytest

from postfach_triage.config.fingerprint import config_fingerprint
from postfach_triage.config.loader import load


def fingerprint(folder: Path, **files: str) -> str:
    """Return the fingerprint under an overlay of these files."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".yaml").write_text(text, encoding="utf-8")
    return config_fingerprint(load(folder))


def test_order_and_place(tmp_path: Path) -> None:
    """Neither the order of keys nor the place of the folder counts."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    first = fingerprint(one, office="lane: {level: 0.02, confidence: 0.9}\nname: X")
    assert first == fingerprint(two, office="name: X\nlane: {confidence: 0.9, level: 0.02}")


def test_repeating_defaults(tmp_path: Path) -> None:
    """An overlay that repeats a packaged value is no other configuration."""
    assert config_fingerprint(load()) == fingerprint(tmp_path, office="lane: {level: 0.01}")


@pytest.mark.parametrize(
    "files",
    [
        {"office": "name: X"},
        {"teams": "teams: {LG: {label: Y}}"},
        {"switches": "intents: {dank: {by: a1, at: 2026-11-20T10:00:00+01:00}}"},
        {"rules__threat": "kind: threat\nrules: []"},
        {"replies__wba_wie": "id: wba_wie"},
    ],
    ids=["office", "teams", "switches", "rules", "replies"],
)
def test_any_change_counts(tmp_path: Path, files: dict[str, str]) -> None:
    """A change in any file of the office makes another fingerprint."""
    assert config_fingerprint(load()) != fingerprint(tmp_path, **files)
