"""What a signal does at least: the table, row by row."""

import pytest
from routing_messages import Case, office, signal

from postfach_triage.records import CRISES, SIGNAL_KINDS

# kind, level, urgency of a U3 intent, function (None: the intent's), effect
ROWS = [
    *(
        (kind, level, urgency, function, None)
        for kind in ("gewalt_im_haushalt", "suizid_aeusserung", "kindeswohl")
        for level, urgency, function in (("explicit", "U0", "NT"), ("hint", "U1", None))
    ),
    ("drohung_personal", "explicit", "U0", "SI", None),
    ("drohung_personal", "hint", "U1", None, None),
    *(
        (kind, level, "U1", function, None)
        for kind in ("wohnungsverlust", "energiesperre", "mittellosigkeit")
        for level, function in (("explicit", "NT"), ("hint", None))
    ),
    ("krankenversicherung_luecke", "explicit", "U1", "LG", None),
    ("krankenversicherung_luecke", "hint", "U2", None, None),
    ("objection", "explicit", "U1", "WS", "may_be_objection"),
    ("objection", "hint", "U2", None, "may_be_objection"),
    ("hearing_reply", "explicit", "U1", "AV", "may_be_hearing_reply"),
    ("hearing_reply", "hint", "U1", None, "may_be_hearing_reply"),
    ("review_request", "explicit", "U2", "WS", "may_be_review_request"),
    ("review_request", "hint", "U2", None, "may_be_review_request"),
    ("revocation", "explicit", "U2", None, "may_be_revocation"),
    ("revocation", "hint", "U2", None, None),
    ("money_missing", "explicit", "U1", None, None),
    ("money_missing", "hint", "U2", None, None),
    ("deadline", "explicit", "U2", None, None),
    ("deadline", "hint", "U3", None, None),
    ("reminder", "explicit", "U2", None, None),
    ("reminder", "hint", "U3", None, None),
    ("threat", "explicit", "U2", None, None),
    ("threat", "hint", "U3", None, None),
    *(
        (kind, level, "U3", None, None)
        for kind in (
            "health",
            "third_person",
            "account_change",
            "address_change",
            "earlier_message",
            "foreign_cue",
        )
        for level in ("explicit", "hint")
    ),
]
PLAIN = Case(text="Lebenslauf liegt bei.", intent="bewerbung_profil")


@pytest.mark.parametrize(
    ("kind", "level", "urgency", "function", "effect"),
    ROWS,
    ids=[f"{row[0]}-{row[1]}" for row in ROWS],
)
def test_row(kind: str, level: str, urgency: str, function: str | None, effect: str | None) -> None:
    """Each kind and level raises, names a function and sets an effect as the table says."""
    decision = PLAIN.but(signals=(signal(kind, level),)).decide()
    assert ("complex", urgency) == (decision.lane, decision.urgency)
    assert (function or "AV") == decision.function == decision.team
    assert ((effect,) if effect else ()) == decision.effects
    assert decision.holding


def test_every_kind_has_a_row() -> None:
    """The table has a row for every kind of signal on both levels."""
    assert {(kind, level) for kind in SIGNAL_KINDS for level in ("explicit", "hint")} == {
        row[:2] for row in ROWS
    }
    assert set(SIGNAL_KINDS) == set(office().routing.signals)


@pytest.mark.parametrize("kind", CRISES)
@pytest.mark.parametrize("level", ["explicit", "hint"])
def test_model_crisis(kind: str, level: str) -> None:
    """The model's own crisis level acts like a signal of that kind."""
    by_rule = PLAIN.but(signals=(signal(kind, level),)).decide()
    by_model = PLAIN.but(crises=((kind, level),)).decide()
    assert (by_rule.lane, by_rule.urgency, by_rule.function) == (
        by_model.lane,
        by_model.urgency,
        by_model.function,
    )


