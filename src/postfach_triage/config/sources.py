"""Read the packaged files and an office's folder, and remember where each value stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from postfach_triage.config.files import PACKAGED, read_yaml
from postfach_triage.config.merging import ARROW, leaves, merged
from postfach_triage.config.replaced import FILE as TAXONOMY_CHANGES
from postfach_triage.config.replaced import follow, load_changes
from postfach_triage.errors import ConfigError, TriageError

FILES = ("office.yaml", "taxonomy.yaml", "teams.yaml", "routing.yaml", "crisis_notes.yaml")
SWITCHES = "switches.yaml"
CALIBRATION = "calibration.json"
SETTINGS = (*FILES, SWITCHES, CALIBRATION)
# Read by the rooms that own them; named here so that a misspelt file is noticed.
OTHERS = ("office_texts.yaml", "gates.yaml", "plain_language.yaml", TAXONOMY_CHANGES)
FOLDERS = ("rules", "replies")
_SETTINGS_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(slots=True)
class Sources:
    """The merged data of each file, the place of each value by (file, key path), the problems."""

    data: dict[str, Any] = field(default_factory=dict)
    packaged: dict[str, Any] = field(default_factory=dict)
    origins: dict[tuple[str, str], str] = field(default_factory=dict)
    problems: list[TriageError] = field(default_factory=list)

    def place(self, file: str, path: str) -> str:
        """Return the file that holds `path`, or else the nearest key around it."""
        exact = self.origins.get((file, path))
        if exact is not None:
            return exact
        parts = path.split(ARROW)
        for end in range(len(parts), 0, -1):
            here = ARROW.join(parts[:end])
            for (name, key), place in reversed(self.origins.items()):
                if name == file and (key == here or key.startswith(here + ARROW)):
                    return place
        return file


def read_sources(overlay: Path | None) -> Sources:
    """Read everything there is; what cannot be read becomes a problem."""
    sources = Sources()
    for file in FILES:
        lay(sources, file, PACKAGED / file)
    sources.packaged = dict(sources.data)
    if overlay is not None:
        _lay_overlay(sources, overlay)
    return sources


def _lay_overlay(sources: Sources, overlay: Path) -> None:
    if not overlay.is_dir():
        sources.problems.append(
            TriageError("no such folder", where=str(overlay), next_step="postfach-triage init DIR")
        )
        return
    for path in sorted(overlay.iterdir()):
        if path.name in SETTINGS:
            lay(sources, path.name, path)
        elif path.suffix in _SETTINGS_SUFFIXES and path.name not in OTHERS:
            allowed = ", ".join((*SETTINGS, *OTHERS, *(f"{name}/" for name in FOLDERS)))
            sources.problems.append(
                TriageError("unknown settings file", where=str(path), allowed=allowed)
            )
    try:
        follow(load_changes(overlay), sources.data)
    except ConfigError as error:
        sources.problems += error.problems


def lay(sources: Sources, file: str, path: Path) -> None:
    """Lay one file over what is there of it, and remember where its values stand."""
    try:
        over = _read(path)
    except ConfigError as error:
        sources.problems += error.problems
        return
    if not isinstance(over, Mapping):
        got = type(over).__name__
        sources.problems.append(TriageError("must hold keys and values", where=str(path), got=got))
        return
    sources.data[file] = merged(sources.data.get(file, {}), over)
    for key, _ in leaves(over):
        # Taken out first: the latest file stands last, where `place` looks first.
        sources.origins.pop((file, key), None)
        sources.origins[file, key] = str(path)


def _read(path: Path) -> Any:
    """Read YAML or JSON; an empty file says nothing."""
    if path.suffix != ".json":
        data = read_yaml(path)
        return {} if data is None else data
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise ConfigError([TriageError("broken JSON", where=str(path))]) from None
