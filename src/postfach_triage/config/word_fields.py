"""Read the word fields: words of one meaning under one name, one YAML file a subject.

They give the classifier the world knowledge that its training messages lack. Notation of an
entry: `wort` also inflected, `=wort` only as it stands, `wort*` / `*wort` / `*wort*` with any
letters (or none) at the star, `!` before any of these takes the word out of the field again.
"""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from postfach_triage.config.files import PACKAGED, Strict, read_yaml, validate
from postfach_triage.errors import ConfigError, TriageError

PACKAGED_FIELDS = PACKAGED / "wordfields"
MIN_LETTERS = 3
_ENTRY = re.compile(r"!?(?:=[^\W_][\w-]*|\*?[^\W_][\w-]*\*?)")


def _checked(words: str) -> str:
    entries = words.split()
    for entry in entries:
        if not _ENTRY.fullmatch(entry):
            raise ValueError(f"{entry!r} is no entry; write wort, =wort, wort*, *wort or *wort*")
        if "=" not in entry and len(entry.strip("!*")) < MIN_LETTERS:
            raise ValueError(f"{entry!r} is too short; write it exact, ={entry}")
    twice = sorted({entry for entry in entries if entries.count(entry) > 1})
    if twice:
        raise ValueError("entries named twice: " + ", ".join(twice))
    return words


Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(min_length=1), AfterValidator(_checked)]


class _File(Strict):
    fields: dict[Name, Words]


class WordFields(Strict):
    """All word fields: the entries of each, in the notation above, by its name."""

    fields: dict[str, tuple[str, ...]]


def load_word_fields(folder: Path = PACKAGED_FIELDS) -> WordFields:
    """Read every file of the folder; raise ConfigError for a bad entry and a name used twice."""
    fields: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = validate(_File, {"fields": read_yaml(path)}, str(path))
        twice = sorted(fields.keys() & file.fields.keys())
        if twice:
            raise ConfigError(
                [TriageError("word field defined twice", where=str(path), got=n) for n in twice]
            )
        fields |= {name: tuple(words.split()) for name, words in file.fields.items()}
    return WordFields(fields=fields)
