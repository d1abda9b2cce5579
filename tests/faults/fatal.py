"""A program that dies of a word, as of a fault in a library: no exception, the process is gone."""

import os
import signal
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from postfach_triage.preprocess.pipeline import Preprocessor
from postfach_triage.records import Document, Message
from postfach_triage.triage import Origin, Triage

WORD = "Absturz"


class Fatal:
    """A preprocessor that the word kills."""

    def __init__(self, sound: Preprocessor) -> None:
        self._sound = sound

    def prepare_many(self, messages: Iterable[Message]) -> Iterator[Document]:
        """Prepare one message after another."""
        return map(self.prepare, messages)

    def prepare(self, message: Message) -> Document:
        """Die of the word, else prepare."""
        if WORD in message.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return self._sound.prepare(message)


def install() -> None:
    """Make the program of this process die of the word, and that of its workers."""
    load = Triage.load

    def fatal(**options: Any) -> Triage:
        triage = load(**options)
        assert triage.origin is not None
        origin = FatalOrigin(triage.origin)
        return replace(triage, preprocessor=Fatal(triage.preprocessor), origin=origin)

    Triage.load = fatal


@dataclass(frozen=True)
class FatalOrigin:
    """Loads the program for worker processes, with the fatal preprocessor in it."""

    sound: Origin

    def load(self, today: date) -> Triage:
        """Load it."""
        triage = self.sound.load(today)
        return replace(triage, preprocessor=Fatal(triage.preprocessor))
