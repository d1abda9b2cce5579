"""From a function to a team: by a column, the BG number's last digits or a postcode."""

import re

from postfach_triage.config.office import Office
from postfach_triage.config.teams import TeamKey
from postfach_triage.records import Document, Message

_LABELS = {"bg_digits": "BG", "postcode": "PLZ_ORT"}
_NO_DIGIT = re.compile(r"\D")


def team_of(function: str, message: Message, document: Document, office: Office) -> str:
    """Return the team of the first key that fits, else the function's catch-all."""
    here = office.functions[function]
    for key in here.keys:
        team = key.team(_value(key, message, document))
        if team is not None:
            return team
    return here.catch_all


def _value(key: TeamKey, message: Message, document: Document) -> str:
    """Return what the key looks at; empty where the message has none."""
    value = message.extra.get(key.column) if key.column else _identifier(key.by, message, document)
    value = (value or "").strip()
    return value if key.by == "column" else _NO_DIGIT.sub("", value)


def _identifier(by: str, message: Message, document: Document) -> str:
    """Return the first BG number or postcode the client wrote."""
    for span in document.identifiers:
        if span.label == _LABELS[by]:
            field = message.text if span.field == "text" else message.subject
            return field[span.start : span.end]
    return ""
