"""Results from a run's parts: one file, and where asked one more for each team."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from postfach_triage.errors import ExportError
from postfach_triage.exports.writing import render, rows_of, writer


def team_path(results: Path, team: str) -> Path:
    """Name a team's file beside the results.

    >>> str(team_path(Path("in/portal.results.jsonl"), "LG"))
    'in/portal.results.LG.jsonl'
    """
    return results.with_name(f"{results.stem}.{team}{results.suffix}")


def render_results(
    parts: Sequence[Path],
    target: Path | BinaryIO,
    file_format: str,
    *,
    extra: Sequence[str],
    with_text: bool,
    teams: Iterable[str] = (),
) -> None:
    """Write the results, and a file for each of `teams`, empty where a team has no row."""
    render(parts, target, file_format, extra_columns=extra, with_text=with_text)
    if not teams:
        return
    if not isinstance(target, Path):
        raise ExportError("one file a team needs files", where="--split", next_step="name an --out")
    with ExitStack() as stack:
        files = {
            team: stack.enter_context(
                writer(
                    team_path(target, team), file_format, extra_columns=extra, with_text=with_text
                )
            )
            for team in teams
        }
        for part in parts:
            for row in rows_of(part):
                if row["team"] in files:
                    files[row["team"]].write(row)
