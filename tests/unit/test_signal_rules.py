"""Every packaged rule proves itself on its own examples and counter-examples."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import spacy

from postfach_triage.config.signal_rules import RuleFile, load_rules
from postfach_triage.preprocess.signals import Hit, Signals

RULES = load_rules()
Find = Callable[[str], list[Hit]]
# A text for each rule that no other rule finds, kept apart from the rules: a rule that is
# taken out together with its examples is missed here. A new rule adds its line.
GOLDEN = Path(__file__).parents[1] / "golden" / "signals.jsonl"
LINES = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
by_file = pytest.mark.parametrize("file", RULES.files, ids=lambda file: file.kind)


@pytest.fixture(scope="module")
def find() -> Find:
    """Return a function that gives all hits of all packaged rules."""
    nlp, signals = spacy.blank("de"), Signals(RULES.plain(), RULES.plain_lists())
    return cache(lambda text: signals.hits(nlp.make_doc(text)))


@by_file
def test_rules_raise_each_of_their_examples(find: Find, file: RuleFile) -> None:
    """A rule finds every one of its examples itself."""
    missed = [
        (rule.id, text)
        for rule in file.rules
        for text in rule.examples
        if (file.kind, rule.id) not in {(hit[0], hit[4]) for hit in find(text)}
    ]
    assert missed == []


@by_file
def test_no_rule_raises_a_counter_example(find: Find, file: RuleFile) -> None:
    """A counter-example stays free of the rule's kind and level, whatever rule looks at it."""
    wrong = [
        (rule.id, text, hit[4])
        for rule in file.rules
        for text in rule.counter_examples
        for hit in find(text)
        if hit[:2] == (file.kind, rule.level)
    ]
    assert wrong == []


@by_file
def test_each_rule_is_needed(find: Find, file: RuleFile) -> None:
    """Without a rule at least one of its examples would lose its kind and level."""
    needless = []
    for rule in file.rules:
        seen = [{h[4] for h in find(t) if h[:2] == (file.kind, rule.level)} for t in rule.examples]
        if all(found - {rule.id} for found in seen):
            needless.append(rule.id)
    assert needless == [], "other rules already find all examples of these"


@by_file
def test_rules_show_enough_examples(file: RuleFile) -> None:
    """A rule carries at least five examples and three counter-examples, none twice."""
    for rule in file.rules:
        assert len(set(rule.examples)) >= 5, rule.id
        assert len(set(rule.counter_examples)) >= 3, rule.id
        assert not set(rule.examples) & set(rule.counter_examples), rule.id


def test_no_rule_is_lost(find: Find) -> None:
    """Every rule has a text of its own, and each text keeps its kind and level."""
    rules = {(file.kind, rule.id) for file in RULES.files for rule in file.rules}
    assert {(line["kind"], line["rule"]) for line in LINES} == rules
    lost = [
        line["rule"]
        for line in LINES
        if (line["kind"], line["level"]) not in {hit[:2] for hit in find(line["text"])}
    ]
    assert lost == []


WRITERS = (
    ("Ich bin alleinerziehende Mutter, ", "Ich bin alleinerziehender Vater, "),
    ("Ich bin Kundin bei Ihnen, ", "Ich bin Kunde bei Ihnen, "),
    ("Ich bin eine Frau, ", "Ich bin ein Mann, "),
)


@by_file
@pytest.mark.parametrize(("woman", "man"), WRITERS)
def test_who_somebody_is_clears_no_signal(find: Find, file: RuleFile, woman: str, man: str) -> None:
    """The same words of a woman and of a man raise the same kind; a father is no `unless`."""
    unlike = [
        text
        for rule in file.rules
        for text in rule.examples
        if any(hit[0] == file.kind for hit in find(woman + text))
        != any(hit[0] == file.kind for hit in find(man + text))
    ]
    assert unlike == []
