"""plain_language.yaml: what counts as plain, and where that comes from."""

from collections.abc import Mapping
from pathlib import Path
from re import Pattern
from typing import Annotated

from pydantic import Field, StringConstraints

from postfach_triage.config.files import PACKAGED, Strict, read_yaml, validate
from postfach_triage.config.merging import merged

FILE = "plain_language.yaml"
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Limit(Strict):
    """A bound, what to do where a text is beyond it, and where the bound comes from."""

    title: Line
    value: float
    better: Line
    source: Line


class Limits(Strict):
    """All bounds: at least for the two of Flesch-Amstad, at most for the others."""

    sentence_words: Limit
    flesch_amstad: Limit
    characters: Limit
    simple_characters: Limit
    actions: Limit
    mean_flesch_amstad: Limit


class Wording(Strict):
    """A way of writing to avoid: a pattern within one sentence, and how to say it better."""

    kind: str = Field(pattern=r"^[a-z_]+$")
    title: Line
    pattern: Pattern[str]
    better: Line
    examples: tuple[Line, ...] = Field(min_length=1)
    counter_examples: tuple[Line, ...] = Field(min_length=1)


class Term(Strict):
    """An office word (a pattern for a whole word) that needs an explanation beside it."""

    term: Pattern[str]
    better: Line


class Exempt(Strict):
    """A finding the catalogue lives with in one reply, and why."""

    reply: str
    kind: str
    reason: Line


class PlainLanguage(Strict):
    """The bounds, the ways of writing to avoid, and the exceptions of the catalogue."""

    limits: Limits
    syllables: Mapping[str, int]
    other_ways: tuple[Line, ...]
    explained_by: tuple[Line, ...]
    terms: tuple[Term, ...]
    wordings: tuple[Wording, ...]
    literals: tuple[Wording, ...]
    exceptions: tuple[Exempt, ...]


def load_plain_language(overlay: Path | None = None) -> PlainLanguage:
    """Return the packaged rules with the file of the folder `overlay` laid over, key by key."""
    data = read_yaml(PACKAGED / FILE)
    if overlay is not None and (overlay / FILE).exists():
        data = merged(data, read_yaml(overlay / FILE) or {})
    return validate(PlainLanguage, data, FILE)
