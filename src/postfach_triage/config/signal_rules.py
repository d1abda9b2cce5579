"""Read the signal rules: one YAML file a kind, and the word lists they share."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from postfach_triage.config.files import PACKAGED, Strict, read_yaml, validate
from postfach_triage.errors import ConfigError, TriageError
from postfach_triage.records import SIGNAL_KINDS, Level

PACKAGED_RULES = PACKAGED / "rules"
LISTS = "lists.yaml"
_NEGATIONS = frozenset(
    ("nicht", "nix", "nichts", "nie", "niemals", "ohne", "kein", "keine", "keinen", "keiner")
)


class Rule(Strict):
    """One rule of a kind: what it looks for, and the sentences that prove it."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    level: Level
    patterns: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    scope: Literal["own", "any"] = "own"
    examples: tuple[str, ...] = Field(min_length=5)
    counter_examples: tuple[str, ...] = Field(min_length=3)

    @field_validator("unless")
    @classmethod
    def _never_a_negation(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            words = pattern.replace("|", " ").replace("...", " ").split()
            if words and all(word.strip("=*?") in _NEGATIONS for word in words):
                raise ValueError("a negation never clears a signal")
        return patterns


class RuleFile(Strict):
    """The rules of one kind."""

    kind: str
    rules: tuple[Rule, ...]

    @field_validator("kind")
    @classmethod
    def _known_kind(cls, kind: str) -> str:
        if kind not in SIGNAL_KINDS:
            raise ValueError("unknown kind; allowed: " + ", ".join(SIGNAL_KINDS))
        return kind


class RuleSet(Strict):
    """All rules in force and the lists their patterns name."""

    files: tuple[RuleFile, ...]
    lists: dict[str, tuple[str, ...]]

    def plain(self) -> list[dict[str, Any]]:
        """Return the rules as plain data for the pipeline, without their examples."""
        keep = {"id", "level", "patterns", "unless", "scope"}
        return [
            {"kind": file.kind, **rule.model_dump(mode="json", include=keep)}
            for file in self.files
            for rule in file.rules
        ]

    def plain_lists(self) -> dict[str, list[str]]:
        """Return the lists as plain data for the pipeline."""
        return {name: list(words) for name, words in self.lists.items()}


class _Lists(Strict):
    lists: dict[str, tuple[str, ...]]


def load_rules(folders: Sequence[Path] = (PACKAGED_RULES,)) -> RuleSet:
    """Read every rule file; in a later folder a kind's file or a list replaces the earlier one.

    Raises ConfigError for a broken file, an unknown kind, and an id used twice.
    """
    lists: dict[str, tuple[str, ...]] = {}
    files: dict[str, RuleFile] = {}
    for path in (p for folder in folders for p in sorted(folder.glob("*.yaml"))):
        data = read_yaml(path)
        if path.name == LISTS:
            lists |= validate(_Lists, {"lists": data}, str(path)).lists
        else:
            file = validate(RuleFile, data, str(path))
            _check_ids(file, path)
            files[file.kind] = file
    return RuleSet(files=tuple(files[kind] for kind in sorted(files)), lists=lists)


def _check_ids(file: RuleFile, path: Path) -> None:
    """Raise ConfigError unless the file bears its kind's name and every id is used once."""
    ids = [rule.id for rule in file.rules]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    problems = [TriageError("rule id used twice", where=str(path), got=name) for name in twice]
    if path.stem != file.kind:
        problems.append(
            TriageError("file and kind differ", where=str(path), got=file.kind, allowed=path.stem)
        )
    if problems:
        raise ConfigError(problems)
