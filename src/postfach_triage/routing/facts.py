"""What is known about one message before anything is decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from postfach_triage.config.office import Office
from postfach_triage.config.routing_table import RoutingTable, Step
from postfach_triage.config.taxonomy import Intent
from postfach_triage.records import Document, Level, Message, Prediction, Sentence, Signal
from postfach_triage.routing.reading import Reading

LIKELIER_THAN_NOT = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of signal on one level, found by a rule (then with its signal) or by the model."""

    kind: str
    level: Level
    by: Literal["rule", "model", "intent"]
    signal: Signal | None = None

    def step(self, table: RoutingTable) -> Step:
        """Return what the table says it does at least."""
        row = table.signals[self.kind]
        return row.explicit if self.level == "explicit" else row.hint


@dataclass(frozen=True, slots=True)
class Facts:
    """A message with its intents and findings; `main` is None where nothing could be scored.

    `seconds`: further intents over their threshold, courtesies left out.
    `findings`: in the table's order of precedence.
    """

    document: Document
    office: Office
    main: Intent | None
    seconds: tuple[Intent, ...]
    findings: tuple[Finding, ...]
    reading: Reading

    @property
    def intents(self) -> tuple[Intent, ...]:
        """Return the main intent and the further ones."""
        return (self.main, *self.seconds) if self.main else self.seconds

    def sentence_of(self, signal: Signal) -> Sentence | None:
        """Return the sentence in which a signal begins."""
        return next(
            (
                sentence
                for sentence in self.document.sentences
                if sentence.field == signal.field and sentence.start <= signal.start < sentence.end
            ),
            None,
        )


def gather(message: Message, document: Document, prediction: Prediction, office: Office) -> Facts:
    """Bring together what the model, the rules and the words say."""
    main = office.intents[prediction.intents[0][0]]
    courtesy = office.routing.second_intents.courtesy
    seconds = tuple(
        office.intents[name]
        for name in prediction.presence
        if name != main.id and name not in courtesy
    )
    return Facts(
        document=document,
        office=office,
        main=main,
        seconds=seconds,
        findings=findings(document.signals, prediction, office),
        reading=Reading(message, document, office),
    )


def findings(
    signals: Iterable[Signal], prediction: Prediction | None, office: Office
) -> tuple[Finding, ...]:
    """Return rule signals and the model's crises, in the table's order, explicit ones first.

    A crisis that is the main intent counts as explicit if it is more likely than not, else as
    a hint: on odd texts a crisis may come first with a tenth of the probability.
    """
    found = [Finding(signal.kind, signal.level, "rule", signal) for signal in signals]
    if prediction is not None:
        found += [Finding(kind, level, "model") for kind, level in prediction.crises]
        main = office.intents[prediction.intents[0][0]]
        if main.crisis:
            sure = prediction.intents[0][1] > LIKELIER_THAN_NOT
            found.append(Finding(main.id, "explicit" if sure else "hint", "intent"))
    if len(found) < 2:
        return tuple(found)
    order = {kind: place for place, kind in enumerate(office.routing.signals)}
    return tuple(sorted(found, key=lambda one: (order[one.kind], one.level != "explicit")))
