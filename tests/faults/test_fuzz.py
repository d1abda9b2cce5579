"""Whatever a portal writes: no traceback and no lost row."""

import csv
import gzip
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postfach_triage.errors import TriageError
from postfach_triage.nightly.plan import Plan
from postfach_triage.nightly.run import score
from postfach_triage.triage import Triage

DATA = Path(__file__).parents[1] / "data"
SAMPLES = tuple(path.read_bytes() for path in sorted(DATA.glob("portal_*")))
SUFFIXES = (".csv", ".jsonl", ".tsv", ".xlsx", ".parquet", ".csv.gz", ".jsonl.gz", "")
EACH = 500  # inputs of each of the two kinds

WORDS = "Danke Strom weg Widerspruch \" ' ; , \t \n \r\n = { } \\ 🙂 ä \x00"
words = st.sampled_from(WORDS.split(" "))
texts = st.one_of(st.lists(words, max_size=8).map(" ".join), st.text(max_size=40))
cells = st.one_of(texts, st.none(), st.integers(), st.lists(st.text(max_size=3), max_size=2))
names = st.sampled_from(
    ["message_id", "text", "subject", "received_at", "attachments", "direction", "team", "BG"]
)


@st.composite
def broken_files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Cut, double, overwrite and lengthen a sample export, under any name."""
    content = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 200)))
        content[start:end] = draw(
            st.one_of(st.binary(max_size=20), st.just(bytes(content[start:end]) * 2))
        )
    suffix = draw(st.sampled_from(SUFFIXES))
    packed = suffix.endswith(".gz") and draw(st.booleans())
    return f"a{suffix}", gzip.compress(bytes(content)) if packed else bytes(content)


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _rows(triage: Triage, name: str, content: bytes) -> list[dict[str, Any]] | None:
    """Score; None where the file is refused, which must be one line."""
    with _folder() as folder:
        export, target = folder / name, folder / "out.results.jsonl"
        export.write_bytes(content)
        try:
            plan = Plan(export, target, "jsonl", folder / "runs")
            summary = score(plan, triage, progress=lambda _rows: None)
        except TriageError as error:
            assert str(error) and "\n" not in str(error)
            assert not target.exists()
            return None
        lines = target.read_text(encoding="utf-8").split("\n")
        assert lines.pop() == "" and summary.counts.rows == len(lines)
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def fuzzed(short: bool) -> settings:
    """Say how many inputs are tried."""
    return settings(
        max_examples=50 if short else EACH,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def test_a_broken_file_is_refused_or_read_to_its_end(triage: Triage, fuzzed: settings) -> None:
    """Rows are numbered without a gap, each with a status and, if judged, a place to go."""

    @fuzzed
    @given(broken_files())
    def holds(file: tuple[str, bytes]) -> None:
        name, content = file
        rows = _rows(triage, name, content)
        if rows is None:
            return
        assert [row["row"] for row in rows] == [f"{name}#{n + 1}" for n in range(len(rows))]
        for row in rows:
            assert row["status"] in ("scored", "failed", "out")
            assert row["status"] == "out" or (row["team"] and row["urgency"] and row["lane"])

    holds()


def test_every_record_has_its_row(triage: Triage, fuzzed: settings) -> None:
    """As many rows come out as were written, with their ids, whatever stands in the cells."""

    @fuzzed
    @given(
        st.lists(st.dictionaries(names, cells), min_size=1, max_size=6),
        st.sampled_from(["csv", "jsonl"]),
    )
    def holds(records: list[dict[str, Any]], kind: str) -> None:
        for number, record in enumerate(records):
            record.setdefault("text", "")
            record["message_id"] = f"M{number}"
        rows = _rows(triage, f"a.{kind}", _csv(records) if kind == "csv" else _jsonl(records))
        assert rows is not None
        assert [row["message_id"] for row in rows] == [r["message_id"] for r in records]

    holds()


def _jsonl(records: list[dict[str, Any]]) -> bytes:
    return "\n".join(map(json.dumps, records)).encode()


def _csv(records: list[dict[str, Any]]) -> bytes:
    columns = list(dict.fromkeys(["message_id", "text", *(n for r in records for n in r)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode("utf-8", "replace")
