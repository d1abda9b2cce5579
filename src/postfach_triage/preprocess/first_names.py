"""First names that clients of a German Jobcenter often bear, written down by hand, folded.

A list, not a model: it only helps where no greeting or relation gives a name away. Names that
are ordinary German words (Ernst, Mai, Rosa, Wolf) are left out.
"""

from pathlib import Path

FIRST_NAMES = frozenset(Path(__file__).with_name("first_names.txt").read_text("utf-8").split())
