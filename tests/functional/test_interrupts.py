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

from postfach_triage.nightly import Plan, score
from postfach_triage.triage import Triage

SAMPLE = Path(__file__).parents[1] / "data" / "portal_beispiel.csv"
PROGRAM = (sys.executable, "-c", "from postfach_triage.cli.main import main; main()")
PATIENCE = 120  # seconds until a test gives up, on a busy machine too


def _start(*words: object, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*PROGRAM, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def long_export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an export that takes much longer than a test waits for."""
    path = tmp_path_factory.mktemp("long") / "long.jsonl"
    rows = ({"message_id": str(n), "text": f"Anbei Lohn Nr. {n}"} for n in range(60_000))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "SIGTERM"]
)
def test_an_interrupted_run_leaves_no_results(
    long_export: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    """The code says what happened, one line how to go on; no file looks like results."""
    process = _start("score", long_export, "--out", tmp_path / "out.jsonl")
    deadline = time.monotonic() + PATIENCE
    while not any(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(number)
    _out, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert len(errors.splitlines()) == 1 and b"Run the same command again" in errors
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_leaves_is_no_failure(long_export: Path) -> None:
    """Like `| head -1`: the first row arrives, then nothing is said and the code is 0."""
    process = _start("score", long_export, "--out", "-")
    assert process.stdout is not None and process.stderr is not None
    first = json.loads(process.stdout.readline())
    process.stdout.close()
    assert (process.wait(timeout=PATIENCE), process.stderr.read()) == (0, b"")
    process.stderr.close()
    assert first["row"] == "long.jsonl#1"


def test_locale_and_hash_seed_change_nothing(triage: Triage, tmp_path: Path) -> None:
    """Under LC_ALL=C another process writes the same results, byte for byte."""
    words = ("score", SAMPLE, "--with-text", "--today", TODAY, "--out")
    process = _start(*words, tmp_path / "c.jsonl", LC_ALL="C", LANG="C", PYTHONHASHSEED="7")
    _out, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (4, b"")
    plan = Plan(SAMPLE, tmp_path / "here.jsonl", "jsonl", with_text=True)
    score(plan, triage, progress=lambda _rows: None)
    assert (tmp_path / "c.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
