"""An office's own folder: written, checked, read by scoring."""

from collections.abc import Callable
from pathlib import Path

import pytest
from runs import TODAY
from typer.testing import Result

from postfach_triage.cli.options import models_folder
from postfach_triage.config.loader import load
from postfach_triage.records import Message
from postfach_triage.triage import Triage

Cli = Callable[..., Result]
SICK = "Anbei die Krankmeldung bis Freitag"


@pytest.fixture
def folder(cli: Cli, tmp_path: Path) -> Path:
    """Give the folder of a new office."""
    assert cli("init", tmp_path / "haus").exit_code == 0
    return tmp_path / "haus"


def _result(folder: Path, text: str) -> tuple[str | None, ...]:
    triage = Triage.load(today=TODAY, models=models_folder(None), config=folder)
    (result,) = triage.run([Message("1", text)])
    assert result.decision is not None and result.suggestion is not None
    return result.stage, result.decision.lane, result.decision.urgency, result.suggestion.reply


def test_a_new_office_is_careful(cli: Cli, folder: Path) -> None:
    """Nothing is shown until the office says so; all of it is sound as written."""
    settings = load(folder).settings
    assert (settings.stage, settings.replies.accept_review) == ("schatten", ("approved",))
    checked = cli("check-config", "--config", folder)
    assert checked.exit_code == 0
    assert f"office.yaml: stage = schatten  [{folder / 'office.yaml'}]" in checked.stdout
    names = {path.name for path in folder.iterdir()}
    assert {"office.yaml", "teams.yaml", "rules", "replies"} <= names


def test_a_folder_with_something_in_it_is_left_alone(cli: Cli, folder: Path) -> None:
    """What an office has written is never written over."""
    (folder / "office.yaml").write_text("name: Haus", encoding="utf-8")
    again = cli("init", folder)
    assert again.exit_code == 1 and "already" in again.stderr
    assert (folder / "office.yaml").read_text(encoding="utf-8") == "name: Haus"


def test_stage_and_switches_govern_showing_alone(folder: Path) -> None:
    """One intent shown, its reply switched off again: lane, urgency and columns stay."""
    hidden = _result(folder, SICK)
    (folder / "taxonomy.yaml").write_text(
        "intents: {krankmeldung: {stage: vorschlag}}", encoding="utf-8"
    )
    shown = _result(folder, SICK)
    switch = f"replies: {{{shown[3]}: {{by: a1, at: 2026-11-20T10:00:00+01:00}}}}"
    (folder / "switches.yaml").write_text(switch, encoding="utf-8")
    switched_off = _result(folder, SICK)
    assert [hidden[0], shown[0], switched_off[0]] == ["schatten", "vorschlag", "schatten"]
    assert hidden[1:] == shown[1:] == switched_off[1:]


@pytest.mark.parametrize(
    ("file", "content", "finding"),
    [
        ("rules/threat.yaml", "kind: threat\nrules: 7", "rules"),
        (
            "rules/threat.yaml",
            "kind: threat\nrules: [{id: a, level: hint, patterns: ['a (b'], "
            "examples: [a, b, c, d, e], counter_examples: [a, b, c]}]",
            "bracket left open",
        ),
        ("replies/au_eingang.yaml", "lane: X", "lane"),
        ("office_texts.yaml", "phone_number: '1'", "phone_number"),
        ("gates.yaml", "gates: {x: {}}", "gates -> x"),
        ("plain_language.yaml", "x: 1", "x"),
        (
            "switches.yaml",
            "replies: {none: {by: a1, at: 2026-11-20T10:00:00+01:00}}",
            "unknown reply",
        ),
    ],
    ids=["rules", "pattern", "reply", "texts", "gates", "language", "switch"],
)
def test_a_mistake_in_any_file_is_found(
    cli: Cli, tmp_path: Path, file: str, content: str, finding: str
) -> None:
    """`check-config` reads everything that scoring and the other commands read."""
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    checked = cli("check-config", "--config", tmp_path)
    assert checked.exit_code == 1 and finding in checked.stderr
    assert "Traceback" not in checked.output
