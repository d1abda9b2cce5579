"""Intents that an office has renamed, merged or split: settings that name the old ones follow.

`taxonomy_changes.yaml` is written by `postfach-triage taxonomy`. Packaged routing, replies and
mix go on naming the old ids; they are read as if they named what stands for them since.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field

from postfach_triage.config.files import Strict, read_yaml, validate
from postfach_triage.config.merging import merged

FILE = "taxonomy_changes.yaml"
_HEAD = "# Written by postfach-triage taxonomy. Labels and more may be set in taxonomy.yaml.\n"


class TaxonomyChanges(Strict):
    """The new intents, as taxonomy.yaml has them, and by which ids each old one was replaced."""

    intents: dict[str, dict[str, Any]] = Field(default_factory=dict)
    replaced: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def heirs(self, intent: str) -> tuple[str, ...]:
        """Give what stands for an intent today: itself, where it was never replaced."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = [intent]
        while waiting:
            name = waiting.pop(0)
            if name in self.replaced and name not in seen:
                waiting = [*self.replaced[name], *waiting]
            else:
                found[name] = None
            seen.add(name)
        return tuple(found)

    def names(self, intents: Iterable[str]) -> list[str]:
        """Replace the ids of a list, each once."""
        return list(dict.fromkeys(heir for name in intents for heir in self.heirs(name)))

    def keys(self, by_intent: Mapping[str, Any]) -> dict[str, Any]:
        """Replace the keys of a mapping; a value of its own goes before an inherited one."""
        inherited = {heir: value for name, value in by_intent.items() for heir in self.heirs(name)}
        own = {name: value for name, value in by_intent.items() if name in self.heirs(name)}
        return inherited | own

    def shares(self, mix: Mapping[str, float]) -> dict[str, float]:
        """Replace the keys of expected shares: merged ones add up, split ones are divided."""
        found: dict[str, float] = {}
        for name, share in mix.items():
            heirs = self.heirs(name)
            for heir in heirs:
                found[heir] = found.get(heir, 0) + share / len(heirs)
        return found


def load_changes(overlay: Path | None) -> TaxonomyChanges:
    """Read what an office has changed; raise ConfigError where the file is broken."""
    path = overlay / FILE if overlay else None
    if path is None or not path.is_file():
        return TaxonomyChanges()
    return validate(TaxonomyChanges, read_yaml(path) or {}, str(path))


def write_changes(overlay: Path, changes: TaxonomyChanges) -> None:
    """Write what an office has changed; one atomic write."""
    data = {"intents": changes.intents, "replaced": {k: [*v] for k, v in changes.replaced.items()}}
    draft = overlay / f".{FILE}.part"
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
        stream.write(_HEAD)
        yaml.safe_dump(data, stream, allow_unicode=True, sort_keys=False)
    draft.replace(overlay / FILE)


def follow(changes: TaxonomyChanges, data: dict[str, Any]) -> None:
    """Let the merged data of the settings files, by name, follow the changes, in place."""
    if not changes.replaced:
        return
    taxonomy = merged({"intents": changes.intents}, data.get("taxonomy.yaml", {}))
    kept = {k: v for k, v in taxonomy["intents"].items() if k in changes.heirs(k)}
    data["taxonomy.yaml"] = taxonomy | {"intents": kept}
    for file, path, how in _places(changes):
        if file in data:
            data[file] = _changed(data[file], path, how)


# Where settings name intents: the file, the keys down to the names (* is any), how they follow.
def _places(
    changes: TaxonomyChanges,
) -> Iterable[tuple[str, tuple[str, ...], Callable[[Any], Any]]]:
    return (
        ("office.yaml", ("expected_mix",), changes.shares),
        ("switches.yaml", ("intents",), changes.keys),
        ("routing.yaml", ("second_intents", "*"), changes.names),
        ("routing.yaml", ("cases", "*", "intents"), changes.names),
        ("routing.yaml", ("raises", "*", "intents"), changes.names),
        ("routing.yaml", ("raises", "*", "except_intents"), changes.names),
        ("routing.yaml", ("effects", "*", "intents"), changes.names),
        ("routing.yaml", ("effects", "*", "except_main"), changes.names),
        ("routing.yaml", ("effects", "*", "with_words"), changes.keys),
    )


def _changed(data: Any, path: tuple[str, ...], how: Callable[[Any], Any]) -> Any:
    """Return data with `how` applied to what lies at a path; what is not there stays away."""
    if not path:
        return how(data) if isinstance(data, Mapping | list) else data
    if not isinstance(data, Mapping):
        return data
    inside = data if path[0] == "*" else {path[0]} & data.keys()
    return {**data, **{name: _changed(data[name], path[1:], how) for name in inside}}
