"""Write the folder of a new office: careful settings, and what the office must fill in."""

import shutil
from pathlib import Path

from postfach_triage.config.files import PACKAGED
from postfach_triage.config.sources import FOLDERS
from postfach_triage.errors import ConfigError, TriageError

CAREFUL = PACKAGED / "init"
# Everything in these is an example and differs from office to office.
COPIED = ("teams.yaml", "office_texts.yaml")


def write_new_office(folder: Path) -> tuple[Path, ...]:
    """Write what an office must fill in, rules/ and replies/ into a new folder.

    Raise ConfigError where the folder holds anything already: nothing is written over.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise _not_possible("there is something here already", folder)
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PACKAGED / name / "README.md", folder / name / "README.md")
        for path in CAREFUL.glob("*.yaml"):
            shutil.copyfile(path, folder / path.name)
        for name in COPIED:
            shutil.copyfile(PACKAGED / name, folder / name)
    except OSError as error:
        raise _not_possible(f"cannot be written ({error.strerror})", folder) from None
    return tuple(sorted(folder.iterdir()))


def _not_possible(what: str, folder: Path) -> ConfigError:
    problem = TriageError(what, where=str(folder), next_step="name a new folder")
    return ConfigError([problem])
