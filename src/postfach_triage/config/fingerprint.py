"""One hash over everything that can change a result but the model and the program."""

import hashlib
import json
from pathlib import Path

from postfach_triage.config.files import PACKAGED
from postfach_triage.config.gates import FILE as GATES
from postfach_triage.config.office import Office
from postfach_triage.config.plain_language import FILE as PLAIN_LANGUAGE
from postfach_triage.config.sources import SETTINGS

_NOT_SCORING = ("learning", "page")


def config_fingerprint(office: Office) -> str:
    """Return the sha256 (hex) of the effective configuration, whatever the order of its keys.

    Settings count by value. Rules, replies, texts and word lists count by the bytes of their
    files, so a changed comment in one of them counts as a change. Where the folder lies does
    not count, nor do the gates, the plain-language rules and what office.yaml says of the page
    and of learning, which change no result.
    """
    of_office = office.effective["office.yaml"]
    scoring = {key: value for key, value in of_office.items() if key not in _NOT_SCORING}
    parts = {
        "settings": {**office.effective, "office.yaml": scoring},
        "packaged": _file_hashes(PACKAGED),
        "overlay": _file_hashes(office.overlay) if office.overlay else {},
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _file_hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*.yaml")
        if path.name not in (*SETTINGS, GATES, PLAIN_LANGUAGE)
    }
