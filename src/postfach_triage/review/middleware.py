"""What holds for every answer of the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from postfach_triage.review.single_sign_on import came_by_it

Answer = Callable[[HttpRequest], HttpResponse]
_WITH_A_ONE_TIME_PASSWORD = {"password", "logout"}


def private_pages(answer: Answer) -> Answer:
    """Keep pages out of every cache: on a shared computer "back" must not show a message."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return respond


def own_password_first(answer: Answer) -> Answer:
    """Lead everybody who came with a one-time password to where they choose their own."""

    def respond(request: HttpRequest) -> HttpResponse:
        person = request.user
        first = person.is_authenticated and person.must_choose_password
        where = resolve(request.path_info).url_name if first else ""
        if first and not came_by_it(request) and where not in _WITH_A_ONE_TIME_PASSWORD:
            return redirect("password")
        return answer(request)

    return respond
