"""Hold figures against the gates that the office set (config/gates.yaml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postfach_triage.config.gates import Gate
from postfach_triage.errors import GateError
from postfach_triage.evaluation.shares import Share

Shares = Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One gate and the figure it was held against; None or 0 of 0 is not measured."""

    gate: Gate
    share: Share | None

    @property
    def measured(self) -> bool:
        """Say whether there is a figure at all."""
        return self.share is not None and self.share.n > 0

    @property
    def passed(self) -> bool:
        """Say whether the share itself holds; what is not measured does not pass."""
        if self.share is None or not self.measured:
            return False
        low, high = self.gate.at_least, self.gate.at_most
        return (low is None or self.share.value >= low) and (
            high is None or self.share.value <= high
        )

    def __str__(self) -> str:
        found = str(self.share) if self.measured else "not measured"
        return f"{self.gate.figure} ({self.gate.part}): {found}, must be {self.gate.bound}"


def verdicts(
    gates: Sequence[Gate], measured: Shares, crossfitted: Shares, matched: Shares | None = None
) -> tuple[Verdict, ...]:
    """Hold every gate against the figure it names.

    Without matched messages (`matched` None) their gates are left out: an office's own file
    has none beside it.
    """
    found = {"measured": measured, "crossfitted": crossfitted, "matched": matched}
    return tuple(
        Verdict(gate, shares.get(gate.figure))
        for gate in gates
        if (shares := found[gate.part]) is not None
    )


def shortfall(found: Sequence[Verdict]) -> GateError | None:
    """Give the error that names every gate that stops and did not pass, if there is one."""
    short = [str(one) for one in found if one.gate.stops and not one.passed]
    if not short:
        return None
    return GateError(
        "falls short of the gates: " + "; ".join(short),
        next_step="read the mistakes in the report (--report), or set gates.yaml with a reason",
    )