@pytest.mark.parametrize("kind", ["wohnungsverlust", "energiesperre", "mittellosigkeit"])
@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("Wir haben ein Baby.", "U0"),
        ("Meine Tochter ist drei.", "U0"),
        ("Ich bin schwanger.", "U0"),
        ("Mein Sauerstoffgerät braucht Strom.", "U0"),
        ("Ich bin schwer krank.", "U0"),
        ("Es kam ein Brief.", "U1"),
    ],
)
def test_worse(kind: str, text: str, urgency: str) -> None:
    """A child, a pregnancy, an illness or a device makes a crisis U0."""
    case = PLAIN.but(text=text)
    assert urgency == case.but(signals=(signal(kind),)).decide().urgency
    assert urgency == case.but(crises=((kind, "explicit"),)).decide().urgency
    assert urgency == case.but(intent=kind).decide().urgency
    assert case.but(signals=(signal(kind, "hint"),)).decide().urgency == "U1"


@pytest.mark.parametrize(
    ("kind", "text", "urgency"),
    [
        ("wohnungsverlust", "Das Schloss wurde ausgetauscht.", "U0"),
        ("wohnungsverlust", "Ich schlafe im Auto.", "U0"),
        ("wohnungsverlust", "Zwei Mieten sind offen.", "U1"),
        ("energiesperre", "Strom ist seit gestern weg.", "U0"),
        ("energiesperre", "Wir sitzen im Dunkeln.", "U0"),
        ("energiesperre", "Am 18.11. wird der Strom abgestellt.", "U0"),
        ("energiesperre", "Am 18.12. wird der Strom abgestellt.", "U1"),
        ("energiesperre", "Der Brief kam heute, Sperre im Dezember.", "U1"),
        ("mittellosigkeit", "Der Kühlschrank ist leer.", "U0"),
        ("mittellosigkeit", "Das Geld wird knapp.", "U1"),
        ("krankenversicherung_luecke", "Mein Insulin reicht nicht.", "U0"),
        ("krankenversicherung_luecke", "Die Operation ist am Montag.", "U0"),
        ("krankenversicherung_luecke", "Die Karte ist gesperrt.", "U1"),
    ],
)
def test_happened(kind: str, text: str, urgency: str) -> None:
    """A crisis that has happened or is near, or an illness without insurance, is U0."""
    assert urgency == PLAIN.but(text=text, signals=(signal(kind),)).decide().urgency


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("Die Frist ist am Freitag.", "U1"),
        ("Die Frist ist am 19.11.", "U1"),
        ("Die Frist ist am 30.11.", "U2"),
        ("Die Frist war am 9.11.", "U2"),
        ("Sie haben eine Frist gesetzt. Am Freitag habe ich Geburtstag.", "U2"),
    ],
)
def test_deadline_near(text: str, urgency: str) -> None:
    """A deadline within three working days of the arrival is U1, else one step up."""
    case = PLAIN.but(text=text, signals=(signal("deadline"),))
    assert urgency == case.decide().urgency


def test_deadline_without_arrival() -> None:
    """Without an arrival time only today and tomorrow count."""
    case = PLAIN.but(received_at=None, signals=(signal("deadline"),))
    assert case.but(text="Die Frist ist am Freitag.").decide().urgency == "U2"
    assert case.but(text="Die Frist ist morgen.").decide().urgency == "U1"


def test_one_raise() -> None:
    """Several reasons to raise by one step raise by one step."""
    both = (signal("deadline"), signal("reminder"))
    case = PLAIN.but(text="Frist am 30.11.", signals=both)
    assert case.decide().urgency == "U2"


@pytest.mark.parametrize("intent", ["widerspruch", "fristverlaengerung", "klage_eilantrag"])
def test_raise_limit(intent: str) -> None:
    """A raise by one step never makes U0: legal matters stay at U1."""
    assert PLAIN.but(intent=intent, signals=(signal("reminder"),)).decide().urgency == "U1"


def test_strictest_and_first() -> None:
    """Of several signals the strictest urgency holds and the first row's function acts."""
    three = (signal("objection"), signal("wohnungsverlust"), signal("suizid_aeusserung"))
    decision = PLAIN.but(signals=three).decide()
    assert (decision.urgency, decision.function) == ("U0", "NT")
    assert decision.effects == ("may_be_objection",)
    two = (signal("objection"), signal("drohung_personal", "hint"))
    decision = PLAIN.but(signals=two).decide()
    assert (decision.urgency, decision.function) == ("U1", "WS")
