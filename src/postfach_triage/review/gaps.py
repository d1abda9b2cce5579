"""The gaps of a reply's text: `{name}` until somebody fills it."""

from collections.abc import Mapping
from dataclasses import dataclass

from postfach_triage.config.reply_templates import SLOT


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a reply: what it asks for, an example, and what is in it so far."""

    name: str
    label: str
    example: str
    value: str


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with every gap filled that has a value; the others stay visible.

    >>> filled("Am {tag} um {zeit}.", {"tag": "Montag", "zeit": " "})
    'Am Montag um {zeit}.'
    """
    return SLOT.sub(lambda gap: values.get(gap[1], "").strip() or gap[0], text)


def open_gaps(text: str) -> list[str]:
    """Return the names of the gaps that are still in a text, each once."""
    return list(dict.fromkeys(SLOT.findall(text)))
