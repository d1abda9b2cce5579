"""Function and key -> team."""

from pathlib import Path

import pytest
from routing_messages import Case

from postfach_triage.config.loader import load
from postfach_triage.config.office import Office
from postfach_triage.records import Document, Message, Span
from postfach_triage.routing.teams import team_of

TEAMS = """
functions:
  LG:
    keys:
      - {by: column, column: standort, teams: {Nord: LG-N}}
      - {by: bg_digits, teams: {"00-49": LG-1, "50-98": LG-2}}
      - {by: bg_digits, column: bg_nummer, teams: {"99": LG-2}}
      - {by: postcode, teams: {"24": LG-N}}
teams:
  LG-N: {label: Leistung Nord}
  LG-1: {label: Leistung 1}
  LG-2: {label: Leistung 2}
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with keys for one function."""
    (tmp_path / "teams.yaml").write_text(TEAMS, encoding="utf-8")
    return load(tmp_path)


@pytest.mark.parametrize(
    ("text", "label", "extra", "team"),
    [
        ("12345BG0000017", "BG", {}, "LG-1"),
        ("12345 // 00000 60", "BG", {}, "LG-2"),
        ("12345BG0000017", "BG", {"standort": "Nord"}, "LG-N"),
        ("12345BG0000017", "BG", {"standort": "West"}, "LG-1"),
        ("12345BG0000099", "BG", {}, "LG"),
        ("", "BG", {"bg_nummer": "12345BG0000099"}, "LG-2"),
        ("24937 Flensburg", "PLZ_ORT", {}, "LG-N"),
        ("80331 München", "PLZ_ORT", {}, "LG"),
        ("nichts", "NAME", {"standort": None}, "LG"),
    ],
)
def test_keys(
    office: Office, text: str, label: str, extra: dict[str, str | None], team: str
) -> None:
    """The first key that fits names the team, else the function's catch-all."""
    message = Message("m1", text, extra=extra)
    document = Document("", identifiers=(Span(label, 0, len(text)),))
    assert team == team_of("LG", message, document, office)
    assert team_of("AV", message, document, office) == "AV"


def test_identifier_in_the_subject(office: Office) -> None:
    """A BG number in the subject counts too."""
    message = Message("m1", "Hallo", "BG 12345BG0000060")
    document = Document("", identifiers=(Span("BG", 3, 17, "subject"),))
    assert team_of("LG", message, document, office) == "LG-2"


def test_our_team_beside_theirs(office: Office) -> None:
    """The team of the export changes nothing in ours."""
    case = Case(intent="auszahlung", extra=(("standort", "Nord"),))
    assert case.decide(by=office).team == "LG-N"
