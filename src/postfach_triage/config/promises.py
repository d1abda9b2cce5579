"""What an office may strengthen but never weaken: rules only raise, the lane only narrows."""

from typing import Any

from postfach_triage.config.office import Office
from postfach_triage.config.routing_table import RAISE, Step
from postfach_triage.config.sources import Sources
from postfach_triage.errors import TriageError
from postfach_triage.records import CRISES, URGENCIES


def broken_promises(office: Office, sources: Sources) -> list[TriageError]:
    """Return one problem for each intent or signal the overlay treats more lightly."""
    packaged = sources.packaged
    return [
        *_widened(office, sources, packaged["taxonomy.yaml"]["intents"]),
        *_weakened(office, sources, packaged["routing.yaml"]["signals"]),
        *_answered(office, sources, packaged["crisis_notes.yaml"]["notes"]),
    ]


def _widened(office: Office, sources: Sources, packaged: dict[str, Any]) -> list[TriageError]:
    """An intent the packaged taxonomy keeps from the simple lane stays out of it."""
    closed = {name for name, intent in packaged.items() if not intent.get("simple_capable")}
    return [
        TriageError(
            f"intents -> {name} -> simple_capable: can only be taken away",
            where=sources.place("taxonomy.yaml", f"intents -> {name} -> simple_capable"),
            got="true",
            allowed="false",
        )
        for name, intent in office.intents.items()
        if intent.simple_capable and name in closed | set(CRISES)
    ]


def _answered(office: Office, sources: Sources, packaged: dict[str, Any]) -> list[TriageError]:
    """A crisis kept out of the portal stays out of it: somebody may read along."""
    return [
        TriageError(
            f"notes -> {kind} -> answer_in_portal: can only be taken away",
            where=sources.place("crisis_notes.yaml", f"notes -> {kind} -> answer_in_portal"),
            got="true",
            allowed="false",
        )
        for kind, note in office.crisis_notes.notes.items()
        if note.answer_in_portal and kind in packaged and not packaged[kind]["answer_in_portal"]
    ]


def _weakened(office: Office, sources: Sources, packaged: dict[str, Any]) -> list[TriageError]:
    """A signal does at least what the packaged table says."""
    problems = []
    for kind, row in packaged.items():
        for level in ("explicit", "hint"):
            floor = Step.model_validate(row.get(level) or {})
            step: Step = getattr(office.routing.signals[kind], level)
            if _lighter(step, floor):
                path = f"signals -> {kind} -> {level}"
                problems.append(
                    TriageError(
                        f"{path}: does less than the packaged table",
                        where=sources.place("routing.yaml", path),
                        got=f"{step.urgency}, {', '.join(step.effects) or 'no effect'}",
                        allowed=f"{floor.urgency} or stricter, {', '.join(floor.effects) or 'any'}",
                    )
                )
    return problems


def _lighter(step: Step, floor: Step) -> bool:
    """Say whether `step` leaves out or softens anything `floor` does."""
    return (
        _rank(step) > _rank(floor)
        or not set(floor.effects) <= set(step.effects)
        or any(
            getattr(floor, name) is not None and getattr(step, name) is None
            for name in ("function", "worse", "near")
        )
    )


def _rank(step: Step) -> float:
    """Order urgencies from strict to none; one step up stands between U2 and none."""
    if step.urgency is None:
        return len(URGENCIES)
    return 2.5 if step.urgency == RAISE else URGENCIES.index(step.urgency)
