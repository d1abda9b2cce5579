"""The six conditions of the simple lane and the sentences that tell why."""

import pytest
from routing_messages import ANSWER, THRESHOLDS, TUESDAY, Case, office, signal

from postfach_triage.records import Candidate, Message
from postfach_triage.routing.decision import failed
from postfach_triage.routing.facts import gather
from postfach_triage.routing.lane import by_condition

SIMPLE = Case()
TEXT = "Guten Tag. Der Strom ist weg. Danke."
HOLDING = Candidate("eingang", 0.9, valid=True, ready=True, holding=True)
REASONS = [
    ({"intent": "bankverbindung"}, "Anliegen „Bankverbindung“: immer persönlich."),
    (
        {"also": ("termin_absagen", "haushalt_familie")},
        "Es geht auch um: Termin absagen oder verschieben; Haushalt oder Familie.",
    ),
    ({"score": 0.8}, "Es ist nicht sicher genug, dass eine Standardantwort reicht."),
    (
        {"text": TEXT, "signals": (signal("energiesperre", start=11),)},
        "Hinweis im Text: Stromsperre (Satz 2).",
    ),
    (
        {"text": TEXT, "signals": (signal("objection", "hint", start=30),)},
        "Möglicher Hinweis im Text, bitte lesen: nicht einverstanden mit einer Entscheidung"
        " (Satz 3).",
    ),
    ({"signals": (signal("deadline", field="subject"),)}, "Hinweis im Text: Frist (Betreff)."),
    (
        {"crises": (("suizid_aeusserung", "explicit"),)},
        "Hinweis laut Modell: Suizidäußerung.",
    ),
    (
        {"crises": (("kindeswohl", "hint"),)},
        "Möglicher Hinweis laut Modell, bitte lesen: Sorge um ein Kind.",
    ),
    (
        {"text": TEXT, "sentence_scores": (None, 0.1, None)},
        "Passt nicht zu einem Standardanliegen: Satz 2.",
    ),
    (
        {"text": TEXT, "sentence_scores": (0.1, 0.1, 0.1)},
        "Passen nicht zu einem Standardanliegen: Satz 1, Satz 2 und Satz 3.",
    ),
    ({"language": "tr"}, "Die Nachricht ist nicht auf Deutsch."),
    ({"known_words": 0.29}, "Die meisten Wörter der Nachricht sind unbekannt."),
    ({"familiarity": 0.1}, "Die Nachricht ist anders als alle bisher bekannten."),
    (
        {"text": "a" * 20_001},
        "Die Nachricht ist sehr lang, nur der Anfang wurde ausgewertet.",
    ),
    ({"candidates": ()}, "Es gibt keine passende Standardantwort."),
    ({"candidates": (HOLDING,)}, "Es gibt keine passende Standardantwort."),
    (
        {"candidates": (Candidate("x", 1, valid=False, ready=True),)},
        "Es gibt keine passende Standardantwort.",
    ),
    (
        {"candidates": (Candidate("x", 1, valid=True, ready=False),)},
        "Es gibt keine passende Standardantwort.",
    ),
]


@pytest.mark.parametrize(("changes", "reason"), REASONS, ids=[str(n) for n in range(len(REASONS))])
def test_one_failed_condition(changes: dict[str, object], reason: str) -> None:
    """Each failed condition alone makes the message complex and is told in German."""
    decision = SIMPLE.but(**changes).decide()
    assert ("complex", (reason,)) == (decision.lane, decision.reasons[:1])


NAMES = [
    *("intent", "intent", "score", *["signals"] * 5, "sentences", "sentences"),
    *("language and length", "language and length", "familiarity", "language and length"),
    *["reply"] * 4,
]


@pytest.mark.parametrize(
    ("changes", "reason", "name"),
    [(*case, name) for case, name in zip(REASONS, NAMES, strict=True)],
    ids=[str(n) for n in range(len(REASONS))],
)
def test_a_reason_belongs_to_one_condition(
    changes: dict[str, object], reason: str, name: str
) -> None:
    """Whoever counts what each condition stops finds every reason under one name."""
    case = SIMPLE.but(**changes)
    message, document, prediction = case.message(), case.document(), case.prediction()
    facts = gather(message, document, prediction, office())
    found = by_condition(facts, message, prediction, case.candidates, THRESHOLDS)
    assert {name: told for name, told in found.items() if told} == {name: (reason,)}


