"""A small folder of annotated messages, a folder of models and what measuring gives for them."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from triages import fake_triage

from postfach_triage.annotations import TRAINING_FILES
from postfach_triage.config.gates import load_gates
from postfach_triage.measuring import Evaluation, evaluate
from postfach_triage.records import Annotation
from postfach_triage.registry import META, TRAINED, traces_of

# Nothing of it may stand in a report on an office's own messages.
SECRET = "Zqgeheim"
SHARES = {"main intent first": [3, 4], "crises raised to U0 or U1": [2, 2]}
FULL_META: dict[str, Any] = {
    "trained_on": {"messages": 4, "persons": 3},
    "dev": SHARES,
    "crossfitted": SHARES,
    "bounds": [
        {"level": 0.01, "confidence": 0.95, "threshold": None, "errors": 0, "complex": 9}
        | {"allowed": -1, "covered": 0, "simple": 5, "needed": 299}
    ],
    "baselines": {"majority": SHARES},
    "learning_curve": [
        {"part": part, "messages": int(8 * part), "shares": SHARES} for part in (0.5, 1)
    ],
}


def line(name: str, person: str, intent: str = "dank", **more: Any) -> dict[str, Any]:
    """Give an annotated message; the fake model takes each for a simple thanks."""
    return {
        **{"id": name, "person": person, "text": f"Danke <b> {SECRET} {name}", "intents": [intent]},
        **{"lane": "simple", "urgency": "U4", "effects": [], "style": "plain", "lang": "de"},
        **{"spans": [], **more},
    }


def persons(*, dev: bool) -> list[str]:
    """Give names of writers that are dev, or are not."""
    names = [f"w{number}" for number in range(60)]
    return [n for n in names if (int(sha256(n.encode()).hexdigest(), 16) % 5 == 0) is dev]


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> Path:
    """Write a JSONL file."""
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    path.write_text(text, encoding="utf-8")
    return path


def write_folder(folder: Path) -> Path:
    """Write a folder of annotated messages of dev and other writers, second labels included."""
    folder.mkdir()
    for stem in TRAINING_FILES:
        (folder / f"{stem}.jsonl").touch()
    one, two = persons(dev=True)[:2]
    other = persons(dev=False)[0]
    lines = [
        line("p1", one),
        line("p2", one, "widerspruch", lane="complex", effects=["may_be_objection"]),
        line("p3", two, "auszahlung", urgency="U3", style="l2"),
        line("p4", two, "energiesperre", lane="complex", urgency="U0"),
        line("p5", other, "auszahlung"),
    ]
    write_lines(folder / "by_person.jsonl", lines)
    second = [
        {name: one[name] for name in ("id", "intents", "lane", "urgency", "effects")}
        for one in lines
    ]
    write_lines(folder / "second_labels.jsonl", second)
    return folder


def write_model(models: Path, version: str, trained: Iterable[Annotation], **meta: Any) -> Path:
    """Write what measuring reads of a model: meta.json and trained.txt."""
    (models / version).mkdir(parents=True)
    (models / version / META).write_text(json.dumps({"version": version, **meta}), "utf-8")
    traces = {trace for one in trained for trace in traces_of(one)}
    (models / version / TRAINED).write_text("\n".join(traces), "utf-8")
    return models


def measured(data: Path, models: Path) -> Evaluation:
    """Measure the fake model, whose version is `fake`."""
    return evaluate(data, models, fake_triage(), load_gates())
