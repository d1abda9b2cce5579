"""What one settings file says about another: every name used must exist."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from postfach_triage.config.office import Office
from postfach_triage.config.routing_table import EffectRule, RoutingTable, Step, When
from postfach_triage.config.sources import SWITCHES, Sources
from postfach_triage.errors import TriageError
from postfach_triage.records import CRISES, SIGNAL_KINDS


class _Use(NamedTuple):
    """A name used at a key path of a file; `kind` says where it must be known."""

    file: str
    path: str
    kind: str
    name: str


def cross_checks(office: Office, sources: Sources) -> list[TriageError]:
    """Return one problem for each name without a meaning and each name that is missing."""
    allowed: dict[str, Iterable[str]] = {
        "function": office.functions,
        "team": office.teams,
        "intent": office.intents,
        "cue": office.routing.cues,
        "signal kind": SIGNAL_KINDS,
    }
    uses = [*_people_uses(office), *_office_uses(office), *_routing_uses(office.routing)]
    problems = [
        TriageError(
            f"{use.path}: unknown {use.kind}",
            where=sources.place(use.file, use.path),
            got=use.name,
            allowed=", ".join(allowed[use.kind]),
        )
        for use in uses
        if use.name not in allowed[use.kind]
    ]
    return [
        *problems,
        *_missing(sources, "routing.yaml", "signals", SIGNAL_KINDS, office.routing.signals),
        *_missing(sources, "taxonomy.yaml", "intents", CRISES, office.intents),
        *_missing(sources, "crisis_notes.yaml", "notes", CRISES, office.crisis_notes.notes),
    ]


def _missing(
    sources: Sources, file: str, path: str, needed: Iterable[str], there: Mapping[str, object]
) -> list[TriageError]:
    where = sources.place(file, path)
    return [
        TriageError(f"{path} -> {name}: is missing", where=where)
        for name in needed
        if name not in there
    ]


def _people_uses(office: Office) -> Iterator[_Use]:
    for name, intent in office.intents.items():
        yield _Use("taxonomy.yaml", f"intents -> {name} -> function", "function", intent.function)
    for name, function in office.functions.items():
        path = f"functions -> {name}"
        yield _Use("teams.yaml", f"{path} -> catch_all", "team", function.catch_all)
        for key in function.keys:
            for team in key.teams.values():
                yield _Use("teams.yaml", f"{path} -> keys", "team", team)


def _office_uses(office: Office) -> Iterator[_Use]:
    for name in office.settings.expected_mix:
        yield _Use("office.yaml", f"expected_mix -> {name}", "intent", name)
    for name in office.switches.intents:
        yield _Use(SWITCHES, f"intents -> {name}", "intent", name)


def _routing_uses(table: RoutingTable) -> Iterator[_Use]:
    for kind, row in table.signals.items():
        yield _Use("routing.yaml", f"signals -> {kind}", "signal kind", kind)
        for level, step in (("explicit", row.explicit), ("hint", row.hint)):
            yield from _step_uses(f"signals -> {kind} -> {level}", step)
    for name, case in table.cases.items():
        yield from _intent_uses(f"cases -> {name} -> intents", case.intents)
        yield from _cue_uses(f"cases -> {name}", case.when)
    for name, rule in table.raises.items():
        yield from _intent_uses(f"raises -> {name}", (*rule.intents, *rule.except_intents))
        yield from _cue_uses(f"raises -> {name}", rule.when)
    second = table.second_intents
    yield from _intent_uses("second_intents", (*second.courtesy, *second.keep_urgency))
    for name, effect in table.effects.items():
        yield from _intent_uses(f"effects -> {name}", _names(effect))
        for intent, when in effect.with_words.items():
            yield from _cue_uses(f"effects -> {name} -> with_words -> {intent}", when)


def _names(rule: EffectRule) -> tuple[str, ...]:
    return (*rule.intents, *rule.with_words, *rule.except_main)


def _step_uses(path: str, step: Step) -> Iterator[_Use]:
    if step.function is not None:
        yield _Use("routing.yaml", f"{path} -> function", "function", step.function)
    for stricter in (step.worse, step.near):
        if stricter is not None:
            yield from _cue_uses(path, stricter.when)


def _intent_uses(path: str, names: Iterable[str]) -> Iterator[_Use]:
    return (_Use("routing.yaml", path, "intent", name) for name in names)


def _cue_uses(path: str, conditions: Iterable[When]) -> Iterator[_Use]:
    names = (name for when in conditions for name in (*when.cues, *when.unless))
    return (_Use("routing.yaml", path, "cue", name) for name in names)
