"""`postfach-triage score --check`: read an export and say what was found."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import typer

from postfach_triage.cli.border import DONE, FAILED
from postfach_triage.exports.inspection import FileCheck, inspect

SHOWN = 20


def report_check(
    export: Path, mapping: Mapping[str, str] | None, name: str | None, *, as_json: bool
) -> int:
    """Print one block a file; give the exit code."""
    found = inspect(export, mapping, name=name)
    if as_json:
        typer.echo(json.dumps([asdict(file) for file in found.files], ensure_ascii=False, indent=1))
    else:
        for file in found.files:
            typer.echo("\n".join(_lines(file)))
    return DONE if found.sound else FAILED


def _lines(file: FileCheck) -> Iterator[str]:
    kind = [file.format, file.encoding, file.delimiter and f"delimiter {file.delimiter!r}"]
    yield f"{file.name}: " + (", ".join(part for part in kind if part) or "not readable")
    for column, ours in file.columns:
        yield f"  {column} -> {ours or 'carried through'}"
    if file.problem:
        yield f"  PROBLEM {file.problem}"
    else:
        yield f"  {file.rows:,} rows, {file.outgoing:,} outgoing, {file.failed_rows:,} not readable"
    for note, count in file.notes:
        yield f"  note: {count:,} x {note}"
    for reason, count in file.reasons:
        yield f"  FAILED {count:,} x {reason}"
    for row, reason in file.failed[:SHOWN]:
        yield f"    {row}: {reason}"
    if file.use_map:
        yield f"  use: {file.use_map}"
