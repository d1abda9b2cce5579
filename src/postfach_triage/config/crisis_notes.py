"""crisis_notes.yaml: what a case worker does first in each crisis; never sent to anybody."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from postfach_triage.config.files import ReviewState, Strict

_NUMBER = re.compile(r"\{(\w+)\}")
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class CrisisNote(Strict):
    """Whom to call, what comes first, and whether the portal is safe at all."""

    title: Line
    answer_in_portal: bool
    why: Line
    call: tuple[Line, ...] = Field(min_length=1)
    first: tuple[Line, ...] = Field(min_length=1)


class CrisisNotes(Strict):
    """One note for each crisis, and the phone numbers their lines name as `{number}`."""

    notes: Mapping[str, CrisisNote]
    numbers: Mapping[str, Line]
    review: ReviewState
    checked_on: date | None
    source: Line

    @model_validator(mode="after")
    def _numbers_are_known(self) -> "CrisisNotes":
        for kind, note in self.notes.items():
            named = {name for line in (*note.call, *note.first) for name in _NUMBER.findall(line)}
            if unknown := sorted(named - self.numbers.keys()):
                raise ValueError(f"notes -> {kind} names numbers that are not there: {unknown}")
        return self

    def lines(self, kind: str) -> list[str]:
        """Return the note as German lines with the numbers in place; the portal comes first."""
        note = self.notes[kind]
        portal = (
            "Im Portal erst nach dem Anruf antworten."
            if note.answer_in_portal
            else "Nicht im Portal antworten."
        )
        steps = [f"{number}. {step}" for number, step in enumerate(note.first, 1)]
        lines = [f"{note.title}. {portal}", "Anrufen: " + "; ".join(note.call), note.why, *steps]
        return [_NUMBER.sub(lambda match: self.numbers[match.group(1)], line) for line in lines]
