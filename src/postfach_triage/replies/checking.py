"""What `replies check` finds: every reply rendered with its examples, and the catalogue's mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from postfach_triage.config.office_texts import OfficeTexts
from postfach_triage.config.plain_language import PlainLanguage
from postfach_triage.config.reply_templates import SLOT, EServices, ReplyTemplate, Templates
from postfach_triage.errors import TriageError
from postfach_triage.replies.courtesy import sheet_problems
from postfach_triage.replies.plain_language import (
    Finding,
    check_text,
    text_reading_ease,
    wording_hints,
)
from postfach_triage.replies.texts import with_examples, with_office_texts
from postfach_triage.sentences import split

# A slot in a sentence counts as this word where the text is read without its values.
_ANY_WORD = "Wort"
_EXEMPT_IN = "plain_language.yaml"


@dataclass(frozen=True, slots=True)
class Check:
    """All that falls short, in the order of the replies; the reading ease of each reply."""

    problems: tuple[TriageError, ...]
    reading_ease: Mapping[str, float]

    @property
    def mean_reading_ease(self) -> float:
        """Return the mean over the replies that have a text; 0 where none has."""
        return sum(self.reading_ease.values()) / max(1, len(self.reading_ease))


def check_replies(templates: Templates, texts: OfficeTexts, rules: PlainLanguage) -> Check:
    """Check every reply's form, wording and length, and the mean of all."""
    problems: list[TriageError] = []
    ease: dict[str, float] = {}
    used: set[tuple[str, str]] = set()
    allowed = {(item.reply, item.kind) for item in rules.exceptions}
    for reply in templates.replies.values():
        if not reply.text:
            continue
        rendered = with_examples(with_office_texts(reply, texts), reply)
        ease[reply.id] = text_reading_ease(rendered, rules)
        for kind, problem in _findings(reply, rendered, rules, templates.shared.eservices):
            if (reply.id, kind) in allowed:
                used.add((reply.id, kind))
            else:
                problems.append(problem)
    problems += sheet_problems(templates.replies, templates.sheets)
    problems += (_unused(reply, kind) for reply, kind in sorted(allowed - used))
    check = Check(tuple(problems), ease)
    limit = rules.limits.mean_flesch_amstad
    if ease and check.mean_reading_ease < limit.value:
        mean = TriageError(
            f"all replies: {limit.title}",
            got=f"{check.mean_reading_ease:.1f}",
            allowed=f"at least {limit.value:.0f}",
            next_step=limit.better.rstrip("."),
        )
        return Check((*check.problems, mean), ease)
    return check


def _findings(
    reply: ReplyTemplate, rendered: str, rules: PlainLanguage, eservices: EServices
) -> Iterator[tuple[str, TriageError]]:
    """Yield (kind, problem) of one reply."""
    limit = rules.limits.simple_characters if reply.lane == "S" else None
    for finding in check_text(rendered, rules, characters=limit):
        yield finding.kind, _told(reply, finding)
    # The office's own texts may name a day or a number; the reply itself may not.
    for finding in wording_hints(reply.text, rules.literals):
        yield finding.kind, _told(reply, finding)
    yield from _form(reply, eservices)


def _told(reply: ReplyTemplate, finding: Finding) -> TriageError:
    place = f", sentence {finding.sentence}" if finding.sentence else ""
    return TriageError(
        finding.title,
        where=f"replies/{reply.id}.yaml{place}",
        got=finding.found if finding.gate else f'"{finding.found}"',
        allowed=finding.allowed,
        next_step=finding.better.rstrip("."),
    )


def _form(reply: ReplyTemplate, eservices: EServices) -> Iterator[tuple[str, TriageError]]:
    first, *_, last = reply.text.split("\n\n")
    steps = [name for name in eservices.first_steps.values() if name in reply.slots]
    if "{salutation}" not in first:
        yield _broken(
            reply, "greeting", "no greeting", "another first paragraph", "block: gruss comes first"
        )
    if "{signature}" not in last:
        yield _broken(
            reply,
            "signature",
            "no signature",
            "another last paragraph",
            "block: schluss comes last",
        )
    if not reply.slots.keys() & eservices.without_internet:
        slots = ", ".join(f"{{{name}}}" for name in sorted(eservices.without_internet))
        yield _broken(reply, "without_internet", "no way without internet", "none", slots)
    if len(steps) > 1:
        yield _broken(
            reply, "eservices", "more than one e-service", ", ".join(steps), "one at most"
        )
    elif reply.eservice:
        yield from _promoted(reply, reply.eservice, eservices)
    elif steps:
        yield _broken(
            reply, "eservices", "names an e-service without saying so", steps[0], "eservice: NAME"
        )
    for name, slot in reply.slots.items():
        if slot.by == "caseworker" and not (slot.label and slot.example):
            yield _broken(reply, "slots", "slot needs label and example", name, "label and example")
        if slot.by == "message" and (slot.fallback is None or not slot.example):
            yield _broken(
                reply, "slots", "slot needs fallback and example", name, "fallback and example"
            )


def _promoted(
    reply: ReplyTemplate, service: str, eservices: EServices
) -> Iterator[tuple[str, TriageError]]:
    step = eservices.first_steps.get(service)
    if step is None:
        known = ", ".join(eservices.first_steps)
        yield _broken(reply, "eservices", "unknown e-service", service, known)
        return
    if reply.id in eservices.never_in or reply.intents.keys() & eservices.never_for:
        yield _broken(
            reply,
            "eservices",
            "promotes an e-service in grief, quarrel or missing money",
            service,
            "none here",
        )
    holding = [part for part in reply.text.split("\n\n") if f"{{{step}}}" in part]
    if not holding:
        yield _broken(
            reply, "eservices", "does not show the first step", service, f"{{{step}}} in the body"
        )
    for part in holding:
        count = len(split(SLOT.sub(_ANY_WORD, part)))
        if count > 2:
            yield _broken(
                reply, "eservices", "e-service takes too many sentences", str(count), "2 at most"
            )


def _broken(
    reply: ReplyTemplate, kind: str, what: str, got: str, allowed: str
) -> tuple[str, TriageError]:
    where = f"replies/{reply.id}.yaml"
    next_step = f"mend the body or the head of {where}"
    return kind, TriageError(what, where=where, got=got, allowed=allowed, next_step=next_step)


def _unused(reply: str, kind: str) -> TriageError:
    return TriageError(
        "exception that nothing needs",
        where=_EXEMPT_IN,
        got=f"{reply}: {kind}",
        allowed="exceptions in use",
        next_step="take it out",
    )
