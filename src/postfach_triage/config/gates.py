"""What a model must reach, and how it must stand to the one in use, to go live (gates.yaml)."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from postfach_triage.config.files import PACKAGED, Strict, read_yaml, validate
from postfach_triage.config.merging import merged

FILE = "gates.yaml"
Bound = Annotated[float | None, Field(ge=0, le=1)]


class Gate(Strict):
    """One figure by its name in the report, and the bound it must keep.

    `part`: `measured` is dev or the office's own file, `crossfitted` the training messages,
    each scored by a model that did not see its writer, `matched` the same requests in other words
    (left out where none lie beside the measured messages). `stops`: `evaluate --gate` fails on it;
    otherwise it is an aim that the report shows. `source`: who set it, and why.
    """

    figure: str = Field(min_length=1)
    part: Literal["measured", "crossfitted", "matched"]
    at_least: Bound = None
    at_most: Bound = None
    stops: bool = False
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_bound(self) -> "Gate":
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("needs either at_least or at_most")
        return self

    @property
    def bound(self) -> str:
        """Write the bound out."""
        if self.at_most is not None:
            return f"at most {self.at_most:.1%}"
        return f"at least {self.at_least:.1%}"


class PromotionRule(Strict):
    """One figure of a candidate beside that of the model in use, on the same messages.

    The candidate falls short if its share is worse by more than `worse_by` and one message, or if
    all of the interval of the difference is on the worse side. `source`: who set it, and why.
    """

    figure: str = Field(min_length=1)
    better: Literal["lower", "higher"]
    worse_by: Annotated[float, Field(ge=0, le=1)] = 0.0
    source: str = Field(min_length=1)


class Gates(Strict):
    """gates.yaml; the keys only serve to lay an office's file over the packaged one."""

    gates: dict[str, Gate]
    promotion: dict[str, PromotionRule]


def load_gates(overlay: Path | None = None) -> tuple[Gate, ...]:
    """Return the packaged gates with the file of the folder `overlay` laid over, key by key."""
    return tuple(_load(overlay).gates.values())


def load_promotion_rules(overlay: Path | None = None) -> tuple[PromotionRule, ...]:
    """Return the rules of promotion, packaged and overlaid in the same way."""
    return tuple(_load(overlay).promotion.values())


def _load(overlay: Path | None) -> Gates:
    data = read_yaml(PACKAGED / FILE)
    if overlay is not None and (overlay / FILE).exists():
        data = merged(data, read_yaml(overlay / FILE) or {})
    return validate(Gates, data, FILE)
