"""Hold a candidate against the model in use: no worse where it counts, better or equal in use."""

from collections.abc import Iterator, Sequence

from postfach_triage.config.gates import PromotionRule
from postfach_triage.evaluation.comparison import Difference
from postfach_triage.evaluation.gate import Verdict

# Shares of other sizes differ by rounding alone where they are equal.
ROUNDING = 1e-9


def worse(rule: PromotionRule, found: Difference) -> bool:
    """Say whether the candidate is worse than the rule allows; nothing counted is not worse.

    One message more or less is no evidence: two trainings on the same words differ by that.
    """
    if not (found.ours.n and found.theirs.n):
        return False
    room = rule.worse_by + 1 / min(found.ours.n, found.theirs.n)
    sign = 1 if rule.better == "lower" else -1
    surely = found.interval is not None and min(sign * end for end in found.interval) > 0
    return surely or sign * found.value > room + ROUNDING


def fallen_behind(
    rules: Sequence[PromotionRule], found: Sequence[Sequence[Difference]]
) -> Iterator[str]:
    """Yield a sentence for each rule broken on some of the messages, or not measured at all.

    `found`: the differences on each set of messages (dev, an office's own).
    """
    for rule in rules:
        named = [one for part in found for one in part if one.name == rule.figure]
        if not any(one.ours.n for one in named):
            yield f"{rule.figure}: not measured"
        for one in named:
            if worse(rule, one):
                yield _sentence(one)


def newly_missed(ours: Sequence[Verdict], theirs: Sequence[Verdict]) -> Iterator[str]:
    """Yield each gate that stops and that the candidate misses, unless the other misses it too.

    A gate that the model in use misses as well does not keep a better one out.
    """
    also = {one.gate for one in theirs if not one.passed}
    for one in ours:
        if one.gate.stops and not one.passed and one.gate not in also:
            yield str(one)


def _sentence(found: Difference) -> str:
    between = ""
    if found.interval is not None:
        low, high = found.interval
        between = f", {100 * low:+.1f} to {100 * high:+.1f}"
    difference = f"{100 * found.value:+.1f} points{between}"
    return f"{found.name}: {found.ours}, in use {found.theirs}, difference {difference}"
