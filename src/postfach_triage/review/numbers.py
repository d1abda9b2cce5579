"""Numbers to copy into the office's other programs, and the way back into the portal."""

import re
from urllib.parse import quote

from postfach_triage.config.office import Office
from postfach_triage.review.models.message import Message

_SIGNS = re.compile(r"[\W_]+")


def numbers_to_copy(message: Message, office: Office) -> list[tuple[str, str]]:
    """Return (name, number) of the columns the office names, however the export spells them."""
    there = {_bare(name): value for name, value in message.extra.items()}
    names = office.settings.page.number_columns
    return [(name, there[_bare(name)]) for name in names if there.get(_bare(name))]


def portal_link(message: Message, office: Office) -> str:
    """Return where the message stands in the portal; "" where the office has set no link."""
    link = office.settings.page.portal_link
    values = {"message_id": message.message_id, "thread_id": message.thread_id or ""}
    for name, value in values.items():
        link = link.replace("{" + name + "}", quote(value, safe=""))
    return link


def _bare(name: str) -> str:
    return _SIGNS.sub("", name).casefold()
