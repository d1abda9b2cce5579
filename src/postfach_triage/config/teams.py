"""Who acts: functions, their teams, and the keys that choose between teams."""

from typing import Literal

from pydantic import Field, model_validator

from postfach_triage.config.files import Strict


class Team(Strict):
    """A team as the page shows it."""

    label: str = Field(min_length=1)


class TeamKey(Strict):
    """One way to choose a team of a function; `teams` maps a value to a team.

    by `column`: the value of an export column, as it stands there.
    by `bg_digits`: the last digits of the BG number, one value ("07") or a range ("00-49").
    by `postcode`: the first digits of a postcode; the longest match wins.
    The latter two read `column` where one is named, else what the message itself holds.
    """

    by: Literal["column", "bg_digits", "postcode"]
    column: str | None = None
    teams: dict[str, str] = Field(min_length=1)

    @model_validator(mode="after")
    def _shape(self) -> "TeamKey":
        if self.by == "column" and not self.column:
            raise ValueError("a key by column needs the name of the column")
        if self.by == "bg_digits":
            for value in self.teams:
                _digit_range(value)
        return self

    def team(self, value: str) -> str | None:
        """Return the team for `value`, None where no entry matches."""
        if self.by == "column":
            return self.teams.get(value)
        if self.by == "postcode":
            fits = [prefix for prefix in self.teams if value.startswith(prefix)]
            return self.teams[max(fits, key=len)] if fits else None
        return next((team for ends, team in self.teams.items() if _ends_in(value, ends)), None)


class Function(Strict):
    """A function of the office; `catch_all` is the team where no key matches."""

    label: str = Field(min_length=1)
    catch_all: str
    keys: tuple[TeamKey, ...] = ()


class Organisation(Strict):
    """Functions and teams by their codes."""

    functions: dict[str, Function] = Field(min_length=1)
    teams: dict[str, Team] = Field(min_length=1)


def _digit_range(ends: str) -> tuple[str, str]:
    first, _, last = ends.partition("-")
    last = last or first
    if not (first.isdigit() and last.isdigit() and len(first) == len(last) and first <= last):
        raise ValueError(f"digits must be like '07' or '00-49', got {ends!r}")
    return first, last


def _ends_in(digits: str, ends: str) -> bool:
    first, last = _digit_range(ends)
    return len(digits) >= len(first) and first <= digits[-len(first) :] <= last
