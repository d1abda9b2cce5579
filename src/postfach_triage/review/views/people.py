"""People and their roles; for those who manage the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages as flash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from postfach_triage.review.forms import PersonForm
from postfach_triage.review.models.person import Person
from postfach_triage.review.office import the_office
from postfach_triage.review.people import new_one_time_password

View = Callable[..., HttpResponse]


def _managers_only(view: View) -> View:
    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.manages_people:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return respond


@_managers_only
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List everybody."""
    office = the_office()
    rows = [
        (person, ", ".join(office.team(code) for code in person.teams))
        for person in Person.objects.all()
    ]
    return render(request, "review/people.html", {"people": rows})


@_managers_only
def new(request: HttpRequest) -> HttpResponse:
    """Add a person; the one-time password is shown once."""
    form = PersonForm(request.POST or None, initial={"is_active": True})
    if request.method == "POST" and form.is_valid():
        person = form.save(commit=False)
        return _show_password(request, person, new_one_time_password(person))
    return render(request, "review/person.html", {"form": form})


@_managers_only
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, role, teams, or switch the account off."""
    person = get_object_or_404(Person, pk=pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        flash.success(request, f"Gespeichert: {person.name}.")
        return redirect("people")
    return render(request, "review/person.html", {"form": form, "person": person})


@_managers_only
@require_POST
def password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a new one-time password."""
    person = get_object_or_404(Person, pk=pk)
    return _show_password(request, person, new_one_time_password(person))


def _show_password(request: HttpRequest, person: Person, secret: str) -> HttpResponse:
    return render(request, "review/one_time_password.html", {"person": person, "secret": secret})
