"""What holds for every answer of the page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

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
    """Lead everybody with a one-time password to the page where they choose their own."""

    def respond(request: HttpRequest) -> HttpResponse:
        person = request.user
        first = person.is_authenticated and person.must_choose_password
        if first and resolve(request.path_info).url_name not in _WITH_A_ONE_TIME_PASSWORD:
            return redirect("password")
        return answer(request)

    return respond
