"""What to say of a message whose text has no word: a rule, because a model cannot know.

Without features it would answer with its bias alone, and a subject line of a portal
("Krankmeldung") says which form was opened, not what the client wants.
"""

import re
from dataclasses import replace

from postfach_triage.records import Document, Prediction

ONLY_ATTACHMENTS, UNCLEAR = "leer_nur_anhang", "unklar"
_WORD = re.compile(r"[^?! ]")


def is_wordless(document: Document) -> bool:
    """Tell whether the text holds no word of the client's; the subject does not count."""
    if not any(sentence.field == "subject" for sentence in document.sentences):
        return _WORD.search(document.text_for_model) is None
    # Sentences of the subject are there because it joined a text of few words.
    return not any(
        sentence.field == "text" and _WORD.search(sentence.text_for_model)
        for sentence in document.sentences
    )


def of_wordless(prediction: Prediction, *, attachments: int) -> Prediction:
    """Put the rule's intent with probability 1 in place of the model's guess.

    Crises that the model reported, from the subject then, stay: nothing here lowers.
    """
    intent = ONLY_ATTACHMENTS if attachments else UNCLEAR
    others = tuple((name, 0.0) for name, _ in prediction.intents if name != intent)
    return replace(
        prediction,
        intents=((intent, 1.0), *others),
        presence=(intent,),
        simple_probability=0.0,
        evidence=(),
    )
