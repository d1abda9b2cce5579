"""The answers of the page: safe by default, the client's words untouched."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import get_resolver

from hand_made import SIMPLE, message
from postfach_triage.review.highlighting import highlighted
from postfach_triage.review.models.message import Message
from postfach_triage.review.models.person import Person, Role
from postfach_triage.review.office import the_office
from postfach_triage.review.people import new_person

Load = Callable[..., Any]
# The last two do not exist where single sign-on is not set up (test_single_sign_on.py).
OPEN = {"login", "logout", "healthz", "single_sign_on", "oidc_authentication_callback"}


def _client(person: Person | None = None) -> Client:
    client = Client(HTTP_HOST="localhost")
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_settings_are_ready_for_deployment(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check --deploy` is silent with the settings a server behind https gets."""
    import importlib

    from django.test import override_settings

    from postfach_triage.review import settings

    monkeypatch.setenv("POSTFACH_TRIAGE_REVIEW_LOCAL", "")
    secure = importlib.reload(settings)
    values = {name: getattr(secure, name) for name in dir(secure) if name.isupper()}
    del values["DATABASES"]
    with override_settings(**values):
        assert run_checks(include_deployment_checks=True) == []


def test_every_page_but_the_open_ones_asks_for_a_login() -> None:
    """Each address of the page, for somebody who is not logged in."""
    for name in get_resolver().reverse_dict:
        if not isinstance(name, str) or name in OPEN:
            continue
        pattern = get_resolver().reverse_dict[name][0][0][0]
        address = "/" + re.sub(r"%\(\w+\)s", "1", pattern)
        response = _client().get(address)
        assert response.status_code in (302, 405), (name, response.status_code)
        if response.status_code == 302 and name != "":
            assert response["Location"].startswith(("/anmelden/", "/postfach/")), name


def test_answers_carry_secure_headers(anna: Person) -> None:
    """No inline script, no frame, no cache, no foreign source."""
    answer = _client(anna).get("/postfach/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy
    assert "unsafe" not in policy and "http" not in policy
    assert answer["X-Frame-Options"] == "DENY" and answer["Cache-Control"] == "no-store"
    assert "<script>" not in answer.text and " style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)


def test_the_health_page_answers_without_a_login() -> None:
    """For machines."""
    assert _client().get("/healthz").content == b"ok\n"


def test_a_form_of_another_site_is_refused(load: Load, anna: Person) -> None:
    """Without the page's own token nothing is changed."""
    load([message(1, "Geld?")], [SIMPLE])
    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    client.force_login(anna, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/nachricht/{Message.objects.get().pk}/erledigt/", {"version": "0"})
    assert answer.status_code == 403 and not Message.objects.get().done


def test_a_session_ends_an_hour_after_the_last_click_and_with_the_browser(anna: Person) -> None:
    """The cookie has no date of its own, the server forgets the session."""
    client = _client(anna)
    answer = client.get("/postfach/")
    assert client.session.get_expiry_age() <= 60 * 60
    assert answer.cookies["postfach_sitzung"]["max-age"] == ""


def test_five_wrong_passwords_lock_the_account() -> None:
    """Also for the right one, for a while."""
    _, password = new_person("carla")
    client = _client()
    for _ in range(5):
        client.post("/anmelden/", {"username": "carla", "password": "falsch"})
    answer = client.post("/anmelden/", {"username": "carla", "password": password})
    assert answer.status_code == 429 and "Viertelstunde" in answer.text


def test_a_one_time_password_leads_to_a_new_one_and_nowhere_else() -> None:
    """Every page leads there first."""
    person, _ = new_person("dora", teams=["LG"])
    assert _client(person).get("/postfach/")["Location"] == "/passwort/"


@pytest.mark.parametrize(
    ("role", "status"), [(Role.WORKER, 403), (Role.LEAD, 403), (Role.ADMIN, 200)]
)
def test_admins_alone_manage_people(anna: Person, role: Role, status: int) -> None:
    """Others are told that this is for somebody else."""
    anna.role = role
    anna.save()
    assert _client(anna).get("/personen/").status_code == status


def test_the_last_admin_stays_one(anna: Person) -> None:
    """Nobody can lock everybody out."""
    anna.role = Role.ADMIN
    anna.save()
    values = {"username": "anna", "last_name": "Muster", "role": "lead", "is_active": "on"}
    answer = _client(anna).post(f"/personen/{anna.pk}/", values)
    assert "Sie ist die letzte" in answer.text and Person.objects.get(pk=anna.pk).manages_people


def test_the_message_of_another_team_is_not_found(load: Load, ben: Person) -> None:
    """Guessing a number shows nothing."""
    load([message(1, "Geheim")], [{**SIMPLE, "team": "WS"}])
    answer = _client(ben).get(f"/nachricht/{Message.objects.get().pk}/")
    assert answer.status_code == 404 and "Geheim" not in answer.text


def test_loading_ahead_opens_nothing(load: Load, anna: Person) -> None:
    """A browser that prefetches a link has not read it."""
    load([message(1, "Geld?")], [SIMPLE])
    _client(anna).get(f"/nachricht/{Message.objects.get().pk}/", HTTP_SEC_PURPOSE="prefetch")
    assert Message.objects.get().opened_at is None
    _client(anna).get(f"/nachricht/{Message.objects.get().pk}/")
    assert Message.objects.get().opened_at is not None


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "a\r\nb\rc", "😀 x\u202ey", "  zwei  Blanks\t"])
def test_marks_change_no_sign_of_the_text(text: str) -> None:
    """Marks taken out and references resolved, the text is what the client wrote."""
    import html

    span = {"field": "text", "start": 1, "end": 3}
    signals = [{**span, "end": 2, "kind": "deadline", "level": "hint"}]
    one = Message(text=text, result={"evidence": [span], "signals": signals})
    shown = highlighted(one, "text", the_office())
    assert "\r" not in shown
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", shown).replace("&#13;", "&#x0d;")) == text


def test_spans_that_make_no_sense_mark_nothing() -> None:
    """Beyond the end, backwards, overlapping: no word is lost or doubled."""
    spans = [
        {"field": "text", "start": a, "end": b}
        for a, b in ((2, 99), (3, 1), (0, 2), (1, 3), (2, 2))
    ]
    one = Message(text="abcdef", result={"evidence": spans, "signals": []})
    assert re.sub(r"</?mark[^>]*>", "", highlighted(one, "text", the_office())) == "abcdef"
