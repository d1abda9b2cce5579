"""`postfach-triage annotations`: from a sample to labels, by way of an annotation tool."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from corpus import write
from runs import TODAY, read_jsonl
from typer.testing import Result

from postfach_triage import annotations
from postfach_triage.config.loader import load

Cli = Callable[..., Result]
MESSAGES = [{"message_id": f"m{n}", "text": f"👍 Danke [NAME_1] {n}"} for n in range(3)]


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    """Give what `sample --with-text` writes."""
    return write(tmp_path / "chosen.jsonl", MESSAGES)


def _label(task: dict[str, Any], **labels: str) -> dict[str, Any]:
    result = [
        {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [value]}}
        for name, value in labels.items()
    ]
    return task | {"annotations": [{"result": result}]}


def test_messages_go_out_and_labels_come_back(cli: Cli, messages: Path, tmp_path: Path) -> None:
    """What nobody labelled is counted; blind labels are blind; files are for their owner."""
    tasks, labelling, back = (tmp_path / name for name in ("t.json", "l.xml", "own.jsonl"))
    out = cli("annotations", "export", messages, "--out", tasks, "--labelling", labelling)
    assert out.exit_code == 0, out.output
    assert all(name in labelling.read_text(encoding="utf-8") for name in load(None).intents)
    first, *rest = json.loads(tasks.read_text(encoding="utf-8"))
    assert "predictions" not in first and tasks.stat().st_mode & 0o777 == 0o600
    labelled = _label(first, main="dank", lane="simple", urgency="U4")
    tasks.write_text(json.dumps([labelled, *rest]), encoding="utf-8")
    result = cli("annotations", "import", tasks, "--out", back)
    assert (
        result.exit_code == 0 and "1 annotations" in result.stderr and "2 messages" in result.stderr
    )
    (gold,) = annotations.load(back)
    assert (gold.id, gold.intents, gold.how, gold.source) == ("m0", ("dank",), "blind", "own")


@pytest.mark.parametrize("form", ["label-studio", "jsonl"])
def test_suggestions_are_shown_and_noted(
    cli: Cli, messages: Path, tmp_path: Path, form: str
) -> None:
    """A label beside a suggestion is never blind."""
    tasks, back = tmp_path / "tasks", tmp_path / "own.jsonl"
    order = ("annotations", "export", messages, "--out", tasks, "--format", form, "--suggest")
    assert cli(*order, "--today", TODAY).exit_code == 0
    if form == "jsonl":
        labels = {"intents": ["auszahlung"], "lane": "complex", "urgency": "U2"}
        more = {"effects": [], "spans": []}
        lines = read_jsonl(tasks)
        assert {line["suggested"]["intents"][0] for line in lines} == {"dank"}
        write(tasks, [line | labels | more for line in lines])
    else:
        content = json.loads(tasks.read_text(encoding="utf-8"))
        assert all(0 < task["predictions"][0]["score"] <= 1 for task in content)
        chosen = {"main": "auszahlung", "lane": "complex", "urgency": "U2"}
        tasks.write_text(json.dumps([_label(task, **chosen) for task in content]))
    result = cli("annotations", "import", tasks, "--out", back, "--format", form)
    assert result.exit_code == 0, result.output
    assert {gold.how for gold in annotations.load(back)} == {"corrected"}


def test_an_unknown_intent_is_refused(cli: Cli, messages: Path, tmp_path: Path) -> None:
    """Nothing is written, and the line is named."""
    tasks, back = tmp_path / "t.json", tmp_path / "own.jsonl"
    cli("annotations", "export", messages, "--out", tasks)
    content = json.loads(tasks.read_text(encoding="utf-8"))
    labelled = [_label(task, main="lob", lane="simple", urgency="U4") for task in content]
    tasks.write_text(json.dumps(labelled))
    result = cli("annotations", "import", tasks, "--out", back)
    assert result.exit_code == 1 and "own.jsonl:1: intents must be ids" in result.stderr
    assert not back.exists()


@pytest.mark.parametrize("content", ["", "{}", "[1]", "[{}"], ids=["empty", "object", "1", "torn"])
def test_what_is_no_export_is_said(cli: Cli, tmp_path: Path, content: str) -> None:
    """One line, no traceback."""
    tasks = tmp_path / "t.json"
    tasks.write_text(content)
    result = cli("annotations", "import", tasks, "--out", tmp_path / "own.jsonl")
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
