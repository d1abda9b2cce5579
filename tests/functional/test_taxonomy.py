"""`postfach-triage taxonomy`: files and settings follow; the old model says what to do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus import write, write_corpus
from runs import TODAY, read_jsonl
from typer.testing import Result

Cli = Callable[..., Result]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give an empty settings folder."""
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def test_a_split_is_decided_then_made(cli: Cli, office: Path, tmp_path: Path) -> None:
    """The ids to decide come first; afterwards the settings are whole, the old model refused."""
    data = write_corpus(tmp_path / "data", persons=5)
    order = ("taxonomy", "split", "auszahlung", "geld_wann", "geld_wieviel")
    where = ("--data", data, "--config", office)
    asked = cli(*order, *where)
    ids = asked.stdout.split()
    assert asked.exit_code == 1 and len(ids) == 5 and "5 messages" in asked.stderr
    by = write(tmp_path / "by.jsonl", [{"id": one, "intent": "geld_wann"} for one in ids])
    done = cli(*order, "--by", by, *where)
    assert done.exit_code == 0 and "by_person.jsonl: 5 lines" in done.stdout
    rows = read_jsonl(data / "by_person.jsonl")
    assert {one["id"] for one in rows if one["intents"] == ["geld_wann"]} == set(ids)
    assert cli("check-config", "--config", office).exit_code == 0
    score = cli("explain", "Danke", "--config", office, "--today", TODAY)
    assert score.exit_code == 1 and "intents that the office has replaced" in score.stderr
    assert "Got auszahlung" in score.stderr and "retrain" in score.stderr


def test_merge_and_rename(cli: Cli, office: Path, tmp_path: Path) -> None:
    """One after another; a label is for the page."""
    data = write_corpus(tmp_path / "data", persons=5)
    where = ("--data", data, "--config", office)
    merged = cli("taxonomy", "merge", "auszahlung", "krankmeldung", "--into", "beides", *where)
    renamed = cli("taxonomy", "rename", "beides", "alles", "--label", "Alles", *where)
    assert (merged.exit_code, renamed.exit_code) == (0, 0)
    intents = {one["intents"][0] for one in read_jsonl(data / "by_person.jsonl")}
    assert "alles" in intents and not intents & {"auszahlung", "krankmeldung", "beides"}
    shown = json.loads(cli("check-config", "--json", "--config", office).stdout)
    assert "Alles" in json.dumps(shown)


@pytest.mark.parametrize(
    "words",
    [("split", "auszahlung", "a"), ("merge", "auszahlung", "--into", "a")],
    ids=["one part", "one parent"],
)
def test_one_alone_is_wrong_usage(cli: Cli, office: Path, words: tuple[str, ...]) -> None:
    """A split needs two parts, a merge two parents."""
    assert cli("taxonomy", *words, "--config", office).exit_code == 2


def test_the_folder_of_the_office_is_needed(cli: Cli) -> None:
    """The packaged settings are never written to."""
    result = cli("taxonomy", "rename", "auszahlung", "geld")
    assert result.exit_code == 1 and "--config" in result.stderr
