"""What every button on the page of a message has in common."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from postfach_triage.review.acting import Conflict, changing
from postfach_triage.review.clock import now
from postfach_triage.review.models.history import Event
from postfach_triage.review.models.message import Message
from postfach_triage.review.views.errors import conflict
from postfach_triage.review.views.inbox import message_address
from postfach_triage.review.views.message import list_query, the_message

Act = Callable[[HttpRequest, Message], HttpResponse]


def act(view: Act) -> Callable[[HttpRequest, int], HttpResponse]:
    """Run a view on the message, locked as the person saw it; say so where it has changed."""

    @require_POST
    @wraps(view)
    def respond(request: HttpRequest, pk: int) -> HttpResponse:
        message = the_message(request, pk)
        version = request.POST.get("version", "")
        seen = int(version) if version.isdecimal() else -1
        try:
            with changing(message, request.user, seen, now()) as current:
                return view(request, current)
        except Conflict as refused:
            name = refused.other.name if refused.other else ""
            return conflict(request, message.pk, name)

    return respond


def to_message(request: HttpRequest, message: Message, part: str = "") -> HttpResponse:
    """Lead back to the message, to one part of the page."""
    return redirect(message_address(message.pk, list_query(request)) + part)


def say_undoable(request: HttpRequest, event: Event, text: str) -> None:
    """Say what was done, with a button that takes it back."""
    address = reverse("undo", args=[event.message_id, event.pk])
    flash.success(request, text, extra_tags=address)
