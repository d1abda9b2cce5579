"""Annotations to a candidate model: the home of fitting and of risk control."""
