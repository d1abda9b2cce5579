"""How soon a person must look: the strictest of intents, cases, signals and one raise."""

from collections.abc import Iterator

from postfach_triage.config.routing_table import RAISE, Stricter
from postfach_triage.records import URGENCIES
from postfach_triage.routing.facts import Facts, Finding

# Nothing could be scored: a person looks within two working days.
UNSCORED = "U2"
# The least a message gets whose main intent is a crisis.
CRISIS = "U1"


def urgency(facts: Facts) -> tuple[str, tuple[str, ...]]:
    """Return the urgency and the German reasons that made it stricter than the intent's own."""
    base = _of_intents(facts)
    claims = [*_cases(facts), *_signals(facts)]
    strictest = min((base, *(level for level, _ in claims)))
    raised = _one_up(facts.main.urgency if facts.main else UNSCORED, facts)
    if raised < strictest:
        claims += [(raised, reason) for reason in _raises(facts)]
        strictest = min((strictest, *(level for level, _ in claims)))
    reasons = (reason for level, reason in claims if level == strictest < base and reason)
    return strictest, tuple(dict.fromkeys(reasons))


def _of_intents(facts: Facts) -> str:
    """The main intent's urgency, or a further intent's if stricter.

    A further crisis is left to its own threshold (`findings`): it was chosen on recall. A main
    one is for today at least; whether for now, its finding says.
    """
    if facts.main is None:
        return UNSCORED
    keep = facts.office.routing.second_intents.keep_urgency
    further = (i.urgency for i in facts.seconds if not i.crisis and i.id not in keep)
    own = CRISIS if facts.main.crisis else facts.main.urgency
    return min([own, *further])


def _cases(facts: Facts) -> Iterator[tuple[str, str]]:
    cases = facts.office.routing.cases_of
    for intent in facts.intents:
        for case in cases.get(intent.id, ()):
            if facts.reading.holds(case.when):
                yield case.urgency, case.reason


def _signals(facts: Facts) -> Iterator[tuple[str, str]]:
    for finding in facts.findings:
        step = finding.step(facts.office.routing)
        if step.urgency and step.urgency != RAISE:
            yield step.urgency, ""
        if step.worse and facts.reading.holds(step.worse.when):
            yield step.worse.urgency, step.worse.reason
        if step.near and _near(facts, finding, step.near):
            yield step.near.urgency, step.near.reason


def _near(facts: Facts, finding: Finding, near: Stricter) -> bool:
    sentence = facts.sentence_of(finding.signal) if finding.signal else None
    return facts.reading.holds(near.when, sentence)


def _raises(facts: Facts) -> Iterator[str]:
    table = facts.office.routing
    if any(finding.step(table).urgency == RAISE for finding in facts.findings):
        yield ""
    if facts.main is None:
        return
    for rule in table.raises.values():
        if rule.concerns(facts.main.id) and facts.reading.holds(rule.when):
            yield rule.reason


def _one_up(own: str, facts: Facts) -> str:
    """One step up from the intent's own urgency, never beyond the table's limit."""
    limit = URGENCIES.index(facts.office.routing.raise_limit)
    place = URGENCIES.index(own)
    return URGENCIES[min(place, max(place - 1, limit))]
