"""What risk control found at one level, for the report."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """One level and the lane it allows; `threshold` is None where no threshold passes.

    `errors` of `complex` messages reached the lane, `allowed` would have passed at most;
    `covered` of `simple` messages reach it. `needed`: complex messages for zero errors.
    """

    level: float
    confidence: float
    threshold: float | None
    errors: int
    complex: int
    allowed: int
    covered: int
    simple: int
    needed: int
