"""What signals, words and dates do at least: urgency, function, effects (routing.yaml)."""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from postfach_triage.config.cues import Cue, CueBook
from postfach_triage.config.files import Strict
from postfach_triage.config.taxonomy import Urgency

Effect = Literal[
    "may_be_application",
    "may_be_objection",
    "may_be_review_request",
    "may_be_hearing_reply",
    "may_be_revocation",
]
RAISE = "+1"


class When(Strict):
    """A condition on the client's words: one of `cues`, none of `unless`, a date that near.

    Days count from the arrival: today is 0. Without an arrival time only "heute", "morgen"
    and "übermorgen" are dates. `due`: only dates by which something ends or must be done.
    """

    cues: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    within_days: int | None = Field(None, ge=0)
    within_working_days: int | None = Field(None, ge=0)
    due: bool = False

    @model_validator(mode="after")
    def _not_empty(self) -> "When":
        if not self.cues and self.within_days is None and self.within_working_days is None:
            raise ValueError("needs cues, within_days or within_working_days")
        return self


class Stricter(Strict):
    """A stricter urgency where one of the conditions holds; `reason` is German."""

    urgency: Urgency
    when: tuple[When, ...] = Field(min_length=1)
    reason: str = Field(min_length=1)


class Step(Strict):
    """What a signal does at least on one level; `+1` raises the intent's urgency by one step.

    `near` looks at the dates in the signal's own sentence, `worse` at the whole message.
    """

    urgency: Urgency | Literal["+1"] | None = None
    function: str | None = None
    effects: tuple[Effect, ...] = ()
    worse: Stricter | None = None
    near: Stricter | None = None


class SignalRow(Strict):
    """One kind of signal: its German label and what its two levels do."""

    label: str = Field(min_length=1)
    explicit: Step = Step()
    hint: Step = Step()


class Case(Stricter):
    """A case of certain intents that is more urgent by itself."""

    intents: tuple[str, ...] = Field(min_length=1)


class Raise(Strict):
    """A reason in this case to raise by one step.

    Only for `intents` if any are named, never for `except_intents`.
    """

    when: tuple[When, ...] = Field(min_length=1)
    reason: str = Field(min_length=1)
    intents: tuple[str, ...] = ()
    except_intents: tuple[str, ...] = ()

    def concerns(self, intent: str) -> bool:
        """Say whether the reason counts for an intent."""
        return intent not in self.except_intents and (not self.intents or intent in self.intents)


class EffectRule(Strict):
    """Where an effect is set without a signal: by an intent alone, or by an intent and words.

    `except_main`: not where the main intent is one of these.
    """

    intents: tuple[str, ...] = ()
    with_words: dict[str, tuple[When, ...]] = Field(default_factory=dict)
    except_main: tuple[str, ...] = ()


class SecondIntents(Strict):
    """Which further intents count: `courtesy` is none, `keep_urgency` raises no urgency."""

    courtesy: tuple[str, ...]
    keep_urgency: tuple[str, ...]


class RoutingTable(Strict):
    """routing.yaml. Signals stand in order of precedence: the first names the function.

    `raise_limit`: no raise by one step goes beyond it. `bare_words`: a thanks or ok of at most
    so many words is simple without resembling anything. `known_words`: a message of whose words
    a smaller share is known to the model cannot be understood.
    """

    signals: dict[str, SignalRow]
    second_intents: SecondIntents
    bare_words: int = Field(ge=1)
    known_words: float = Field(ge=0, le=1)
    raise_limit: Urgency
    cues: dict[str, Cue]
    cases: dict[str, Case]
    raises: dict[str, Raise]
    effects: dict[Effect, EffectRule]

    @cached_property
    def book(self) -> CueBook:
        """Return the cues as one book that remembers words."""
        return CueBook(self.cues)

    @cached_property
    def cases_of(self) -> Mapping[str, tuple[Case, ...]]:
        """Return the cases by intent."""
        names = {name for case in self.cases.values() for name in case.intents}
        return {
            name: tuple(case for case in self.cases.values() if name in case.intents)
            for name in names
        }

    @cached_property
    def effects_of(self) -> Mapping[str, tuple[Effect, ...]]:
        """Return by intent the effects that it may set, alone or with words."""
        rules = self.effects.items()
        names = {name for _, rule in rules for name in (*rule.intents, *rule.with_words)}
        return {
            name: tuple(
                effect for effect, rule in rules if name in (*rule.intents, *rule.with_words)
            )
            for name in names
        }
