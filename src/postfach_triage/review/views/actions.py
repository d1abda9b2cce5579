"""The acts on a message: done, corrected, to a person, handed over, undone, taken over."""

from django.contrib import messages as flash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from postfach_triage.review import acting
from postfach_triage.review.answering import OpenGaps, draft_of, finish, take_back
from postfach_triage.review.claims import claim
from postfach_triage.review.claims import release as set_free
from postfach_triage.review.claims import take_over as hold
from postfach_triage.review.clock import now, today
from postfach_triage.review.models.history import Event, Kind
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import the_office
from postfach_triage.review.suggestions import gaps_of
from postfach_triage.review.views.acts import act, say_undoable, to_message
from postfach_triage.review.views.answer import keep_posted
from postfach_triage.review.views.errors import conflict
from postfach_triage.review.views.message import answer_with, list_query, the_message
from postfach_triage.review.words import LANES, URGENCIES

_LONGEST_NOTE = 2000


@act
def done(request: HttpRequest, message: Message) -> HttpResponse:
    """Mark the message as done and lead to the list or to the next one."""
    if "text" in request.POST:
        keep_posted(request, message)
    try:
        event = finish(message, request.user, the_office(), now(), today())
    except OpenGaps as gaps:
        return answer_with(
            request, message, status=422, open_gaps=_labels(message, request.user, gaps.names)
        )
    say_undoable(request, event, "Erledigt.")
    query = list_query(request)
    if request.POST.get("weiter"):
        return redirect(f"{reverse('next')}?{query}&nach={message.pk}")
    return redirect(f"{reverse('inbox')}?{query}")


@act
def correct(request: HttpRequest, message: Message) -> HttpResponse:
    """Set Anliegen, team, urgency or lane as the person sees it."""
    office, wanted = the_office(), {}
    if request.POST.get("anliegen") in office.intents:
        wanted["intent"] = request.POST["anliegen"]
    if request.POST.get("team") in office.teams:
        wanted["team"] = request.POST["team"]
    if request.POST.get("dringlich") in map(str, range(len(URGENCIES))):
        wanted["urgency"] = int(request.POST["dringlich"])
    if request.POST.get("art") in LANES:
        wanted["lane"] = request.POST["art"]
    event = acting.correct(message, request.user, office, now(), **wanted)
    if event is None:
        flash.info(request, "Es war schon so zugeordnet. Nichts wurde geändert.")
    else:
        say_undoable(request, event, "Die Zuordnung ist geändert.")
    return _if_still_ours(request, message)


@act
def misplaced(request: HttpRequest, message: Message) -> HttpResponse:
    """Send a standard request to a person."""
    event = acting.misplaced(message, request.user, now())
    if event is None:
        flash.info(request, "Die Nachricht ist schon bei „bitte persönlich bearbeiten“.")
    else:
        say_undoable(request, event, "Die Nachricht wird jetzt persönlich bearbeitet.")
    return to_message(request, message)


@act
def hand_over(request: HttpRequest, message: Message) -> HttpResponse:
    """Give the message to another team."""
    office, team = the_office(), request.POST.get("team", "")
    if team not in office.teams or team == message.team:
        flash.error(request, "Bitte wählen Sie ein anderes Team aus.")
        return to_message(request, message, "#weitergeben")
    note = request.POST.get("notiz", "").replace("\0", "").strip()[:_LONGEST_NOTE]
    event = acting.hand_over(message, request.user, team, note, now())
    say_undoable(request, event, f"Weitergegeben an: {office.team(team)}.")
    return redirect(f"{reverse('inbox')}?{list_query(request)}")


@require_POST
def undo(request: HttpRequest, pk: int, event: int) -> HttpResponse:
    """Take back the latest act; whoever did it may, also where the message left their team."""
    written = Event.objects.select_related("message").filter(pk=event, message_id=pk).first()
    if written is None or not _may_undo(request, written):
        return conflict(request, pk, "")
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).get(pk=pk)
        if acting.undoable(message, request.user) != written:
            return conflict(request, pk, "")
        acting.undo(message, written, request.user, now())
        take_back(written)
        claim(message, request.user, now())
    flash.success(request, "Rückgängig gemacht.")
    return to_message(request, message)


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a message that somebody else holds, on purpose; it is written down."""
    message = the_message(request, pk)
    with transaction.atomic():
        hold(message, request.user, now())
        message.refresh_from_db()
        acting.write(message, request.user, Kind.TAKEN_OVER, now())
    return to_message(request, message)


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a message free and go back to the list."""
    set_free(the_message(request, pk), request.user)
    return redirect(f"{reverse('inbox')}?{list_query(request)}")


def _may_undo(request: HttpRequest, event: Event) -> bool:
    return event.person_id == request.user.pk or request.user.sees_all_teams


def _if_still_ours(request: HttpRequest, message: Message) -> HttpResponse:
    """Lead back to the message, or to the list where another team has it now."""
    mine = request.user.sees_all_teams or message.team in (*request.user.teams, "")
    return to_message(request, message) if mine else redirect("inbox")


def _labels(message: Message, person: Person, names: list[str]) -> list[str]:
    """Name gaps as the form does."""
    draft = draft_of(message, person)
    gaps = gaps_of(draft.reply if draft else "", "", {}, the_office())
    labels = {gap.name: gap.label for gap in gaps}
    return [labels.get(name, name) for name in names]
