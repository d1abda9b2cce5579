"""The office's own settings and the object that carries the whole configuration."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator

from postfach_triage.config.crisis_notes import CrisisNotes
from postfach_triage.config.files import ReviewState, Strict
from postfach_triage.config.overlay_files import Calibration, Switches
from postfach_triage.config.routing_table import RoutingTable
from postfach_triage.config.taxonomy import Intent, Stage
from postfach_triage.config.teams import Function, Team

Share = Annotated[float, Field(ge=0, le=1)]


class Lane(Strict):
    """The promise of the simple lane: at most `level` of complex messages, with `confidence`."""

    level: float = Field(gt=0, lt=1)
    confidence: float = Field(gt=0, lt=1)


class Replies(Strict):
    """Which review states of a reply may be shown as a suggestion."""

    accept_review: tuple[ReviewState, ...]


class Holidays(Strict):
    """Days without office hours: fixed (month-day), days from Easter Sunday, single dates."""

    fixed: tuple[Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")], ...]
    easter: tuple[int, ...]
    extra: tuple[date, ...] = ()


class Learning(Strict):
    """Whether decisions on own messages may be kept for training, and what allows it."""

    enabled: bool
    legal_basis: str

    @property
    def allowed(self) -> bool:
        """Say whether the office has switched it on and named what allows it."""
        return self.enabled and bool(self.legal_basis.strip())


class Page(Strict):
    """What the page of the case workers shows besides a message.

    `portal_link`: where the message stands in the portal; `{message_id}` and `{thread_id}` are
    put in. "" shows no link. `number_columns`: export columns with numbers to copy.
    """

    portal_link: str = Field(pattern=r"^(https?://\S+)?$")
    number_columns: tuple[str, ...]

    @field_validator("portal_link")
    @classmethod
    def _known_gaps(cls, link: str) -> str:
        if unknown := set(re.findall(r"\{(.*?)\}", link)) - {"message_id", "thread_id"}:
            raise ValueError(f"may name message_id and thread_id, not {sorted(unknown)}")
        return link


class Settings(Strict):
    """office.yaml. `mailbox_read` is a German phrase: how often somebody reads the mailbox."""

    name: str = Field(min_length=1)
    timezone: str
    mailbox_read: str = Field(min_length=1)
    stage: Stage
    lane: Lane
    replies: Replies
    expected_mix: dict[str, Share]
    holidays: Holidays
    learning: Learning
    page: Page

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError("must be a time zone name such as Europe/Berlin") from None
        return name

    @model_validator(mode="after")
    def _whole(self) -> "Settings":
        total = sum(self.expected_mix.values())
        if abs(total - 1) > 1e-6:
            raise ValueError(f"expected_mix must add up to 1, adds up to {total:.4f}")
        return self


@dataclass(frozen=True, slots=True)
class Office:
    """The effective configuration: packaged settings with the office's overlay on top.

    `effective` is the merged data of every file, `overlay` the office's folder.
    """

    settings: Settings
    intents: Mapping[str, Intent]
    functions: Mapping[str, Function]
    teams: Mapping[str, Team]
    routing: RoutingTable
    crisis_notes: CrisisNotes
    switches: Switches
    calibration: Calibration | None
    effective: Mapping[str, Any]
    overlay: Path | None

    @property
    def name(self) -> str:
        """Return the office's name as the page shows it."""
        return self.settings.name

    @property
    def zone(self) -> ZoneInfo:
        """Return the office's time zone."""
        return ZoneInfo(self.settings.timezone)

    @property
    def calibrated_on(self) -> str:
        """Say what the lane's threshold was set on: `constructed` or `own:DATE`."""
        if self.calibration is None:
            return "constructed"
        return f"own:{self.calibration.calibrated_on.isoformat()}"
