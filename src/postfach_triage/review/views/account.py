"""Logging in and out, one's own password, one's own settings."""

from typing import Any

from django.conf import settings as conf
from django.contrib import messages as flash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_GET


@method_decorator(login_not_required, name="dispatch")
class Login(LoginView):
    """The first page."""

    template_name = "review/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether there is another way in."""
        return super().get_context_data(**kwargs, single_sign_on=conf.SINGLE_SIGN_ON)


@method_decorator(login_not_required, name="dispatch")
class Logout(LogoutView):
    """The last one."""


class OwnPassword(PasswordChangeView):
    """Choose a password; after a one-time password everybody comes here first."""

    template_name = "review/password.html"
    success_url = reverse_lazy("inbox")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the new password; the one-time password is over."""
        response = super().form_valid(form)
        self.request.user.must_choose_password = False
        self.request.user.save(update_fields=["must_choose_password"])
        flash.success(self.request, "Ihr neues Passwort gilt ab jetzt.")
        return response


def settings(request: HttpRequest) -> HttpResponse:
    """Switch the keys on or off."""
    if request.method == "POST":
        request.user.shortcuts = request.POST.get("tasten") == "an"
        request.user.save(update_fields=["shortcuts"])
        flash.success(request, "Gespeichert.")
        return redirect("settings")
    return render(request, "review/settings.html")


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Say which keys act."""
    return render(request, "review/keys.html")
