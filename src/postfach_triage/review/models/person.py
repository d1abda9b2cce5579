"""Who works with the page, and what each may see."""

import uuid
from enum import StrEnum

from django.contrib.auth.models import AbstractUser
from django.db import models


def new_key() -> str:
    """Make the key that stands for a person wherever no name may stand."""
    return uuid.uuid4().hex[:12]


class Role(StrEnum):
    """What somebody may do."""

    WORKER = "worker"
    LEAD = "lead"
    ADMIN = "admin"


ROLES = {
    Role.WORKER: "Sachbearbeitung",
    Role.LEAD: "Teamleitung",
    Role.ADMIN: "Verwaltung der Seite",
}


class Person(AbstractUser):
    """A case worker, a team lead or an admin; never deleted, only switched off.

    `teams`: codes of the teams whose messages a case worker sees. `shortcuts`: keys act.
    """

    key = models.CharField(max_length=12, unique=True, default=new_key, editable=False)
    role = models.CharField(
        "Aufgabe",
        max_length=8,
        choices=[(role.value, name) for role, name in ROLES.items()],
        default=Role.WORKER.value,
    )
    teams = models.JSONField(default=list, blank=True)
    shortcuts = models.BooleanField(default=True)
    must_choose_password = models.BooleanField(default=False)

    class Meta:
        """Names in order."""

        ordering = ("last_name", "first_name", "username")

    @property
    def name(self) -> str:
        """Return the name colleagues know."""
        return self.get_full_name() or self.username

    @property
    def sees_all_teams(self) -> bool:
        """Say whether the messages of every team are open to this person."""
        return self.role in (Role.LEAD, Role.ADMIN)

    @property
    def manages_people(self) -> bool:
        """Say whether this person may add people and change their roles."""
        return self.role == Role.ADMIN
