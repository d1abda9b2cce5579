"""The model card: what a model is for, what it was measured to do, what it must not do."""

from collections.abc import Iterator, Mapping, Sequence

from postfach_triage.evaluation.bound import Bound
from postfach_triage.evaluation.shares import Share

Shares = Mapping[str, Share]

PURPOSE = """\
## Intended purpose

Routing and drafting aid for messages to a Jobcenter mailbox. The model says what a message is
about and how likely it is a simple recurring request; people decide. It must not be used to
evaluate entitlement, need, credibility, fraud or the priority of persons, and a mailbox read
by it is no emergency channel.

## What the figures are worth

All training, calibration and dev messages are **constructed text**: written by language models
as invented persons, none by a client. The figures say how the program does on such messages
by writers it has not seen. On an office's own messages they must be measured anew.
"""


def card(
    version: str,
    dev: Shares,
    matched: Shares,
    crossfitted: Shares,
    bounds: Sequence[Bound],
    others: Mapping[str, Shares],
) -> str:
    """Write the card of a model as Markdown."""
    parts = [
        f"# Model {version}\n",
        PURPOSE,
        "## On dev (persons the model has not seen)\n",
        *_table(dev),
        "## The same requests in other words (matched messages)\n",
        *_table(matched),
        "## Cross-fitted on all training messages\n",
        *_table(crossfitted),
        "## The simple lane by risk control\n",
        *_bounds(bounds),
        "## Baselines on dev\n",
        *_baselines(others),
    ]
    return "\n".join(parts) + "\n"


def _table(shares: Shares) -> Iterator[str]:
    yield "| figure | k/n = share (95 % interval) |\n|---|---|"
    yield from (f"| {name} | {share} |" for name, share in shares.items())
    yield ""


def _bounds(bounds: Sequence[Bound]) -> Iterator[str]:
    yield "Of complex messages like those of the calibration data at most `level` reach the simple"
    yield "lane, with 95 % confidence. Measured on the calibration data themselves:\n"
    yield "| level | threshold | complex messages in the lane | simple messages in the lane |"
    yield "|---|---|---|---|"
    for bound in bounds:
        threshold = "none passes" if bound.threshold is None else f"{bound.threshold:.6f}"
        errors, covered = (
            Share(bound.errors, bound.complex),
            Share(bound.covered, bound.simple),
        )
        yield f"| {bound.level:.1%} | {threshold} | {errors} | {covered} |"
    yield ""


def _baselines(others: Mapping[str, Shares]) -> Iterator[str]:
    for name, shares in others.items():
        yield f"### {name}\n"
        yield from _table(shares)
