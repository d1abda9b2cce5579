"""Start Django for a command, make the database, give the first admin a one-time password."""

import os
from pathlib import Path

from postfach_triage.errors import TriageError
from postfach_triage.review import environment
from postfach_triage.review.office import CONFIG

ADMIN = "admin"
_SETTINGS = "postfach_triage.review.settings"


def start(config: Path | None = None) -> None:
    """Set Django up for this process; `config` is the office's folder."""
    import django
    from django.conf import settings

    # Whatever is written from here on holds clients' words: for its owner alone.
    os.umask(0o077)
    if config is not None:
        os.environ[CONFIG] = str(config.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", _SETTINGS)
    if not settings.configured:
        django.setup()


def make_database() -> None:
    """Create the tables, or bring older ones up to date."""
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise TriageError(
            "the database cannot be used",
            where=environment.DATABASE,
            got=type(error).__name__,
            next_step="check that it runs, its address, name and rights",
        ) from None


def first_admin() -> str | None:
    """Make the admin where nobody has an account yet; return the one-time password."""
    from postfach_triage.review.models.person import Person, Role
    from postfach_triage.review.people import new_person

    if Person.objects.exists():
        return None
    _, password = new_person(ADMIN, role=Role.ADMIN)
    return password
