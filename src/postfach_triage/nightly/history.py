"""The runs of a folder: list them, delete old ones."""

from datetime import datetime, timedelta
from pathlib import Path

from postfach_triage.errors import RunError
from postfach_triage.nightly.folder import RunFolder
from postfach_triage.nightly.known import FILE as INDEX
from postfach_triage.nightly.known import known
from postfach_triage.nightly.manifest import Manifest, read_manifest


def all_runs(runs: Path) -> list[Manifest]:
    """Read the manifests of a runs folder, the oldest first."""
    if not runs.is_dir():
        raise RunError("no such folder of runs", where=str(runs), next_step="name another --runs")
    found = [read_manifest(path) for path in runs.iterdir()]
    return sorted((one for one in found if one is not None), key=_time)


def one_run(runs: Path, run_id: str) -> Manifest:
    """Find a run by its id or the beginning of its id."""
    found = [one for one in all_runs(runs) if run_id and one.run_id.startswith(run_id)]
    if len(found) != 1:
        raise RunError(
            "no such run" if not found else "more than one run begins so",
            where=str(runs),
            got=run_id,
            next_step="postfach-triage runs list",
        )
    return found[0]


def purge(runs: Path, *, older_than: timedelta, now: datetime) -> list[str]:
    """Delete the runs nothing was done to for so long, finished or not; give their names.

    A folder whose manifest cannot be read counts by its own time. Hold the lock around this.
    """
    old = [path for path in _folders(runs) if now - _last(path, now) > older_than]
    for path in old:
        RunFolder(path).remove()
    if (runs / INDEX).exists():
        with known(runs):
            pass  # opening it lets go of the messages of deleted runs
    return [path.name for path in old]


def _folders(runs: Path) -> list[Path]:
    return sorted(path for path in runs.iterdir() if path.is_dir())


def _last(path: Path, now: datetime) -> datetime:
    manifest = read_manifest(path)
    if manifest is not None:
        return _time(manifest)
    return datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)


def _time(run: Manifest) -> datetime:
    """Give the time of the last thing a run did."""
    return datetime.fromisoformat(run.finished or run.updated or run.started)
