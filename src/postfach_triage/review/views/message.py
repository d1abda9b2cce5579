"""The page of one message: the client's words first, everything else after them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from postfach_triage.review import judgement
from postfach_triage.review.access import visible
from postfach_triage.review.acting import opened, undoable
from postfach_triage.review.answer_panel import panel, proposals
from postfach_triage.review.claims import claim, holder
from postfach_triage.review.clock import age, full, hour, now
from postfach_triage.review.conversation import conversation, resends
from postfach_triage.review.filters import Filters
from postfach_triage.review.highlighting import highlighted
from postfach_triage.review.history_page import history
from postfach_triage.review.models.message import Message
from postfach_triage.review.numbers import numbers_to_copy, portal_link
from postfach_triage.review.office import the_office
from postfach_triage.review.words import LANES, REASONS, URGENCIES


def the_message(request: HttpRequest, pk: int) -> Message:
    """Return the message, or 404 where it is not this person's to see."""
    message = visible(request.user).select_related("claimed_by").filter(pk=pk).first()
    if message is None:
        raise Http404
    if message.resend_of_id is not None:
        return the_message(request, message.resend_of_id)
    return message


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a message; opening it holds it and takes it off the top of the list."""
    message, at = the_message(request, pk), now()
    # A browser that loads ahead has not opened anything.
    looked_at = "prefetch" not in request.headers.get("Sec-Purpose", "")
    if looked_at and not message.done and claim(message, request.user, at):
        opened(message, request.user, at)
    return answer_with(request, message)


def answer_with(
    request: HttpRequest, message: Message, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Render the page of a message."""
    return render(request, "review/message.html", _context(request, message, **more), status=status)


def list_query(request: HttpRequest) -> str:
    """Return the list this message was opened from, as an address part that is safe to use."""
    given = request.POST.get("liste") or request.GET.get("liste") or ""
    return Filters.read(QueryDict(given)).query()


def _context(request: HttpRequest, message: Message, **more: Any) -> dict[str, Any]:
    office, at, person = the_office(), now(), request.user
    query, other = list_query(request), holder(message, person, at)
    similar = Filters(anliegen=message.intent, art="standard", team=message.team)
    return {
        "message": message,
        "liste": query,
        "holder": other,
        "held_until": hour(message.claimed_until) if message.claimed_until else "",
        "locked": other is not None or message.done,
        "subject": highlighted(message, "subject", office),
        "text": highlighted(message, "text", office),
        "age": age(message.received_at, at),
        "received": full(message.received_at),
        "done_at": full(message.done_at) if message.done else "",
        "judged": {
            "lane": judgement.lane(message),
            "urgency": judgement.urgency(message),
            "tone": judgement.tone(message),
            "intent": judgement.intent(message, office),
            "certainty": judgement.certainty(message),
            "guesses": judgement.guesses(message, office),
            "hints": judgement.hints(message, office),
            "effects": judgement.effects(message),
            "reasons": judgement.reasons(message),
            "notes": judgement.crisis_notes(message, office),
        },
        "no_portal": judgement.stays_out_of_the_portal(message, office),
        "team": office.team(message.team),
        "other_team": _other_team(message),
        "thread": conversation(message),
        "resends": resends(message),
        "numbers": numbers_to_copy(message, office.office),
        "portal": portal_link(message, office.office),
        "proposals": proposals(message, office),
        "panel": panel(message, person, office),
        "adapt": request.GET.get("wie") == "anpassen",
        "history": history(message, office),
        "undo": undoable(message, person),
        "similar": similar.query() if message.is_standard else "",
        "teams": sorted(office.teams.items(), key=lambda item: item[1]),
        "intents": sorted(office.intents.items(), key=lambda item: item[1]),
        "urgencies": list(enumerate(URGENCIES)),
        "lanes": list(LANES.items()),
        "reasons": REASONS,
        **more,
    }


def _other_team(message: Message) -> str:
    """Name the team the program would have chosen, where it is another one."""
    ours = message.result.get("team")
    if not ours or ours == message.team or message.decided:
        return ""
    return the_office().team(ours)
