"""Choosing a suggestion and writing a reply; nothing here sends anything."""

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from postfach_triage.review.answer_panel import language_hints
from postfach_triage.review.answering import (
    begin,
    draft_of,
    final_text,
    keep,
)
from postfach_triage.review.answering import (
    dismiss as note_dismissed,
)
from postfach_triage.review.claims import claim, holder
from postfach_triage.review.clock import hour, now, today
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.work import Draft
from postfach_triage.review.office import the_office
from postfach_triage.review.suggestions import suggestion, suggestions
from postfach_triage.review.views.acts import act, say_undoable, to_message
from postfach_triage.review.views.errors import conflict
from postfach_triage.review.views.inbox import message_address
from postfach_triage.review.views.message import answer_with, list_query, the_message
from postfach_triage.review.words import REASONS

_GAP = "luecke_"
_LONGEST = 20_000


@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a reply with a suggestion, or with nothing."""
    message = the_message(request, pk)
    if not claim(message, request.user, now()):
        return _lost(request, message)
    reply = request.POST.get("reply", "")
    shown = suggestion(message, reply, the_office(), today()) if reply else None
    begin(message, request.user, shown.reply if shown else "", shown.text if shown else "")
    # No "#antwort": a browser that jumps to a part of a page sets no focus of its own there.
    how = {"wie": "anpassen"} if request.POST.get("wie") == "anpassen" else {}
    return redirect(message_address(message.pk, list_query(request), **how))


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed and go on holding the message; the draft is kept in any case."""
    message = the_message(request, pk)
    draft = keep_posted(request, message)
    held = claim(message, request.user, now())
    if request.htmx:
        other = holder(message, request.user, now())
        values = {
            "saved": hour(draft.saved_at),
            "until": hour(message.claimed_until) if held and message.claimed_until else "",
            "other": other.name if other else "",
        }
        return render(request, "review/_saved.html", values)
    if not held:
        return _lost(request, message)
    flash.success(request, "Der Entwurf ist gesichert.")
    return to_message(request, message, "#antwort")


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft away and show the suggestions again."""
    message = the_message(request, pk)
    Draft.objects.filter(message=message, person=request.user).delete()
    return to_message(request, message, "#vorschlaege")


@require_POST
def plain_language(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what in the reply could be plainer."""
    message = the_message(request, pk)
    draft = keep_posted(request, message)
    claim(message, request.user, now())
    found = language_hints(final_text(draft), the_office())
    if request.htmx:
        return render(request, "review/_language.html", {"language": found})
    return answer_with(request, message, language=found, language_asked=True)


@act
def dismiss(request: HttpRequest, message: Message) -> HttpResponse:
    """Note that one suggestion, or all of them, does not fit."""
    reason = request.POST.get("grund", "")
    shown = [one.reply for one in suggestions(message, the_office(), today())]
    wanted = request.POST.get("reply", "")
    replies = [reply for reply in shown if wanted in ("", reply)]
    if reason not in REASONS or not replies:
        flash.error(request, "Bitte wählen Sie einen Grund aus.")
        return to_message(request, message, "#vorschlaege")
    event = note_dismissed(message, request.user, replies, reason, the_office(), now(), today())
    say_undoable(request, event, "Danke. Der Grund hilft, die Vorschläge besser zu machen.")
    return to_message(request, message, "#vorschlaege")


def keep_posted(request: HttpRequest, message: Message) -> Draft:
    """Keep text and gaps of the form; without a text in it the draft stays as it is."""
    existing = draft_of(message, request.user)
    if "text" not in request.POST and existing is not None:
        return existing
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\0", "")[:_LONGEST]
    slots = {
        name.removeprefix(_GAP): value.strip()[:500]
        for name, value in request.POST.items()
        if name.startswith(_GAP)
    }
    return keep(message, request.user, text, slots)


def _lost(request: HttpRequest, message: Message) -> HttpResponse:
    message.refresh_from_db()
    other = holder(message, request.user, now())
    return conflict(request, message.pk, other.name if other else "")
