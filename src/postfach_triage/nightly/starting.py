"""How a run begins: where it stopped, or anew."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from postfach_triage.exports.columns import RunInfo
from postfach_triage.nightly.folder import RunFolder
from postfach_triage.nightly.manifest import Manifest, read_manifest
from postfach_triage.nightly.plan import Plan
from postfach_triage.version import VERSION

BERLIN = ZoneInfo("Europe/Berlin")


def moment() -> datetime:
    """Read the clock, in Germany."""
    return datetime.now(BERLIN)


def now() -> str:
    """Give the time as ISO 8601."""
    return moment().isoformat(timespec="seconds")


def begin(
    plan: Plan, folder: RunFolder, info: RunInfo, today: date, say: Callable[[str], None]
) -> Manifest:
    """Take up a run where it stopped, without the chunks whose files are damaged; else begin."""
    if plan.fresh:
        folder.remove()
    manifest = read_manifest(folder.path)
    if manifest is not None:
        _drop_damaged(manifest, folder, say)
        if manifest.finished is None:
            manifest.attempts += 1
            manifest.write(folder.path)
            say(f"Going on with run {info.run_id} of {manifest.today}: {manifest.rows:,} rows done")
        return manifest
    _tell_of_another(plan, info, say)
    folder.remove()
    folder.create()
    manifest = Manifest(
        run_id=info.run_id,
        export=_name_of(plan),
        input_sha256=info.input_sha256,
        model_version=info.model_version,
        rules_version=info.rules_version,
        calibrated_on=info.calibrated_on,
        program=VERSION,
        today=today,
        started=now(),
        options={
            "mapping": dict(plan.mapping or {}),
            "with_text": plan.with_text,
            "new_only": plan.new_only,
        },
    )
    manifest.write(folder.path)
    return manifest


def _name_of(plan: Plan) -> str:
    return plan.name or str(plan.export.resolve())


def _drop_damaged(manifest: Manifest, folder: RunFolder, say: Callable[[str], None]) -> None:
    damaged = [n for n, done in manifest.chunks.items() if not folder.sound(n, done)]
    if damaged:
        say(f"{len(damaged)} parts of run {manifest.run_id} are damaged and scored again")
        manifest.finished = None
    for number in damaged:
        del manifest.chunks[number]


def _tell_of_another(plan: Plan, info: RunInfo, say: Callable[[str], None]) -> None:
    """Say that an unfinished run of the same export saw other bytes, so that nobody wonders."""
    if plan.name or not plan.runs.is_dir():
        return
    for path in sorted(plan.runs.iterdir()):
        other = read_manifest(path)
        if (
            other is not None
            and other.finished is None
            and other.export == _name_of(plan)
            and other.input_sha256 != info.input_sha256
        ):
            say(f"The export changed since run {other.run_id} stopped: {info.run_id} begins anew")
