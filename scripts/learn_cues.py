"""Learn cues of the replies from the training messages and write config/replies/_learned.yaml.

Run it after a change of replies' cues, of preprocessing or of the training messages.
"""

from dataclasses import replace
from pathlib import Path

import yaml

from postfach_triage import assembly
from postfach_triage.annotations import load_training, split
from postfach_triage.config.loader import load
from postfach_triage.config.office_texts import load_office_texts
from postfach_triage.config.reply_templates import PACKAGED_REPLIES, load_templates
from postfach_triage.preprocess.normalise import fold_for_model
from postfach_triage.replies.catalogue import build_catalogue
from postfach_triage.training.examples import prepare
from postfach_triage.training.reply_cues import Learned, learn

DATA = Path(__file__).parents[1] / "data" / "annotated"
TARGET = PACKAGED_REPLIES / "_learned.yaml"
HEAD = """\
# Written by scripts/learn_cues.py from the training messages (constructed text): do not edit.
# By intent and reply: words that ask for the reply (or, below 0, for another), beside the cues in
# the replies' own files; see README.md.
"""


def main() -> None:
    """Write the file."""
    body = yaml.safe_dump(learned(), allow_unicode=True, sort_keys=True, width=100)
    TARGET.write_text(HEAD + body, encoding="utf-8")
    print(f"{TARGET.name}: {body.count(chr(10)):,} lines")


def learned() -> Learned:
    """Learn anew from the training messages and the cues that people wrote."""
    office, templates = load(None), load_templates()
    by_hand = replace(templates, shared=templates.shared.model_copy(update={"learned": {}}))
    training, _ = split(load_training(DATA, intents=office.intents))
    examples = prepare(training, assembly.preprocessor().prepare_many)
    return learn(examples, build_catalogue(by_hand, load_office_texts(), fold_for_model))


if __name__ == "__main__":
    main()
