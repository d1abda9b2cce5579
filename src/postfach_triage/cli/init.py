"""`postfach-triage init`: the folder of a new office."""

from pathlib import Path
from typing import Annotated

import typer

from postfach_triage.cli.border import say
from postfach_triage.cli.options import CONFIG_VARIABLE


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
) -> None:
    """Write the settings of a new office: nothing is shown as a suggestion until it says so.

    Fill in office.yaml, teams.yaml, office_texts.yaml and crisis_notes.yaml; own rules and
    replies go into their folders. What an office does not set is taken from the program.
    """
    from postfach_triage.config.new_office import write_new_office

    for path in write_new_office(folder):
        typer.echo(path)
    say(
        f"Next: fill these in, then postfach-triage check-config --config {folder}; "
        f"give --config {folder} to every command, or set {CONFIG_VARIABLE}"
    )
