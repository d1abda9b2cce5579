"""Prediction, signals and the office's table -> Decision: lane, team, urgency, effects."""

from postfach_triage.routing.decision import decide, failed
from postfach_triage.routing.lane import LaneThresholds

__all__ = ["LaneThresholds", "decide", "failed"]
