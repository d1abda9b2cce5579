"""Every packaged rule proves itself on its own examples and counter-examples."""

from typing import Any

import pytest
import spacy

from postfach_triage.config.signal_rules import Rule, load_rules
from postfach_triage.preprocess.signals import Hit, Signals

RULES = load_rules()
CASES = [
    pytest.param(file.kind, rule, id=f"{file.kind}-{rule.id}")
    for file in RULES.files
    for rule in file.rules
]


@pytest.fixture(scope="module")
def find() -> Any:
    """Return a function that gives all hits of all packaged rules."""
    nlp, signals = spacy.blank("de"), Signals(RULES.plain(), RULES.plain_lists())

    def hits(text: str) -> list[Hit]:
        return signals.hits(nlp.make_doc(text))

    return hits


@pytest.mark.parametrize(("kind", "rule"), CASES)
def test_rule_raises_each_of_its_examples(find: Any, kind: str, rule: Rule) -> None:
    """A rule finds every one of its examples itself."""
    missed = [t for t in rule.examples if (kind, rule.id) not in {(h[0], h[4]) for h in find(t)}]
    assert missed == []


@pytest.mark.parametrize(("kind", "rule"), CASES)
def test_no_rule_raises_a_counter_example(find: Any, kind: str, rule: Rule) -> None:
    """A counter-example stays free of the rule's kind and level, whatever rule looks at it."""
    wrong = [
        (text, hit[4])
        for text in rule.counter_examples
        for hit in find(text)
        if hit[:2] == (kind, rule.level)
    ]
    assert wrong == []


@pytest.mark.parametrize(("kind", "rule"), CASES)
def test_each_rule_is_needed(find: Any, kind: str, rule: Rule) -> None:
    """Without the rule at least one of its examples would lose its kind and level."""
    others = [
        {hit[4] for hit in find(text) if hit[:2] == (kind, rule.level)} - {rule.id}
        for text in rule.examples
    ]
    assert set() in others, "other rules already find all of these examples"


@pytest.mark.parametrize(("kind", "rule"), CASES)
def test_rule_shows_enough_examples(kind: str, rule: Rule) -> None:
    """A rule carries at least five examples and three counter-examples, none twice."""
    assert len(set(rule.examples)) >= 5
    assert len(set(rule.counter_examples)) >= 3
    assert not set(rule.examples) & set(rule.counter_examples)
