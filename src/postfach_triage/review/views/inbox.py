"""The list of messages, and the way to the next one."""

from urllib.parse import urlencode

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from postfach_triage.review.access import visible
from postfach_triage.review.claims import next_free
from postfach_triage.review.clock import now
from postfach_triage.review.counting import counts, exactly, number_found
from postfach_triage.review.entries import entry
from postfach_triage.review.filters import DONE, KINDS, OPEN, STATES, Filters
from postfach_triage.review.office import the_office
from postfach_triage.review.paging import DONE_ORDER, OPEN_ORDER, page
from postfach_triage.review.words import URGENCIES

# Only what a line shows: the long columns stay in the database.
_COLUMNS = (
    "text", "subject", "guarded", "pin", "done_at", "opened_at", "due_at", "urgency", "intent",
    "lane", "shown", "team", "received_at", "result", "resent", "attachments",
    "claimed_until", "claimed_by__first_name", "claimed_by__last_name", "claimed_by__username",
)  # fmt: skip


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show one page of the list."""
    filters, office, at = Filters.read(request.GET), the_office(), now()
    found = filters.of(request.user)
    listed = page(
        [part.select_related("claimed_by").only(*_COLUMNS) for part in found],
        DONE_ORDER if filters.stand == DONE else OPEN_ORDER,
        after=request.GET.get("ab", ""),
        before=request.GET.get("vor", ""),
    )
    entries = [entry(message, request.user, office, at) for message in listed.messages]
    context = {
        "filters": filters,
        "query": filters.query(),
        "pinned": [one for one in entries if one.pinned],
        "entries": [one for one in entries if not one.pinned],
        "after": listed.after,
        "before": listed.before,
        "found": number_found(found) if listed.after or listed.before else exactly(len(entries)),
        "counts": counts(filters, request.user, office),
        "teams": sorted(office.teams.items(), key=lambda item: item[1]),
        "intents": sorted(office.intents.items(), key=lambda item: item[1]),
        "urgencies": [(str(n), label) for n, label in enumerate(URGENCIES)],
        "kinds": list(KINDS.items()),
        "states": list(STATES.items()),
        "can_go_on": filters.stand == OPEN and bool(entries),
    }
    return render(request, "review/inbox.html", context)


@require_GET
def next_message(request: HttpRequest) -> HttpResponse:
    """Lead to the next open message of a list that nobody else holds."""
    filters = Filters.read(request.GET)
    found = filters.of(request.user)
    last = request.GET.get("nach", "")
    after = visible(request.user).filter(pk=int(last)).first() if last.isdecimal() else None
    message = next_free(found, request.user, now(), after)
    query = filters.query()
    if message is None:
        flash.info(request, "In dieser Liste ist keine freie Nachricht mehr.")
        return redirect(f"{reverse('inbox')}?{query}")
    return redirect(message_address(message.pk, query))


def message_address(pk: int, query: str, **more: str) -> str:
    """Return the address of a message that knows the list it was opened from."""
    address, values = reverse("message", args=[pk]), {**({"liste": query} if query else {}), **more}
    return f"{address}?{urlencode(values)}" if values else address
