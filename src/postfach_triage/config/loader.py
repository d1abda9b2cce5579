"""Load the office: packaged settings, the overlay on top of them, checked as a whole."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from postfach_triage.config.crisis_notes import CrisisNotes
from postfach_triage.config.cross_checks import cross_checks
from postfach_triage.config.files import M, validate
from postfach_triage.config.office import Office, Settings
from postfach_triage.config.overlay_files import Calibration, Switches
from postfach_triage.config.promises import broken_promises
from postfach_triage.config.routing_table import RoutingTable
from postfach_triage.config.sources import CALIBRATION, SWITCHES, Sources, read_sources
from postfach_triage.config.taxonomy import Stage, Taxonomy
from postfach_triage.config.teams import Organisation
from postfach_triage.errors import ConfigError, TriageError

# The page shows neither lane mark nor suggestion.
CAREFUL: Stage = "schatten"


def load(overlay: Path | None = None) -> Office:
    """Return the office's configuration; raise ConfigError with every problem found."""
    sources = read_sources(overlay)
    office = build_office(sources, overlay)
    if sources.problems or office is None:
        raise ConfigError(sources.problems)
    return office


def build_office(sources: Sources, overlay: Path | None) -> Office | None:
    """Build the office; what is wrong is added to the problems of `sources`."""
    settings = _valid(sources, Settings, "office.yaml")
    switches = _valid(sources, Switches, SWITCHES) or Switches()
    stage = settings.stage if settings else CAREFUL
    taxonomy = _valid(sources, Taxonomy, "taxonomy.yaml", partial(_filled, stage, switches))
    people = _valid(sources, Organisation, "teams.yaml")
    table = _valid(sources, RoutingTable, "routing.yaml")
    notes = _valid(sources, CrisisNotes, "crisis_notes.yaml")
    calibration = _valid(sources, Calibration, CALIBRATION)
    if not (settings and taxonomy and people and table and notes):
        return None
    office = Office(
        settings=settings,
        intents=taxonomy.intents,
        functions=people.functions,
        teams=people.teams,
        routing=table,
        crisis_notes=notes,
        switches=switches,
        calibration=calibration,
        effective=sources.data,
        overlay=overlay,
    )
    sources.problems += [*cross_checks(office, sources), *broken_promises(office, sources)]
    return office


def _filled(stage: str, switches: Switches, data: dict[str, Any]) -> dict[str, Any]:
    """Give each intent its id and stage: the office's, its own, none where it is switched off."""
    intents = data.get("intents")
    if not isinstance(intents, dict):
        return data
    off = {name: {"stage": CAREFUL} for name in switches.intents}
    filled = {
        name: {"stage": stage, **intent, **off.get(name, {}), "id": name}
        for name, intent in intents.items()
        if isinstance(intent, dict)
    }
    return {**data, "intents": {**intents, **filled}}


def _as_read(data: dict[str, Any]) -> dict[str, Any]:
    return data


def _valid(
    sources: Sources,
    model: type[M],
    file: str,
    prepare: Callable[[dict[str, Any]], dict[str, Any]] = _as_read,
) -> M | None:
    """Validate one file's merged data; each problem names the file that holds the wrong key."""
    if file not in sources.data:
        return None
    try:
        return validate(model, prepare(sources.data[file]), file)
    except ConfigError as error:
        for problem in error.problems:
            where = sources.place(file, problem.what.partition(": ")[0])
            sources.problems.append(TriageError(problem.what, where=where, got=problem.got))
        return None