def test_simple() -> None:
    """If no condition fails, the message is simple, without a reason and without holding."""
    decision = SIMPLE.decide()
    assert (decision.lane, decision.reasons, decision.holding) == ("simple", (), False)
    assert (decision.function, decision.team, decision.urgency) == ("AV", "AV", "U2")


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "unknown"},
        {"also": ("dank", "kenntnisnahme")},
        {"score": 0.8000011},
        {"sentence_scores": (None, 0.2, 0.9)},
        {"familiarity": 0.3},
        {"candidates": (Candidate("x", 1, valid=False, ready=True), ANSWER)},
        {"intent": "dank", "text": "Thank you so much!", "language": "en", "familiarity": 0.0},
        {"intent": "kenntnisnahme", "text": "ok", "familiarity": 0.0, "known_words": 0.0},
        {"received_at": None},
    ],
)
def test_still_simple(changes: dict[str, object]) -> None:
    """Unknown language, a courtesy, an exact threshold and a bare thanks do not stop it."""
    assert SIMPLE.but(**changes).decide().lane == "simple"


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 0.8000004},
        {"intent": "dank", "text": "danke " * 20, "familiarity": 0.0},
        {"intent": "dank", "text": "danke", "also": ("auszahlung",), "familiarity": 0.0},
        {"intent": "dank", "text": "teşekkürler", "language": "tr", "candidates": ()},
    ],
)
def test_not_simple(changes: dict[str, object]) -> None:
    """Figures are rounded to six digits first; a long or mixed thanks is not a bare one."""
    assert SIMPLE.but(**changes).decide().lane == "complex"


@pytest.mark.parametrize(
    ("changes", "holding"),
    [
        ({"score": 0.1}, False),
        ({"sentence_scores": (0.0,)}, False),
        ({"familiarity": 0.0, "score": 0.1}, False),
        ({"score": 0.1, "signals": (signal("health"),)}, True),
        ({"score": 0.1, "also": ("auszahlung",)}, True),
        ({"score": 0.1, "language": "uk"}, True),
        ({"score": 0.1, "candidates": ()}, True),
        ({"intent": "darlehen"}, True),
    ],
)
def test_holding(changes: dict[str, object], holding: bool) -> None:
    """A standard reply may serve where only the model's figures speak against it."""
    decision = SIMPLE.but(**changes).decide()
    assert ("complex", holding) == (decision.lane, decision.holding)


def test_one_reason_a_kind() -> None:
    """A kind found several times is told once for rules, on its strictest level, once for model."""
    twice = (signal("energiesperre", "hint"), signal("energiesperre", start=11))
    case = SIMPLE.but(text=TEXT, signals=twice, crises=(("energiesperre", "explicit"),))
    expected = ("Hinweis im Text: Stromsperre (Satz 2).", "Hinweis laut Modell: Stromsperre.")
    assert expected == case.decide().reasons[:2]


def test_no_codes_no_client_words() -> None:
    """No reason holds a code of ours or a word of the client's."""
    everything = SIMPLE.but(
        text="Xylophon. Der Strom ist weg. Wir haben ein Baby.",
        intent="wohnungsverlust",
        also=tuple(office().intents),
        signals=tuple(signal(kind) for kind in office().routing.signals),
        crises=tuple((kind, "explicit") for kind in list(office().routing.signals)[:8]),
        score=0.0,
        sentence_scores=(0.0, 0.0, 0.0),
        familiarity=0.0,
        language="uk",
        candidates=(),
    )
    told = " ".join(everything.decide().reasons)
    assert not [name for name in office().intents if "_" in name and name in told]
    assert not [code for code in ("U0", "U1", "Xylophon", "Baby", "explicit") if code in told]


def test_failed_row() -> None:
    """A row that could not be scored goes to people, at least within two working days."""
    message = Message("m1", "...", received_at=TUESDAY)
    plain = failed(message, (), office())
    assert (plain.lane, plain.function, plain.team, plain.urgency) == ("complex", "EZ", "EZ", "U2")
    assert plain.reasons == ("Die Nachricht konnte nicht vollständig gelesen werden.",)
    raised = failed(message, (signal("objection"), signal("kindeswohl")), office())
    assert (
        raised.urgency,
        raised.function,
        raised.effects,
    ) == ("U0", "NT", ("may_be_objection",))
    assert failed(message, (signal("health"),), office()).urgency == "U2"
    assert failed(message, (signal("reminder"),), office()).urgency == "U1"
