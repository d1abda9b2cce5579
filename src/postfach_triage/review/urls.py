"""The addresses of the page."""

from django.urls import path
from django.views.generic import RedirectView

from postfach_triage.review.single_sign_on import CALLBACK
from postfach_triage.review.views import (
    account,
    actions,
    answer,
    errors,
    health,
    inbox,
    message,
    people,
    single_sign_on,
)

handler403, handler404, handler500 = errors.forbidden, errors.not_found, errors.broken

_one = "nachricht/<int:pk>/"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="inbox")),
    path("healthz", health.healthz, name="healthz"),
    path("anmelden/", account.Login.as_view(), name="login"),
    path("anmelden/dienst/", single_sign_on.out, name="single_sign_on"),
    path("anmelden/zurueck/", single_sign_on.back, name=CALLBACK),
    path("abmelden/", account.Logout.as_view(), name="logout"),
    path("passwort/", account.OwnPassword.as_view(), name="password"),
    path("einstellungen/", account.settings, name="settings"),
    path("tasten/", account.keys, name="keys"),
    path("postfach/", inbox.inbox, name="inbox"),
    path("postfach/naechste/", inbox.next_message, name="next"),
    path(_one, message.show, name="message"),
    path(_one + "vorschlag/", answer.choose, name="choose"),
    path(_one + "entwurf/", answer.save, name="draft"),
    path(_one + "verwerfen/", answer.discard, name="discard"),
    path(_one + "sprache/", answer.plain_language, name="plain_language"),
    path(_one + "passt-nicht/", answer.dismiss, name="dismiss"),
    path(_one + "erledigt/", actions.done, name="done"),
    path(_one + "zuordnung/", actions.correct, name="correct"),
    path(_one + "persoenlich/", actions.misplaced, name="misplaced"),
    path(_one + "weitergeben/", actions.hand_over, name="hand_over"),
    path(_one + "rueckgaengig/<int:event>/", actions.undo, name="undo"),
    path(_one + "uebernehmen/", actions.take_over, name="take_over"),
    path(_one + "freigeben/", actions.release, name="release"),
    path("personen/", people.people, name="people"),
    path("personen/neu/", people.new, name="new_person"),
    path("personen/<int:pk>/", people.edit, name="person"),
    path("personen/<int:pk>/passwort/", people.password, name="person_password"),
]
