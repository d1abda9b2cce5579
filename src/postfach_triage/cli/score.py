"""`postfach-triage score`: the nightly run."""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from postfach_triage.cli.border import SOME_ROWS_FAILED
from postfach_triage.cli.loading import load_triage
from postfach_triage.cli.options import AsJson, Config, Models, ModelVersion, Today
from postfach_triage.errors import ExportError

if TYPE_CHECKING:
    from postfach_triage.nightly import Plan, Summary
    from postfach_triage.triage import Triage

STDIN = Path("-")


class Format(StrEnum):
    """The formats of a results file."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"


Export = Annotated[
    Path,
    typer.Argument(
        metavar="EXPORT", help="Export file (CSV, JSONL, Parquet, XLSX, .gz), a folder, or -."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="RESULTS",
        help="Results file, or - for stdout. Default: beside the export.",
    ),
]
FileFormat = Annotated[
    Format | None, typer.Option("--format", help="Default: the suffix of --out, else jsonl.")
]
WithText = Annotated[
    bool, typer.Option("--with-text", help="Put the clients' words into the results.")
]
Check = Annotated[bool, typer.Option("--check", help="Only read the file and say what was found.")]
Mapping = Annotated[
    str | None,
    typer.Option(
        "--map", metavar="PAIRS", help="Names of columns: text=Nachricht,message_id=ID,..."
    ),
]


def score(
    export: Export,
    out: Out = None,
    file_format: FileFormat = None,
    with_text: WithText = False,
    model: ModelVersion = None,
    models: Models = None,
    config: Config = None,
    mapping: Mapping = None,
    check: Check = False,
    today: Today = None,
    as_json: AsJson = False,
) -> None:
    """Score an export file and write results; every row of the export appears exactly once.

    Exit code 0: done. 4: done, but some rows could not be scored; they are in the results
    with a team and an urgency. The mailbox is no emergency channel.
    """
    named = mapping_of(mapping)
    with export_file(export) as (path, name):
        if check:
            from postfach_triage.cli.check_export import report_check

            raise typer.Exit(report_check(path, named, name, as_json=as_json))
        triage = load_triage(model=model, models=models, config=config, today=today)
        from postfach_triage.nightly import Plan

        target, kind = _target(None if name else path, out, file_format)
        plan = Plan(path, target, kind, named, with_text, name)
        _report(_run(plan, triage), target, as_json=as_json)


def _run(plan: "Plan", triage: "Triage") -> "Summary":
    from postfach_triage.cli.progress import shown
    from postfach_triage.nightly import score as run

    with shown() as progress:
        return run(plan, triage, progress=progress)


def _report(summary: "Summary", target: Path | BinaryIO, *, as_json: bool) -> None:
    from postfach_triage.cli.summary import lines

    if as_json:
        text = json.dumps(summary.as_dict(), ensure_ascii=False, indent=1)
    else:
        text = "\n".join(lines(summary, target if isinstance(target, Path) else None))
    # Results on stdout are data; the summary must not get between them.
    typer.echo(text, err=not isinstance(target, Path))
    if summary.status["failed"]:
        raise typer.Exit(SOME_ROWS_FAILED)


@contextmanager
def export_file(export: Path) -> Iterator[tuple[Path, str | None]]:
    """Give a file that can be read twice; stdin is copied, readable by us alone."""
    if export != STDIN:
        yield export, None
        return
    from postfach_triage.exports.sources import STDIN as NAME
    from postfach_triage.exports.sources import spool

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / NAME
        spool(sys.stdin.buffer, copy)
        yield copy, NAME


def _target(
    export: Path | None, out: Path | None, file_format: Format | None
) -> tuple[Path | BinaryIO, str]:
    from postfach_triage.exports.writing import format_of, results_path

    given = file_format.value if file_format else None
    if out == Path("-"):
        return sys.stdout.buffer, given or "jsonl"
    if out is not None:
        return out, format_of(out, given)
    return results_path(export, given or "jsonl"), given or "jsonl"


def mapping_of(given: str | None) -> dict[str, str] | None:
    """Read the value of --map; a wrong one is wrong usage."""
    from postfach_triage.exports.headers import parse_mapping

    try:
        return None if given is None else parse_mapping(given)
    except ExportError as error:
        raise typer.BadParameter(str(error)) from None
