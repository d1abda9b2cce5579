"""What a model is trained and read with: the packaged rules and word fields, and their version."""

import hashlib
from pathlib import Path

from postfach_triage.classify.fields import FieldLookup
from postfach_triage.classify.ngrams import FieldsOf
from postfach_triage.config.signal_rules import PACKAGED_RULES, load_rules
from postfach_triage.config.word_fields import PACKAGED_FIELDS, load_word_fields
from postfach_triage.preprocess.normalise import fold
from postfach_triage.preprocess.pipeline import Preprocessor, load_pipeline

# Raise this when what a model reads of a message changes: older models ask to be trained again.
PREPROCESSING = 2


def word_fields() -> FieldsOf:
    """Give the look-up of packaged word fields that models are trained and read with."""
    return FieldLookup(load_word_fields(), fold).fields_of


def preprocessing_version() -> str:
    """Name what a model's terms depend on: the pipeline's version and the word fields."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGED_FIELDS.glob("*.yaml")):
        digest.update(path.read_bytes())
    return f"{PREPROCESSING}-{digest.hexdigest()[:8]}"


def preprocessor(config: Path | None = None) -> Preprocessor:
    """Build the pipeline with the packaged signal rules and those of the office."""
    own = config / "rules" if config else None
    rules = load_rules([PACKAGED_RULES, own] if own and own.is_dir() else [PACKAGED_RULES])
    return Preprocessor(load_pipeline(rules=rules))
