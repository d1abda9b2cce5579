"""Which replies may be shown as a suggestion: review state, dates, office texts, switches."""

from collections.abc import Mapping, Set
from datetime import date

from postfach_triage.config.office import Office
from postfach_triage.config.reply_templates import ReplyTemplate


def hidden_because(
    reply: ReplyTemplate, office: Office, ready: Set[str], *, today: date
) -> str | None:
    """Say in German why a reply is not shown as a suggestion; None if it may be shown.

    It governs showing alone: lane, urgency and hints never depend on it. `ready` holds the
    replies whose office texts are all there.
    """
    reasons: Mapping[str, bool] = {
        "im Haus ausgeschaltet": reply.id in office.switches.replies,
        f"Prüfstand: {reply.review}": reply.review not in office.settings.replies.accept_review,
        "heute nicht gültig": not reply.valid_on(today),
        "Angaben vom Haus fehlen": reply.id not in ready,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
