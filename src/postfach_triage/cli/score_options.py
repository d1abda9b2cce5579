"""The options of `postfach-triage score`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """The formats of a results file."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"


class Engine(StrEnum):
    """Where chunks are scored."""

    local = "local"
    dask = "dask"


class Split(StrEnum):
    """What results may be split by."""

    team = "team"


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
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        metavar="N",
        help="Processes at a time. Default: 1 below 200,000 rows, else one a core.",
    ),
]
OnEngine = Annotated[
    Engine, typer.Option("--engine", help="This machine, or Dask (extra `cluster`).")
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler, tls://HOST:PORT. Default: processes on this machine.",
    ),
]
NewOnly = Annotated[
    bool,
    typer.Option(
        "--new-only",
        help="Only messages that no finished run has; ends at once while another run is at work.",
    ),
]
Resume = Annotated[
    bool, typer.Option("--resume/--fresh", help="Go on where the run stopped, or score anew.")
]
Against = Annotated[
    Path | None,
    typer.Option("--against", metavar="RESULTS", help="Say what changed since these results."),
]
SplitBy = Annotated[
    Split | None, typer.Option("--split", help="Write one more results file for each team.")
]
