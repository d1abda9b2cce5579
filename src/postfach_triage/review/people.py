"""Accounts: made with a one-time password, changed, switched off; never deleted."""

import secrets
from collections.abc import Iterable

from postfach_triage.review.models.person import Person, Role

# Signs that are not mistaken for one another on paper or on the phone.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_person(
    username: str,
    *,
    first_name: str = "",
    last_name: str = "",
    role: str = Role.WORKER,
    teams: Iterable[str] = (),
) -> tuple[Person, str]:
    """Return the new person and the one-time password, which is kept nowhere."""
    person = Person(
        username=username,
        first_name=first_name,
        last_name=last_name,
        role=role,
        teams=list(teams),
    )
    return person, new_one_time_password(person)


def new_one_time_password(person: Person) -> str:
    """Give a person a new one-time password; whoever is logged in with the old one is out."""
    password = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(4))
    person.set_password(password)
    person.must_choose_password = True
    person.save()
    return password


def last_admin(person: Person) -> bool:
    """Say whether nobody else could manage people."""
    others = Person.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=person.pk)
    return person.manages_people and not others.exists()
