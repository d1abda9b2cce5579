"""`review check`: whether the page is safe and complete, before people work with it."""

import os
from dataclasses import dataclass

from django.core.checks import WARNING, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from postfach_triage.review import environment
from postfach_triage.review.office import the_office
from postfach_triage.review.page import has_kern


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong and must be mended, and what is only worth knowing."""

    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def check_page() -> Checked:
    """Run Django's checks for deployment and our own."""
    found = [
        f"{one.id}: {one.msg}"
        for one in run_checks(include_deployment_checks=True)
        if one.level >= WARNING
    ]
    return Checked((*found, *_database()), tuple(_remarks()))


def _database() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [f"the database does not answer ({type(error).__name__}): check DATABASE_URL"]
    if waiting:
        return ["the database is not up to date: postfach-triage review serve brings it there"]
    return []


def _remarks() -> list[str]:
    office = the_office().office
    remarks = [f"database: {connection.vendor}"]
    if not has_kern():
        remarks.append("KERN style sheet: not there, the page uses its own; add it by: make review")
    if not environment.origin(os.environ):
        remarks.append(
            f"{environment.ORIGIN} is not set: the page can be opened on this machine alone"
        )
    if not environment.single_sign_on(os.environ):
        remarks.append(
            f"{environment.PROVIDER} is not set: people log in with passwords of the page"
        )
    if not office.settings.page.portal_link:
        remarks.append("office.yaml, page.portal_link is empty: no link to the portal")
    if not office.settings.learning.allowed:
        remarks.append("review export is off (office.yaml: learning)")
    return remarks
