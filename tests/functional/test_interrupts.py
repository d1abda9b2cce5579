"""Signals, pipes and locales: the program as a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from runs import TODAY

from postfach_triage.nightly.plan import Plan
from postfach_triage.nightly.run import score
from postfach_triage.triage import Triage

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parents[1] / "data" / "portal_beispiel.csv"
PROGRAM = (sys.executable, "-c", "from postfach_triage.cli.main import main; main()")
ROWS = 30_000
PATIENCE = 120  # seconds until a test gives up, on a busy machine too


def _start(*words: object, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        # A shell's background job ignores Ctrl-C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


@pytest.fixture(scope="module")
def long_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an export that takes much longer than a test waits for."""
    path = tmp_path_factory.mktemp("long") / "long.jsonl"
    rows = ({"message_id": str(n), "text": f"Anbei Lohn Nr. {n}"} for n in range(ROWS))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
def test_an_interrupted_run_can_go_on(
    long_export: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """The code says what happened, one line how to go on; what is done is kept, no results yet."""
    runs = tmp_path / "runs"
    process = _start("score", long_export, "--out", tmp_path / "out.jsonl", "--runs", runs)
    deadline = time.monotonic() + PATIENCE
    while not list(runs.glob("*/parts/*.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    _out, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert len(errors.splitlines()) == 1
    assert b"Run the same command again to go on" in errors
    (manifest,) = (json.loads(path.read_bytes()) for path in runs.glob("*/manifest.json"))
    assert manifest["finished"] is None
    assert not (tmp_path / "out.jsonl").exists()


def test_a_reader_that_leaves_is_no_failure(tmp_path: Path) -> None:
    """Like `| head -1`: the first row arrives, then nothing is said and the code is 0."""
    export = tmp_path / "long.jsonl"
    rows = ({"message_id": str(n), "text": "Danke"} for n in range(2_000))
    export.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    process = _start("score", export, "--out", "-", "--with-text", "--runs", tmp_path / "runs")
    assert process.stdout is not None and process.stderr is not None
    first = json.loads(process.stdout.readline())
    process.stdout.close()
    assert (process.wait(timeout=PATIENCE), process.stderr.read()) == (0, b"")
    process.stderr.close()
    assert first["row"] == "long.jsonl#1"


def test_locale_and_hash_seed_change_nothing(triage: Triage, tmp_path: Path) -> None:
    """Under LC_ALL=C another process writes the same results, byte for byte."""
    words = ("score", SAMPLE, "--with-text", "--today", TODAY, "--out", tmp_path / "c.jsonl")
    process = _start(*words, "--runs", tmp_path / "runs", LC_ALL="C", LANG="C", PYTHONHASHSEED="7")
    _out, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (4, b"")
    runs = tmp_path / "runs here"
    plan = Plan(SAMPLE, tmp_path / "here.jsonl", "jsonl", runs, with_text=True, today=TODAY)
    score(plan, triage, progress=lambda _rows: None)
    assert (tmp_path / "c.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
