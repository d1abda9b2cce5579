"""The office as the page needs it: settings, replies and the reader of messages, loaded once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from postfach_triage.assembly import preprocessor
from postfach_triage.config.loader import load
from postfach_triage.config.office import Office
from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.plain_language import PlainLanguage, load_plain_language
from postfach_triage.config.reply_templates import load_templates
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.preprocess.pipeline import Preprocessor
from postfach_triage.replies.catalogue import Catalogue, build_catalogue

CONFIG = "POSTFACH_TRIAGE_CONFIG"


@dataclass(frozen=True)
class PageOffice:
    """Settings, replies and rules of one office."""

    office: Office
    catalogue: Catalogue
    plain_language: PlainLanguage
    folder: Path | None

    @cached_property
    def preprocessor(self) -> Preprocessor:
        """Load what reads a message (seconds); only pages with a reply need it."""
        return preprocessor(self.folder)

    @property
    def teams(self) -> Mapping[str, str]:
        """Return the names of the teams by code, in their order."""
        return {code: team.label for code, team in self.office.teams.items()}

    @property
    def intents(self) -> Mapping[str, str]:
        """Return the names of what clients want, by id."""
        return {name: intent.label for name, intent in self.office.intents.items()}

    def team(self, code: str | None) -> str:
        """Name a team; one that is not in the settings keeps the name it came with."""
        return self.teams.get(code or "", code or "ohne Team")

    def intent(self, name: str) -> str:
        """Name what a client wants."""
        return self.intents.get(name, "Anliegen unbekannt")

    def signal(self, kind: str) -> str:
        """Name what was found in a text."""
        rule = self.office.routing.signals.get(kind)
        return rule.label if rule else kind

    def known_team(self, given: str | None) -> str | None:
        """Return the code of a team that an export names by code or by name."""
        if given is None or given in self.office.teams:
            return given
        wanted = given.strip().casefold()
        named = {team.label.casefold(): code for code, team in self.office.teams.items()}
        return named.get(wanted)


@cache
def the_office() -> PageOffice:
    """Load the office named by POSTFACH_TRIAGE_CONFIG, else the packaged example."""
    folder = Path(os.environ[CONFIG]) if os.environ.get(CONFIG) else None
    templates = load_templates(folder / "replies" if folder else None)
    return PageOffice(
        office=load(folder),
        catalogue=build_catalogue(templates, load_office_texts(folder), fold_for_model),
        plain_language=load_plain_language(folder),
        folder=folder,
    )
