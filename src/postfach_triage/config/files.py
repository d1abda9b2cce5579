"""Read YAML and turn every broken key into one error that names its place."""

from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from postfach_triage.errors import ConfigError, TriageError

PACKAGED = Path(__file__).parent
# How far people have checked a text of the office.
ReviewState = Literal["draft", "reviewed", "approved"]


class Strict(BaseModel):
    """The manner of all settings: frozen, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """Read one YAML file; raise ConfigError with the line where it is broken."""
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=_Loader)
    except FileNotFoundError:
        raise ConfigError(
            [TriageError("file not found", where=str(path), next_step="postfach-triage init DIR")]
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        what = getattr(error, "problem", None) or "not readable as UTF-8 text"
        raise ConfigError(
            [TriageError(f"broken YAML ({what})", where=where, next_step="mend this line")]
        ) from None


def validate(model: type[M], data: Any, where: str) -> M:
    """Return `data` as `model`; raise ConfigError listing each wrong key with its path."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ConfigError([_problem(item, where) for item in error.errors()]) from None


def _problem(item: Any, where: str) -> TriageError:
    path = " -> ".join(str(part) for part in item["loc"])
    got = item.get("input")
    shown = type(got).__name__ if isinstance(got, dict | list) else repr(got)[:60]
    return TriageError(
        f"{path}: {item['msg']}" if path else str(item["msg"]), where=where, got=shown
    )
