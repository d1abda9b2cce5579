"""`postfach-triage redact`: pseudonymise the texts of an export."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from postfach_triage.cli.border import SOME_ROWS_FAILED, say
from postfach_triage.cli.score import export_file, mapping_of
from postfach_triage.cli.score_options import Export, Mapping


def redact(
    export: Export,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="JSONL file. Default: stdout.")
    ] = None,
    mapping: Mapping = None,
) -> None:
    """Replace personal identifiers by typed, numbered placeholders; one JSON object a row.

    The result is pseudonymised, not anonymous: what a message tells may still name its writer.
    """
    from postfach_triage.exports.reading import read_rows
    from postfach_triage.preprocess.redaction import redact as pseudonymise

    failed = 0
    with export_file(export) as (path, name), _opened(out) as stream:
        for row in read_rows(path, mapping=mapping_of(mapping), name=name):
            failed += row.error is not None
            text, spans = pseudonymise(row.message)
            plain = [{"start": s.start, "end": s.end, "label": s.label} for s in spans]
            line = {"message_id": row.message.id, "text": text, "spans": plain}
            stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    if failed:
        say(f"{failed:,} rows could not be read whole; what was readable is redacted")
        raise typer.Exit(SOME_ROWS_FAILED)


@contextmanager
def _opened(out: Path | None) -> Iterator[BinaryIO]:
    if out is None or out == Path("-"):
        # The data are UTF-8 whatever the terminal speaks.
        yield sys.stdout.buffer
        return
    # Seen under its name only when complete, like results.
    part = out.with_name(f".{out.name}.part")
    part.unlink(missing_ok=True)
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            yield stream
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
