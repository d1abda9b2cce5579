"""The office's decision on one message: pure, and able to raise but never to lower."""

from collections.abc import Sequence

from postfach_triage.config.office import Office
from postfach_triage.records import Candidate, Decision, Document, Message, Prediction, Signal
from postfach_triage.routing import wording
from postfach_triage.routing.effects import effects, function
from postfach_triage.routing.facts import Facts, findings, gather
from postfach_triage.routing.lane import LaneThresholds, stated, uncertain
from postfach_triage.routing.reading import Reading
from postfach_triage.routing.teams import team_of
from postfach_triage.routing.urgency import urgency


def decide(
    message: Message,
    document: Document,
    prediction: Prediction,
    candidates: Sequence[Candidate],
    office: Office,
    thresholds: LaneThresholds,
) -> Decision:
    """Return lane, function, team, urgency, effects and reasons for a scored message.

    Simple only if no condition fails. `holding` is False where a standard reply may serve all
    the same: the lane is simple, or only the model's figures speak against it.
    """
    facts = gather(message, document, prediction, office)
    certain = stated(facts, message, prediction, candidates)
    doubts = uncertain(facts, prediction, thresholds)
    return _decision(facts, message, (*certain, *doubts), holding=bool(certain))


def failed(message: Message, signals: Sequence[Signal], office: Office) -> Decision:
    """Return the decision for a row that could not be scored: to people, with its signals."""
    document = Document(text_for_model="", signals=tuple(signals))
    facts = Facts(
        document=document,
        office=office,
        main=None,
        seconds=(),
        findings=findings(signals, None, office),
        reading=Reading(message, document, office),
    )
    reasons = (wording.UNREADABLE, *wording.findings(facts))
    return _decision(facts, message, reasons, holding=True)


def _decision(
    facts: Facts, message: Message, reasons: tuple[str, ...], *, holding: bool
) -> Decision:
    level, why = urgency(facts)
    acting = function(facts)
    return Decision(
        lane="complex" if reasons else "simple",
        function=acting,
        team=team_of(acting, message, facts.document, facts.office),
        urgency=level,
        effects=effects(facts),
        reasons=(*reasons, *why) if reasons else (),
        signals=facts.document.signals,
        holding=holding,
    )
