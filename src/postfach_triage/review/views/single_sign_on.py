"""To the identity provider and back."""

from typing import Any

from django.conf import settings
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from jwt import PyJWTError
from mozilla_django_oidc.views import (
    OIDCAuthenticationCallbackView,
    OIDCAuthenticationRequestView,
)
from requests import RequestException

from postfach_triage.review.single_sign_on import setting

# Whatever a provider may answer that is not what the standard says.
_FAILURES = (RequestException, PyJWTError, SuspiciousOperation, KeyError, ValueError)
_SORRY = (
    "Die Anmeldung mit dem Dienst-Konto hat nicht geklappt. Vielleicht ist für Sie hier noch kein "
    "Zugang eingerichtet. Die Verwaltung der Seite hilft Ihnen."
)


class _Step:
    get_settings = staticmethod(setting)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SINGLE_SIGN_ON:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


@method_decorator(login_not_required, name="dispatch")
class Out(_Step, OIDCAuthenticationRequestView):
    """Send somebody to the provider."""

    def __init__(self, **kwargs: Any) -> None:
        # Not the library's: it asks the provider before a failure could be told to anybody.
        super(OIDCAuthenticationRequestView, self).__init__(**kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Lead there, or say that it does not answer."""
        try:
            self.OIDC_OP_AUTH_ENDPOINT = setting("OIDC_OP_AUTHORIZATION_ENDPOINT")
            self.OIDC_RP_CLIENT_ID = setting("OIDC_RP_CLIENT_ID")
            return super().get(request)
        except _FAILURES:
            return _sorry(request)


@method_decorator(login_not_required, name="dispatch")
class Back(_Step, OIDCAuthenticationCallbackView):
    """Take somebody in whom the provider sends back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Log them in, or lead to the first page and say that it did not work."""
        try:
            return super().get(request)
        except _FAILURES:
            return _sorry(request)

    def login_failure(self) -> HttpResponse:
        """Lead to the first page."""
        return _sorry(self.request)


def _sorry(request: HttpRequest) -> HttpResponse:
    flash.error(request, _SORRY)
    return HttpResponse(status=302, headers={"Location": reverse("login")})
