"""Which legal effects a message may have, and whose function it is."""

from collections.abc import Iterator

from postfach_triage.records import EFFECTS
from postfach_triage.routing.facts import Facts

# Nothing could be scored: the entrance looks.
UNSCORED = "EZ"


def effects(facts: Facts) -> tuple[str, ...]:
    """Return the possible effects by signals, intents and words, in the order of records."""
    found: set[str] = set()
    for finding in facts.findings:
        found.update(finding.step(facts.office.routing).effects)
    if facts.main is not None:
        found.update(_said(facts, facts.main.id))
    return tuple(effect for effect in EFFECTS if effect in found) if found else ()


def _said(facts: Facts, main: str) -> Iterator[str]:
    """Yield the effects that an intent alone, or an intent and the client's words, set."""
    table = facts.office.routing
    for intent in facts.intents:
        for effect in table.effects_of.get(intent.id, ()):
            rule = table.effects[effect]
            if main not in rule.except_main and (
                intent.id in rule.intents or facts.reading.holds(rule.with_words[intent.id])
            ):
                yield effect


def function(facts: Facts) -> str:
    """Return the function that acts first: the first finding that names one, else the intent's."""
    for finding in facts.findings:
        named = finding.step(facts.office.routing).function
        if named is not None:
            return named
    return facts.main.function if facts.main else UNSCORED
