"""What every page shows: the office's name, how often the mailbox is read, where help is."""

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest

from postfach_triage.review.office import the_office
from postfach_triage.version import VERSION

KERN = Path(__file__).parent / "static" / "review" / "kern"


@cache
def has_kern() -> bool:
    """Say whether the KERN style sheet was there at the start (`make review`)."""
    return (KERN / "kern.min.css").is_file()


def calibrated_on(value: str) -> str:
    """Say what the program's certainty was measured on.

    >>> calibrated_on("own:2026-11-02")
    'einer Stichprobe aus diesem Haus vom 02.11.2026'
    """
    kind, _, day = value.partition(":")
    if kind != "own":
        return "erfundenen Beispielen, nicht an Nachrichten aus diesem Haus"
    return "einer Stichprobe aus diesem Haus vom " + ".".join(reversed(day.split("-")))


def every_page(request: HttpRequest) -> dict[str, Any]:
    """Give all templates what the head and the foot of a page need."""
    office = the_office().office
    numbers = office.crisis_notes.numbers
    return {
        "office_name": office.name,
        "mailbox_read": office.settings.mailbox_read,
        "emergency": [numbers[name] for name in ("police", "rescue") if name in numbers],
        "calibrated_on": calibrated_on(office.calibrated_on),
        "version": VERSION,
        "kern": has_kern(),
    }
