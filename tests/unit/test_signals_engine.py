"""The signal engine: notation, spelling, sentences, spans, and its place in the pipeline."""

from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from postfach_triage.config.signal_rules import RuleFile, load_rules
from postfach_triage.errors import ConfigError
from postfach_triage.preprocess.signals import Signals
from postfach_triage.preprocess.words import pieces

NLP = spacy.blank("de")
LISTS = {
    "energie": ["strom", "gas", "kein saft"],
    "weg": ["{ab}", "gesperrt"],
    "ab": ["=ab", "=weg"],
    "echte_woerter": ["gesperre"],
}


def rule(*patterns: str, **more: Any) -> dict[str, Any]:
    """Return a rule of plain data."""
    plain = {"kind": "energiesperre", "id": "r", "level": "explicit", "patterns": list(patterns)}
    return plain | {"unless": [], "scope": "own"} | more


def found(text: str, *rules: dict[str, Any]) -> list[str]:
    """Return the stretches of text the rules hit."""
    return [text[h[2] : h[3]] for h in Signals(list(rules), LISTS).hits(NLP.make_doc(text))]


@pytest.mark.parametrize(
    ("pattern", "text", "hit"),
    [
        ("strom weg", "Der Strom weg!", "Strom weg"),
        ("strom weg", "weg ist der Strom", None),
        ("strom ... weg", "strom ist seit heute ganz weg", "strom ist seit heute ganz weg"),
        ("strom ... weg", "strom ist seit heute früh ganz weg", None),
        ("strom ..1 weg", "strom ist weg", "strom ist weg"),
        ("strom ... weg", "Kein Strom. Bin weg", None),
        ("strom ... weg", "Kein Strom\nBin weg", None),
        ("kundigung", "die KUENDIGUNG kam", "KUENDIGUNG"),
        ("kündigung", "die kundigug kam", "kundigug"),
        ("=kündigung", "die kundigug kam", None),
        ("gesperrt", "alles gespert", "gespert"),
        ("gesperrt", "alles gesperre", None),
        ("keine", "meine kleine", None),
        ("gas", "die gsa", None),
        ("stromsperr*", "Stromsperrung", "Stromsperrung"),
        ("*sperre", "die Gassperre", "Gassperre"),
        ("*sperr*", "Kontosperrung", "Kontosperrung"),
        ("stromsperre", "die Strom-Sperre", "Strom-Sperre"),
        ("strom ?ist weg", "strom weg", "strom weg"),
        ("strom ?(ist jetzt) weg", "strom ist jetzt weg", "strom ist jetzt weg"),
        ("{energie} {weg}", "kein saft gesperrt", "kein saft gesperrt"),
        ("{energie} ist|war {weg}", "gas war ab", "gas war ab"),
        ("(zähler ab|licht aus) jetzt", "licht aus jetzt", "licht aus jetzt"),
        ("bis <datum> zahlen", "bis 01.12. zahlen", "bis 01.12. zahlen"),
        ("am <datum> abklemmen", "am 17. abklemmen", "am 17. abklemmen"),
        ("<zahl> tage", "zweiundzwanzig tage", "zweiundzwanzig tage"),
        ("<zahl> tage", "ein tage", None),
        ("<betrag> offen", "380 euro offen", "380 euro offen"),
        ("<betrag> offen", "1.043,20€ offen", "1.043,20€ offen"),
        ("<betrag> offen", "300eu offen", "300eu offen"),
        ("§ <zahl>", "nach § 44 prüfen", "§ 44"),
        ("weg ... bitte", "strom weg.bitte helfen", None),
        ("am <datum> strom", "Am 17. Strom", "Am 17. Strom"),
    ],
)
def test_notation(pattern: str, text: str, hit: str | None) -> None:
    """Each sign of the notation does what the rules' README says."""
    assert found(text, rule(pattern)) == ([hit] if hit else [])


def test_negation_never_clears() -> None:
    """A negated signal is still a signal."""
    assert found("ich habe nicht kein Strom weg", rule("strom weg")) == ["Strom weg"]


def test_unless_clears_in_its_sentence_alone() -> None:
    """What clears a match must stand near it in the same sentence."""
    one = rule("gesperrt", unless=["handy*"])
    assert found("Mein Handyvertrag ist gesperrt", one) == []
    assert found("Gesperrt. Handyvertrag auch.", one) == ["Gesperrt"]
    assert found("gesperrt " + "und " * 9 + "handy", one) == ["gesperrt"]


def test_quoted_matter_counts_only_where_the_scope_says_any() -> None:
    """Pasted text raises a signal only through rules whose scope is any."""
    text = "Kam heute: Strom gesperrt"
    for scope, hits in (("own", 0), ("any", 1)):
        signals = Signals([rule("strom gesperrt", scope=scope)], LISTS)
        doc = NLP.make_doc(text)
        doc._.postfach_quoted = [(11, len(text))]
        assert len(signals.hits(doc)) == hits


