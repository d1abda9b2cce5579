"""What the client's words and dates say, worked out only where a rule asks."""

from collections.abc import Iterable
from datetime import date, timedelta

from postfach_triage.config.office import Office
from postfach_triage.config.routing_table import When
from postfach_triage.records import Document, Message, Sentence
from postfach_triage.routing.dates import Mention, find
from postfach_triage.routing.workdays import working_days

# Days without a working day in a row: no need to count working days of dates beyond.
_LONGEST_BREAK = 14
# An arrival outside these years is a slip of the export, and no date can be judged by it.
_YEARS = range(1990, 2100)


class Reading:
    """One message under the office's cues; answers are kept, so asking twice costs nothing."""

    __slots__ = ("_begun", "_dates", "_message", "_office", "_said", "_text")

    def __init__(self, message: Message, document: Document, office: Office) -> None:
        self._message = message
        self._text = document.text_for_model
        self._office = office
        self._begun: frozenset[str] | None = None
        self._said: dict[str, bool] = {}
        self._dates: tuple[Mention, ...] | None = None

    def says(self, cue: str) -> bool:
        """Say whether the client's own words hold the cue."""
        if self._begun is None:
            self._begun = self._office.routing.book.begun(self._text)
        if cue not in self._begun:
            return False
        if cue not in self._said:
            self._said[cue] = self._office.routing.book.holds(self._text, cue)
        return self._said[cue]

    def holds(self, conditions: Iterable[When], sentence: Sentence | None = None) -> bool:
        """Say whether one of the conditions holds; dates count in `sentence` if one is given."""
        return any(self._one_holds(when, sentence) for when in conditions)

    def _one_holds(self, when: When, sentence: Sentence | None) -> bool:
        return (
            (not when.cues or any(map(self.says, when.cues)))
            and not any(map(self.says, when.unless))
            and (
                (when.within_days is None and when.within_working_days is None)
                or any(self._near(mention, when) for mention in self._mentions(sentence))
            )
        )

    def _near(self, mention: Mention, when: When) -> bool:
        if mention.ahead < 0 or (when.due and not mention.due):
            return False
        if when.within_working_days is None:
            return when.within_days is not None and mention.ahead <= when.within_days
        limit = when.within_working_days
        return mention.ahead <= 2 * limit + _LONGEST_BREAK and self._workdays(mention) <= limit

    def _workdays(self, mention: Mention) -> int:
        today = self._today()
        if today is None:
            return mention.ahead
        end = today + timedelta(mention.ahead)
        return working_days(today, end, self._office.settings.holidays)

    def _mentions(self, sentence: Sentence | None) -> tuple[Mention, ...]:
        if self._dates is None:
            self._dates = find(self._message.text, self._today())
        if sentence is None:
            return self._dates
        if sentence.field != "text":
            return find(self._message.subject, self._today())
        return tuple(m for m in self._dates if sentence.start <= m.start < sentence.end)

    def _today(self) -> date | None:
        received = self._message.received_at
        if received is None or received.year not in _YEARS:
            return None
        return received.astimezone(self._office.zone).date()
