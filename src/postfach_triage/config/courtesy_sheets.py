"""Courtesy translations: one sheet a language, approved by people, below the German text."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from postfach_triage.config.files import PACKAGED, ReviewState, Strict, read_yaml, validate
from postfach_triage.config.merging import merged

FOLDER = "sheets"
PACKAGED_SHEETS = PACKAGED / "replies" / FOLDER
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Translation(Strict):
    """The translation of one reply; another `version` of the reply makes it out of date."""

    of_version: int = Field(ge=1)
    text: Line


class Sheet(Strict):
    """All translations into one language (ISO 639-1). `label` says that German alone is binding."""

    language: str = Field(pattern=r"^[a-z]{2}$")
    name: Line
    direction: Literal["ltr", "rtl"]
    label: Line
    review: ReviewState
    approved_by: str
    approved_on: date | None
    replies: Mapping[str, Translation]

    @model_validator(mode="after")
    def _approved_by_somebody(self) -> "Sheet":
        if self.language == "de":
            raise ValueError("German is no translation")
        if self.approved and not (self.approved_by and self.approved_on):
            raise ValueError("an approved sheet says who approved it and when")
        return self

    @property
    def approved(self) -> bool:
        """Say whether people have approved the sheet; no other one is ever suggested."""
        return self.review == "approved"


def load_sheets(overlay: Path | None = None) -> dict[str, Sheet]:
    """Return the sheets by language, those of the folder `overlay` laid over the packaged ones."""
    data = {path.stem: read_yaml(path) for path in sorted(PACKAGED_SHEETS.glob("*.yaml"))}
    if overlay is not None and (overlay / FOLDER).is_dir():
        own = {path.stem: read_yaml(path) for path in sorted((overlay / FOLDER).glob("*.yaml"))}
        data = merged(data, own)
    sheets = [validate(Sheet, raw, f"replies/{FOLDER}/{name}.yaml") for name, raw in data.items()]
    return {sheet.language: sheet for sheet in sheets}
