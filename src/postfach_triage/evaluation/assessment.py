"""Everything that is said of one model on one set of messages, before anybody draws it."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from postfach_triage.evaluation.adjudication import Adjudicated, Adjudication, adjudicate
from postfach_triage.evaluation.agreement import (
    Agreement,
    SecondLabel,
    agreement,
    program_agreement,
)
from postfach_triage.evaluation.bootstrap import Interval, Sample, person_intervals
from postfach_triage.evaluation.calibration_error import Reliability, reliability
from postfach_triage.evaluation.comparison import Comparison, Difference, differences
from postfach_triage.evaluation.conditions import (
    Condition,
    count_conditions,
    failed_conditions,
    lane_scores,
)
from postfach_triage.evaluation.confusion import Confusion, confusions
from postfach_triage.evaluation.curves import RiskCoverage, risk_coverage
from postfach_triage.evaluation.fairness import Fairness, MatchedSet, Trial
from postfach_triage.evaluation.figures import Marks, Scored, macro_f1, marks, share_of
from postfach_triage.evaluation.mistakes import Mistakes, ReplyMistake, mistakes, reply_mistakes
from postfach_triage.evaluation.mix import Mix
from postfach_triage.evaluation.scoring import functions, score_readable
from postfach_triage.evaluation.shares import Share
from postfach_triage.evaluation.slices import Slice, slices
from postfach_triage.preprocess.normalise import fold
from postfach_triage.records import Annotation
from postfach_triage.triage import Triage


@dataclass(frozen=True, slots=True)
class Material:
    """What is evaluated, and what others say of it.

    `name`: `dev` or `own`. `texts`: constructed messages may be quoted. `doubly`: all
    annotations that second labels may belong to, whether they are evaluated or not. `matched`:
    the matched messages that lie beside them.
    """

    name: str
    origin: str
    golds: Sequence[Annotation]
    texts: bool
    doubly: Sequence[Annotation] = ()
    second_labels: Sequence[SecondLabel] = ()
    adjudications: Sequence[Adjudication] = ()
    matched: MatchedSet | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its interval over persons, and re-weighted to the expected mix.

    `persons` counted, with `persons_hit` of them hit at least once. An interval is None where
    all draws say the same; then the one of `share` stands.
    """

    name: str
    share: Share
    persons: int
    persons_hit: int
    interval: Interval | None
    mix: float | None
    mix_interval: Interval | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one evaluation found; every part is plain numbers, names and ids.

    `repeated`: messages worded like an earlier one. `failed`: ids that could not be scored.
    `agreement` is that of two annotators, `program` that of the program with the first.
    `mix_covered`: part of the expected messages whose intent occurs here.
    """

    version: str
    material: Material
    scored: int
    persons: int
    repeated: int
    failed: tuple[str, ...]
    mix_covered: float
    macro_f1: float
    figures: tuple[Figure, ...]
    adjudicated: Adjudicated
    agreement: Mapping[str, Agreement]
    program: Mapping[str, Share]
    confusions: Mapping[str, Confusion]
    intent_reliability: Reliability
    lane_reliability: Reliability
    risk_coverage: RiskCoverage
    conditions: tuple[Condition, ...]
    slices: Mapping[str, tuple[Slice, ...]]
    mistakes: Mapping[str, Mistakes]
    reply_mistakes: tuple[ReplyMistake, ...]
    fairness: Fairness | None = None
    comparison: Comparison | None = None

    def shares(self) -> dict[str, Share]:
        """Give the figures as plain shares."""
        return {figure.name: figure.share for figure in self.figures}

    def matched(self) -> dict[str, Share] | None:
        """Give the figures of the matched messages; None where there are none."""
        return None if self.fairness is None else self.fairness.shares()


def assess(material: Material, triage: Triage, rival: Triage | None = None) -> Assessment:
    """Run the messages through the program and look at the results from all sides.

    `rival`: the model in use, to compare with.
    """
    scored, failed = score_readable(material.golds, triage)
    columns = marks(scored, functions(triage.office))
    trial = None if material.matched is None else Trial.of(material.matched, triage)
    found = _assess(material, triage, scored, columns)
    if trial is not None:
        found = replace(found, fairness=trial.fairness())
    if rival is not None:
        beside = _compare(scored, columns, rival)
        if trial is not None:
            beside = replace(
                beside, differences=(*beside.differences, *_compare_trial(trial, rival))
            )
        found = replace(found, comparison=beside)
    return replace(found, failed=failed)


def _assess(
    material: Material, triage: Triage, scored: Sequence[Scored], columns: Marks
) -> Assessment:
    assert triage.model is not None
    mix = Mix.of([one.gold.intents[0] for one in scored], triage.office.settings.expected_mix)
    stopped = failed_conditions(scored, triage)
    simple = [one.simple for one in scored]
    return Assessment(
        version=triage.model.version,
        material=material,
        scored=len(scored),
        persons=len({one.person for one in scored}),
        repeated=_repeated(scored),
        failed=(),
        mix_covered=mix.covered,
        macro_f1=macro_f1(scored),
        figures=_figures(scored, columns, mix),
        adjudicated=adjudicate(scored, material.adjudications),
        agreement=agreement(material.doubly, material.second_labels),
        program=program_agreement(scored),
        confusions=confusions(scored, functions(triage.office)),
        intent_reliability=reliability(
            [one.prediction.intents[0][1] for one in scored], [one.right for one in scored]
        ),
        lane_reliability=reliability([one.prediction.simple_probability for one in scored], simple),
        risk_coverage=risk_coverage(lane_scores(scored, stopped), simple, triage.thresholds.score),
        conditions=count_conditions(scored, stopped),
        slices=slices(scored, columns),
        mistakes=mistakes(scored, texts=material.texts),
        reply_mistakes=reply_mistakes(scored),
    )


def _figures(scored: Sequence[Scored], columns: Marks, mix: Mix) -> tuple[Figure, ...]:
    persons = [one.person for one in scored]
    sample = Sample.of(columns, persons)
    once = mix.reweigh(sample.once)
    rows = zip(
        columns.items(),
        person_intervals(sample),
        sample.shares(once)[0],
        person_intervals(sample, mix),
        strict=True,
    )
    return tuple(
        Figure(
            name=name,
            share=share_of(column),
            persons=_persons(column, persons, counted=(True, False)),
            persons_hit=_persons(column, persons, counted=(True,)),
            interval=interval,
            mix=None if math.isnan(share) else float(share),
            mix_interval=mix_interval,
        )
        for (name, column), interval, share, mix_interval in rows
    )


def _persons(
    column: Sequence[bool | None], persons: Sequence[str], *, counted: tuple[bool, ...]
) -> int:
    return len({who for mark, who in zip(column, persons, strict=True) if mark in counted})


def _repeated(scored: Sequence[Scored]) -> int:
    wordings = Counter(fold(" ".join(one.gold.text.split())) for one in scored)
    return len(scored) - len(wordings)


def _compare(scored: Sequence[Scored], ours: Marks, rival: Triage) -> Comparison:
    """Score what the measured model scored; a message that the rival cannot read is left out."""
    assert rival.model is not None
    theirs, failed = score_readable([one.gold for one in scored], rival)
    kept = [place for place, one in enumerate(scored) if one.gold.id not in failed]
    return Comparison(
        rival.model.version,
        differences(
            {name: [column[place] for place in kept] for name, column in ours.items()},
            marks(theirs, functions(rival.office)),
            [scored[place].person for place in kept],
        ),
    )


def _compare_trial(ours: Trial, rival: Triage) -> tuple[Difference, ...]:
    theirs = Trial.of(ours.matched, rival)
    return differences(ours.marks, theirs.marks, ours.requests)
