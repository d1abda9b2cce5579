"""What clients want: the intents, who acts first, how soon, and whether a simple lane is open."""

from typing import Literal

from pydantic import Field

from postfach_triage.config.files import Strict
from postfach_triage.records import CRISES

Urgency = Literal["U0", "U1", "U2", "U3", "U4"]
Stage = Literal["schatten", "vorschlag"]


class Intent(Strict):
    """One intent of the taxonomy; the loader fills `id` from the key and `stage` from the office.

    `label` is what the page shows. `simple_capable` opens the simple lane, never forces it.
    """

    id: str
    label: str = Field(min_length=1)
    function: str
    urgency: Urgency
    simple_capable: bool = False
    stage: Stage

    @property
    def crisis(self) -> bool:
        """Say whether the intent is one of the eight crises (records.CRISES)."""
        return self.id in CRISES


class Taxonomy(Strict):
    """All intents by id."""

    intents: dict[str, Intent] = Field(min_length=1)
