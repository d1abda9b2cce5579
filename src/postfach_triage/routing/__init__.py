"""Prediction, signals and the office's table -> Decision: lane, team, urgency, effects."""