def test_match_never_joins_own_and_quoted_matter() -> None:
    """The edge of a quotation parts sentences."""
    signals = Signals([rule("heute ... gesperrt", scope="any")], LISTS)
    doc = NLP.make_doc("Kam heute: Strom gesperrt")
    doc._.postfach_quoted = [(11, 25)]
    assert signals.hits(doc) == []


def test_sentences_of_the_doc_hold_before_our_own() -> None:
    """Where a component has split the Doc, its sentences are the border."""
    signals = Signals([rule("strom ... weg")], LISTS)
    doc = NLP.make_doc("strom . ist weg")
    for token in doc:
        token.is_sent_start = token.i == 0
    assert len(signals.hits(doc)) == 1


def test_component_keeps_strictest_and_earliest() -> None:
    """Of one kind the explicit hits stay, the first three, without overlap."""
    rules = [rule("gas weg"), rule("gas", id="h", level="hint"), rule("gas", id="o", kind="threat")]
    doc = Signals(rules, LISTS)(NLP.make_doc("gas und gas weg, gas weg, gas weg, gas weg"))
    energy = [hit for hit in doc._.postfach_signals if hit[0] == "energiesperre"]
    assert [(h[1], h[2]) for h in energy] == [("explicit", 8), ("explicit", 17), ("explicit", 26)]
    assert [h[4] for h in doc._.postfach_signals if h[0] == "threat"] == ["o"] * 3


def test_component_travels_with_the_pipeline(tmp_path: Path) -> None:
    """A saved pipeline finds the same signals when it is loaded."""
    nlp = spacy.blank("de")
    nlp.add_pipe("postfach_signals", config={"rules": [rule("strom weg")], "lists": LISTS})
    before = nlp("strom weg")._.postfach_signals
    nlp.to_disk(tmp_path)
    after = spacy.load(tmp_path)("strom weg")._.postfach_signals
    assert before == after == (("energiesperre", "explicit", 0, 9, "r"),)


def test_packaged_rules_are_the_default() -> None:
    """Without rules of its own the component takes the packaged ones."""
    nlp = spacy.blank("de")
    nlp.add_pipe("postfach_signals")
    assert nlp("wir sitzen im Dunkeln")._.postfach_signals[0][0] == "energiesperre"


@pytest.mark.parametrize(
    "pattern",
    ["(strom weg", "{fehlt}", "{kreis}", "strom |", "...", "strom/gas", "?strom", "..x a"],
)
def test_broken_patterns_are_named(pattern: str) -> None:
    """A pattern that breaks the notation names its file, rule and text."""
    with pytest.raises(ConfigError, match=r"energiesperre\.yaml: r -> patterns"):
        Signals([rule(pattern)], {"kreis": ["{kreis}"]})


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("kind: nonsense\nrules: []\n", "unknown kind"),
        ("kind: threat\nrules: []\n", "file and kind differ"),
        ("kind: [\n", "broken YAML"),
    ],
)
def test_broken_files_are_named(tmp_path: Path, text: str, what: str) -> None:
    """A broken rule file is rejected with its place."""
    (tmp_path / "deadline.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=what):
        load_rules([tmp_path])


def test_later_folder_replaces_a_kind_and_a_list(tmp_path: Path) -> None:
    """An office's file replaces the packaged file of its kind; other kinds stay."""
    for name, words in (("a", "[eins]"), ("b", "[zwei]")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lists.yaml").write_text(f"x: {words}\n{name}: [c]\n", encoding="utf-8")
    (tmp_path / "a" / "threat.yaml").write_text("kind: threat\nrules: []\n", encoding="utf-8")
    both = load_rules([tmp_path / "a", tmp_path / "b"])
    assert both.lists == {"x": ("zwei",), "a": ("c",), "b": ("c",)}
    assert [file.kind for file in both.files] == ["threat"]


def test_unless_refuses_a_bare_negation() -> None:
    """No rule can be cleared by a negation."""
    raw = {"id": "r", "level": "hint", "patterns": ["strom"], "unless": ["nicht|kein"]}
    raw |= {"examples": list("abcde"), "counter_examples": list("fgh")}
    with pytest.raises(ValueError, match="negation"):
        RuleFile.model_validate({"kind": "threat", "rules": [raw]})


@given(st.text(max_size=80))
def test_any_text_is_survived_and_spans_lie_in_it(text: str) -> None:
    """Whatever the text, hits are offsets inside it."""
    doc: Doc = NLP.make_doc(text)
    for _, _, start, end, _ in ANY.hits(doc):
        assert 0 <= start < end <= len(doc.text)


ANY = Signals([rule("*e*"), rule("<zahl> ... *a*|<datum>", id="z")], LISTS)


@given(st.text(max_size=30))
def test_pieces_lie_in_order(token: str) -> None:
    """Words of a token do not overlap and have a form each."""
    last = 0
    for piece in pieces(token):
        assert last <= piece.start < piece.end <= len(token) and piece.forms[0]
        last = piece.end
