"""What the program thinks of a message, in the words of the page."""

from dataclasses import dataclass

from postfach_triage.review.models.message import Message
from postfach_triage.review.office import PageOffice
from postfach_triage.review.words import EFFECTS, LANES, URGENCIES
from postfach_triage.routing.wording import is_finding

# From here on the main request is right nine times out of ten (model card).
_SURE = 0.8
_TONES = ("danger", "warning", "info", "info", "info")


@dataclass(frozen=True, slots=True)
class Guess:
    """One request the program thinks of, with its probability in percent."""

    label: str
    percent: int


@dataclass(frozen=True, slots=True)
class Hint:
    """Something found in the text; `sure` is False where it only may be meant."""

    label: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that tells why; `strong` where it names something found in the text."""

    text: str
    strong: bool


def lane(message: Message) -> str:
    """Name the lane; "" where the office does not show it yet."""
    return LANES[message.lane] if message.shown and message.lane in LANES else ""


def urgency(message: Message) -> str:
    """Name the urgency."""
    return URGENCIES[message.urgency]


def tone(message: Message) -> str:
    """Return the tone of the urgency's badge."""
    return _TONES[message.urgency]


def intent(message: Message, office: PageOffice) -> str:
    """Name what the client wants."""
    return office.intent(message.intent) if message.intent else "Anliegen unbekannt"


def certainty(message: Message) -> str:
    """Say how sure the main request is; "" where a person named it or nothing did."""
    probability = message.result.get("intent_probability")
    if probability is None or message.intent != message.result.get("intent"):
        return ""
    return "recht sicher" if probability >= _SURE else "unsicher"


def guesses(message: Message, office: PageOffice) -> list[Guess]:
    """Return the requests the program thought of, best first."""
    found = message.result.get("intents") or []
    return [Guess(office.intent(name), round(p * 100)) for name, p in found if round(p * 100)]


def hints(message: Message, office: PageOffice) -> list[Hint]:
    """Return what was found in the text, each kind once, sure ones first."""
    best: dict[str, bool] = {}
    for signal in message.result.get("signals") or []:
        best[signal["kind"]] = best.get(signal["kind"], False) or signal["level"] == "explicit"
    found = [Hint(office.signal(kind), sure) for kind, sure in best.items()]
    return sorted(found, key=lambda hint: not hint.sure)


def reasons(message: Message) -> list[Reason]:
    """Return why the message goes where it goes."""
    return [Reason(text, is_finding(text)) for text in message.result.get("reasons") or []]


def effects(message: Message) -> list[str]:
    """Return what the message may be before the law."""
    return [EFFECTS[name] for name in message.result.get("effects") or [] if name in EFFECTS]


def crisis_notes(message: Message, office: PageOffice) -> list[list[str]]:
    """Return the notes on what comes first; where the portal is not safe, that comes first."""
    notes = office.office.crisis_notes
    kinds = [signal["kind"] for signal in message.result.get("signals") or []]
    wanted = [kind for kind in dict.fromkeys([*kinds, message.intent]) if kind in notes.notes]
    wanted.sort(key=lambda kind: notes.notes[kind].answer_in_portal)
    return [notes.lines(kind) for kind in wanted]


def stays_out_of_the_portal(message: Message, office: PageOffice) -> bool:
    """Say whether a reply in the portal could harm somebody."""
    notes = office.office.crisis_notes.notes
    kinds = {signal["kind"] for signal in message.result.get("signals") or []}
    return any(
        not notes[kind].answer_in_portal for kind in {*kinds, message.intent} if kind in notes
    )
