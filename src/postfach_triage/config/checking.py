"""Everything that is set and everything that is wrong: what `check-config` prints."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from postfach_triage.config.files import PACKAGED
from postfach_triage.config.gates import load_gates
from postfach_triage.config.loader import build_office
from postfach_triage.config.merging import leaves
from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.plain_language import load_plain_language
from postfach_triage.config.reply_templates import Templates, load_templates
from postfach_triage.config.signal_rules import PACKAGED_RULES, RuleSet, load_rules
from postfach_triage.config.sources import OTHERS, SWITCHES, Sources, lay, read_sources
from postfach_triage.errors import ConfigError, TriageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value:
    """One effective setting: its file, its key path, its value, and the file it comes from."""

    file: str
    key: str
    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Report:
    """What `check-config` prints: everything that is wrong, and every value."""

    findings: tuple[TriageError, ...]
    values: tuple[Value, ...]


def check(overlay: Path | None = None) -> Report:
    """Return all findings and all values of the configuration; never raise ConfigError.

    Settings are listed value by value, signal rules and replies file by file.
    """
    sources = read_sources(overlay)
    office = build_office(sources, overlay)
    others = _others(overlay)
    findings = [*sources.problems, *others.problems]
    rules = _tried(findings, lambda: load_rules([PACKAGED_RULES, *_own(overlay, "rules")]))
    replies = _tried(findings, lambda: load_templates(overlay / "replies" if overlay else None))
    for loader in (load_office_texts, load_gates, load_plain_language):
        _tried(findings, partial(loader, overlay))
    if office is not None and replies is not None:
        findings += _unknown_switches(office.switches.replies, replies, sources)
    values = (*_values(sources), *_values(others), *_files(overlay, rules, replies))
    return Report(tuple({str(one): one for one in findings}.values()), values)


def _tried(findings: list[TriageError], load: Callable[[], T]) -> T | None:
    try:
        return load()
    except ConfigError as error:
        findings += error.problems
        return None


def _own(overlay: Path | None, folder: str) -> list[Path]:
    """Give the office's own folder, if there is one."""
    own = overlay / folder if overlay else None
    return [own] if own is not None and own.is_dir() else []


def _others(overlay: Path | None) -> Sources:
    """Read the files that other rooms load, to tell where their values stand."""
    sources = Sources()
    for file in OTHERS:
        lay(sources, file, PACKAGED / file)
        if overlay is not None and (overlay / file).exists():
            lay(sources, file, overlay / file)
    return sources


def _values(sources: Sources) -> Iterator[Value]:
    for file, data in sources.data.items():
        for key, value in leaves(data):
            yield Value(file, key, value, sources.place(file, key))


def _files(
    overlay: Path | None, rules: RuleSet | None, replies: Templates | None
) -> Iterator[Value]:
    for file in rules.files if rules else ():
        name = f"rules/{file.kind}.yaml"
        yield Value(name, "rules", len(file.rules), _origin(overlay, name))
    for reply in replies.replies.values() if replies else ():
        name = f"replies/{reply.id}.yaml"
        yield Value(name, "review", reply.review, _origin(overlay, name))


def _origin(overlay: Path | None, name: str) -> str:
    own = overlay / name if overlay else None
    return str(own if own is not None and own.exists() else PACKAGED / name)


def _unknown_switches(switched: Any, replies: Templates, sources: Sources) -> Iterator[TriageError]:
    for name in switched:
        if name not in replies.replies:
            path = f"replies -> {name}"
            yield TriageError(
                f"{path}: unknown reply",
                where=sources.place(SWITCHES, path),
                got=name,
                allowed="an id of postfach-triage replies list",
            )
