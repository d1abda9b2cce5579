"""From a key's value to a team."""

import pytest
from pydantic import ValidationError

from postfach_triage.config.teams import TeamKey

COLUMN = TeamKey(by="column", column="standort", teams={"Nord": "N"})
DIGITS = TeamKey(by="bg_digits", teams={"00-49": "A", "50-98": "B", "99": "C"})
POSTCODE = TeamKey(by="postcode", teams={"24": "N", "241": "K"})


@pytest.mark.parametrize(
    ("key", "value", "team"),
    [
        (COLUMN, "Nord", "N"),
        (COLUMN, "nord", None),
        (DIGITS, "12345000049", "A"),
        (DIGITS, "12345000050", "B"),
        (DIGITS, "12345000099", "C"),
        (DIGITS, "9", None),
        (DIGITS, "", None),
        (POSTCODE, "24114", "K"),
        (POSTCODE, "24937", "N"),
        (POSTCODE, "80331", None),
    ],
)
def test_team(key: TeamKey, value: str, team: str | None) -> None:
    """A column counts as it stands, digits from the end, a postcode by its longest beginning."""
    assert team == key.team(value)


@pytest.mark.parametrize("ends", ["5-1", "a", "0-10", ""])
def test_wrong_digits(ends: str) -> None:
    """A range of digits has two ends of one length in order."""
    with pytest.raises(ValidationError, match="digits must be like"):
        TeamKey(by="bg_digits", teams={ends: "A"})


def test_column_needs_a_name() -> None:
    """A key by column names the column."""
    with pytest.raises(ValidationError, match="needs the name of the column"):
        TeamKey(by="column", teams={"Nord": "N"})
