"""To the identity provider and back."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from jwt import PyJWTError
from mozilla_django_oidc.views import (
    OIDCAuthenticationCallbackView,
    OIDCAuthenticationRequestView,
)

from postfach_triage.review.single_sign_on import setting

# What the library lets through when a provider does not answer, or not as the standard says.
_FAILURES = (OSError, PyJWTError, SuspiciousOperation, KeyError, ValueError)
_SORRY = (
    "Die Anmeldung mit dem Dienst-Konto hat nicht geklappt. Vielleicht ist für Sie hier noch kein "
    "Zugang eingerichtet. Die Verwaltung der Seite hilft Ihnen."
)


class _Out(OIDCAuthenticationRequestView):
    get_settings = staticmethod(setting)


class _Back(OIDCAuthenticationCallbackView):
    get_settings = staticmethod(setting)

    def login_failure(self) -> HttpResponse:
        return _sorry(self.request)


def _where_it_is_set_up(
    view: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    @login_not_required
    @wraps(view)
    def respond(request: HttpRequest) -> HttpResponse:
        if not settings.SINGLE_SIGN_ON:
            raise Http404
        try:
            return view(request)
        except _FAILURES:
            return _sorry(request)

    return respond


def _sorry(request: HttpRequest) -> HttpResponse:
    flash.error(request, _SORRY)
    return redirect("login")


out = _where_it_is_set_up(_Out.as_view())
back = _where_it_is_set_up(_Back.as_view())
