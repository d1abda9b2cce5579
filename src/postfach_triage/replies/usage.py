"""How replies fare with case workers: counted over replies, never over persons."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from postfach_triage.records import Review


@dataclass(frozen=True, slots=True)
class Usage:
    """What became of one suggested reply.

    `changed`: mean share of words that differ in adapted texts, 0..1; None where no text was
    kept. `reasons`: why it was dismissed, most frequent first.
    """

    reply: str
    suggested: int
    taken: int
    adapted: int
    dismissed: int
    changed: float | None
    reasons: tuple[tuple[str, int], ...]

    @property
    def dead(self) -> bool:
        """Say whether nobody ever used it."""
        return not (self.taken or self.adapted)


def usage(reviews: Iterable[Review], replies: Iterable[str]) -> list[Usage]:
    """Return the usage of each reply of the catalogue and each other one, most suggested first.

    A message reviewed twice counts once for each person who decided; reviews made blind saw no
    suggestion and do not count.
    """
    by_reply: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        if review.reply is not None and review.how != "blind":
            by_reply[review.reply].append(review)
    names = dict.fromkeys([*replies, *by_reply])
    rows = [_usage(name, by_reply[name]) for name in names]
    return sorted(rows, key=lambda row: (-row.suggested, row.reply))


def _usage(reply: str, reviews: list[Review]) -> Usage:
    verdicts = Counter(review.verdict for review in reviews)
    changes = [
        share_changed(review.suggested, review.text)
        for review in reviews
        if review.verdict == "adapted" and review.suggested and review.text
    ]
    reasons = Counter(
        review.reason or "ohne Grund" for review in reviews if review.verdict == "dismissed"
    )
    return Usage(
        reply=reply,
        suggested=len(reviews),
        taken=verdicts["taken"],
        adapted=verdicts["adapted"],
        dismissed=verdicts["dismissed"],
        changed=sum(changes) / len(changes) if changes else None,
        reasons=tuple(reasons.most_common()),
    )


def share_changed(before: str, after: str) -> float:
    """Return the share of words that differ, 0 (equal) to 1 (nothing in common).

    >>> share_changed("Wir lesen das gern.", "Wir lesen das heute.")
    0.25
    """
    matcher = SequenceMatcher(a=before.split(), b=after.split(), autojunk=False)
    return 1 - matcher.ratio()
