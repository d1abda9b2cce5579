"""Logging in with the office's own accounts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from django.conf import settings
from django.test import Client, override_settings

from identity_provider import CLIENT, SECRET, Provider, provider
from postfach_triage.errors import TriageError
from postfach_triage.review import environment
from postfach_triage.review.single_sign_on import BACKEND


def set_up(folder: Path, described: Any, **others: str) -> dict[str, str]:
    """Return the variables of a page that trusts the provider described."""
    path = folder / "openid-configuration.json"
    path.write_text(json.dumps(described), encoding="utf-8")
    values = {environment.CLIENT: CLIENT, environment.SECRET: SECRET, **others}
    return {environment.PROVIDER: str(path), **values}


@pytest.fixture
def idp(tmp_path: Path) -> Iterator[Provider]:
    """Give an identity provider that this page trusts."""
    with (
        provider() as one,
        override_settings(
            SINGLE_SIGN_ON=environment.single_sign_on(set_up(tmp_path, one.described())),
            AUTHENTICATION_BACKENDS=[*settings.AUTHENTICATION_BACKENDS, BACKEND],
        ),
    ):
        yield one


def walk(client: Client, query: str = "") -> Any:
    """Click the button, go to the provider and come back."""
    out = client.get(f"/anmelden/dienst/{query}")
    there = requests.get(out["Location"], allow_redirects=False, timeout=5)
    return client.get(there.headers["Location"])


def said(client: Client) -> str:
    """Return the page somebody sees who was not let in."""
    return client.get("/anmelden/").content.decode()


def test_a_person_of_the_page_is_let_in_by_the_provider(idp: Provider, anna: Any) -> None:
    """A one-time password does not matter then, and where they wanted to go they get."""
    anna.must_choose_password = True
    anna.save()
    client = Client(SERVER_NAME="localhost")
    answer = walk(client, "?next=/einstellungen/")
    assert (answer.status_code, answer["Location"]) == (302, "/einstellungen/")
    assert "Anna Muster" in client.get("/postfach/").content.decode()


def test_the_first_page_offers_it_only_where_it_is_set_up(idp: Provider) -> None:
    """Otherwise the button is missing and its address does not exist."""
    assert "Mit dem Dienst-Konto anmelden" in said(Client(SERVER_NAME="localhost"))
    with override_settings(SINGLE_SIGN_ON=None):
        assert "Dienst-Konto" not in said(Client(SERVER_NAME="localhost"))
        assert Client(SERVER_NAME="localhost").get("/anmelden/dienst/").status_code == 404
        assert (
            Client(SERVER_NAME="localhost").get("/anmelden/zurueck/?code=a&state=b").status_code
            == 404
        )


def test_nobody_gets_an_account_by_logging_in(idp: Provider) -> None:
    """Whoever is unknown here is told whom to ask."""
    from postfach_triage.review.models.person import Person

    client = Client(SERVER_NAME="localhost")
    assert walk(client)["Location"] == "/anmelden/"
    assert "noch kein Zugang" in said(client)
    assert not Person.objects.filter(username="anna").exists()


def test_whoever_is_switched_off_stays_out_and_goes_out(idp: Provider, anna: Any) -> None:
    """At the next click, not at the end of the session."""
    client = Client(SERVER_NAME="localhost")
    walk(client)
    assert client.get("/postfach/").status_code == 200
    anna.is_active = False
    anna.save()
    assert client.get("/postfach/").status_code == 302
    assert walk(client)["Location"] == "/anmelden/"
    assert client.get("/postfach/").status_code == 302


@pytest.mark.parametrize(
    ("token", "userinfo"),
    [
        ({"aud": "eine-andere-seite"}, {}),
        ({"iss": "https://fremd.example"}, {}),
        ({"nonce": "von-gestern"}, {}),
        ({"exp": 1}, {}),
        ({}, {"sub": "4712"}),
        ({}, {"preferred_username": ""}),
    ],
)
def test_what_is_not_meant_for_this_page_lets_nobody_in(
    idp: Provider, anna: Any, token: dict[str, Any], userinfo: dict[str, Any]
) -> None:
    """Another page's token, another issuer's, an old one, or words about somebody else."""
    idp.token, idp.userinfo = token, userinfo
    client = Client(SERVER_NAME="localhost")
    assert walk(client)["Location"] == "/anmelden/"
    assert client.get("/postfach/").status_code == 302
    assert "nicht geklappt" in said(client)


def test_a_code_somebody_else_began_with_lets_nobody_in(idp: Provider, anna: Any) -> None:
    """The state is bound to the session that went out."""
    there = requests.get(
        Client(SERVER_NAME="localhost").get("/anmelden/dienst/")["Location"],
        allow_redirects=False,
        timeout=5,
    )
    client = Client(SERVER_NAME="localhost")
    assert client.get(there.headers["Location"])["Location"] == "/anmelden/"
    assert client.get("/postfach/").status_code == 302


def test_without_the_provider_passwords_still_work(idp: Provider, anna: Any) -> None:
    """It is asked by nobody who does not use it, and its failures lock nobody out."""
    anna.set_password("Sehr-sicher-2026")
    anna.save()
    idp.up = False
    client = Client(SERVER_NAME="localhost")
    for _ in range(7):
        assert client.get("/anmelden/zurueck/?error=access_denied&state=x").status_code == 302
    asked = len(idp.asked)
    form = {"username": "anna", "password": "Sehr-sicher-2026"}
    wrong = client.post("/anmelden/?code=a&state=b", {**form, "password": "falsch"})
    assert "prüfen Sie Benutzername" in wrong.content.decode()
    assert client.post("/anmelden/?code=a&state=b", form)["Location"] == "/postfach/"
    assert client.get("/postfach/").status_code == 200
    assert len(idp.asked) == asked


def test_the_provider_may_fail_half_way(idp: Provider, anna: Any) -> None:
    """Said on the first page, not as a broken one."""
    client = Client(SERVER_NAME="localhost")
    out = client.get("/anmelden/dienst/")
    there = requests.get(out["Location"], allow_redirects=False, timeout=5)
    idp.up = False
    assert client.get(there.headers["Location"])["Location"] == "/anmelden/"
    assert "nicht geklappt" in said(client)


def test_those_without_an_account_lock_nobody_else_out(idp: Provider, anna: Any) -> None:
    """Behind a web server all come from one address."""
    client = Client(SERVER_NAME="localhost")
    idp.userinfo = {"preferred_username": "niemand"}
    for _ in range(7):
        assert walk(client)["Location"] == "/anmelden/"
    idp.userinfo = {}
    assert walk(client)["Location"] == "/postfach/"


DESCRIBED = {
    "issuer": "https://anmeldung.amt.example/realms/haus",
    "authorization_endpoint": "https://anmeldung.amt.example/auth",
    "token_endpoint": "https://anmeldung.amt.example/token",
    "userinfo_endpoint": "https://anmeldung.amt.example/userinfo",
    "jwks_uri": "https://anmeldung.amt.example/certs",
    "grant_types_supported": ["authorization_code"],
}


def test_the_variables_and_the_description_make_it(tmp_path: Path) -> None:
    """The secret shows in no text of it."""
    found = environment.single_sign_on(set_up(tmp_path, DESCRIBED))
    assert found is not None and found.jwks_uri == DESCRIBED["jwks_uri"]
    assert (found.client, found.claim) == (CLIENT, "preferred_username")
    assert SECRET not in repr(found)
    assert environment.single_sign_on({}) is None


@pytest.mark.parametrize(
    ("described", "others", "named"),
    [
        (DESCRIBED | {"token_endpoint": "http://anmeldung.amt.example/t"}, {}, "token_endpoint"),
        ({"issuer": DESCRIBED["issuer"]}, {}, "authorization_endpoint"),
        ([], {}, "issuer"),
        (DESCRIBED, {environment.CLIENT: ""}, environment.CLIENT),
        (DESCRIBED, {environment.SECRET: ""}, environment.SECRET),
        (DESCRIBED, {environment.PROVIDER: "/nirgends.json"}, "FileNotFoundError"),
    ],
)
def test_half_a_set_up_is_refused(
    tmp_path: Path, described: Any, others: dict[str, str], named: str
) -> None:
    """With what is missing or wrong, and never with the secret."""
    with pytest.raises(TriageError, match=named) as refused:
        environment.single_sign_on(set_up(tmp_path, described) | others)
    assert SECRET not in str(refused.value)
