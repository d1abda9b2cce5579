"""What the program itself writes into an office's folder: switches and calibration."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from postfach_triage.config.files import Strict


class Switch(Strict):
    """One reply or intent taken off the page: by whom (reviewer key) and when."""

    by: str = Field(min_length=1)
    at: datetime


class Switches(Strict):
    """switches.yaml, written by the page; what is listed is off. It governs showing alone."""

    intents: dict[str, Switch] = Field(default_factory=dict)
    replies: dict[str, Switch] = Field(default_factory=dict)


class Calibration(Strict):
    """calibration.json, written by `calibrate`: the lane's threshold on an office's own sample.

    `model` is the sha256 of the model file it was made for; `counts` what it was made from.
    """

    model: str = Field(pattern=r"^[0-9a-f]{64}$")
    threshold: Annotated[float, Field(ge=0, le=1)]
    counts: dict[str, int]
    drawn: str = Field(min_length=1)
    calibrated_on: date
