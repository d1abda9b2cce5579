"""The plain-language gate: bounds a text must keep, and hints with place and better wording.

A pure function of the text and plain_language.yaml. `replies check` asks it about rendered
templates, the page may ask it about a text a case worker has edited.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from postfach_triage.config.plain_language import Limit, PlainLanguage, Wording
from postfach_triage.replies.readability import reading_ease, words
from postfach_triage.sentences import split

# "Öffnen Sie ...", "Bitte rufen Sie ..." ask; "Dann brauchen Sie ..." does not, but for "bitte".
_ASKS = re.compile(r"(?:Bitte )?\w+(?:en|eln|ern) Sie\b")
_ASKS_WITHIN = re.compile(r"\b\w+(?:en|eln|ern) Sie\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a text, where (code points, end exclusive), and how to mend it.

    `gate`: the text is beyond a bound; else it is a hint. `sentence` counts from 1, 0 is the
    text as a whole. `title` and `better` are German, for the page.
    """

    kind: str
    title: str
    gate: bool
    sentence: int
    start: int
    end: int
    found: str
    allowed: str
    better: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    number: int
    start: int
    text: str


def check_text(
    text: str, rules: PlainLanguage, *, characters: Limit | None = None
) -> list[Finding]:
    """Return all that speaks against a text, in its order; [] if it is plain.

    Greeting and signature count for the length alone. `characters` is another bound for the
    length than the general one.
    """
    sentences = _sentences(text)
    explained = _explained(sentences, rules)
    found = [
        *_too_long(text, characters or rules.limits.characters),
        *_too_hard(text, sentences, explained, rules),
        *_too_many_actions(text, rules),
    ]
    for sentence in sentences:
        found += _long_sentence(sentence, rules.limits.sentence_words)
        found += (hint for wording in rules.wordings for hint in _hints(sentence, wording))
        found += _terms(sentence, explained, rules)
    return sorted(found, key=lambda finding: (finding.sentence, finding.start, finding.kind))


def text_reading_ease(text: str, rules: PlainLanguage) -> float:
    """Return Flesch-Amstad of a text without greeting and signature, explained terms masked."""
    sentences = _sentences(text)
    return _ease(sentences, _explained(sentences, rules), rules)


def wording_hints(text: str, wordings: tuple[Wording, ...]) -> list[Finding]:
    """Return where a text has one of the wordings, sentence by sentence."""
    return [hint for part in _sentences(text) for w in wordings for hint in _hints(part, w)]


def _sentences(text: str) -> list[_Sentence]:
    """Return the sentences between a greeting ("Guten Tag,") and a signature without a stop."""
    start, end = _body(text)
    return [
        _Sentence(number, start + first, text[start + first : start + last])
        for number, (first, last) in enumerate(split(text[start:end]), 1)
    ]


def _body(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    greeting, blank, _ = text.partition("\n\n")
    if blank and greeting.rstrip().endswith(","):
        start = len(greeting) + len(blank)
    _, blank, signature = text[start:].rpartition("\n\n")
    if blank and not signature.rstrip().endswith((".", "!", "?")):
        end = len(text) - len(signature) - len(blank)
    return start, end


def _too_long(text: str, limit: Limit) -> Iterator[Finding]:
    if len(text) > limit.value:
        yield _beyond("characters", limit, f"{len(text)}", f"at most {limit.value:.0f}", text)


def _too_hard(
    text: str, sentences: list[_Sentence], explained: frozenset[str], rules: PlainLanguage
) -> Iterator[Finding]:
    limit = rules.limits.flesch_amstad
    ease = _ease(sentences, explained, rules)
    if ease < limit.value:
        yield _beyond("flesch_amstad", limit, f"{ease:.0f}", f"at least {limit.value:.0f}", text)


def _ease(sentences: list[_Sentence], explained: frozenset[str], rules: PlainLanguage) -> float:
    return reading_ease([part.text for part in sentences], rules.syllables, explained)


def _too_many_actions(text: str, rules: PlainLanguage) -> Iterator[Finding]:
    """Count paragraphs that ask for something; steps of one paragraph are one action."""
    limit = rules.limits.actions
    start, end = _body(text)
    asking = sum(_asks(part, rules.other_ways) for part in text[start:end].split("\n\n"))
    if asking > limit.value:
        yield _beyond("actions", limit, f"{asking}", f"at most {limit.value:.0f}", text)


def _asks(paragraph: str, other_ways: tuple[str, ...]) -> bool:
    if paragraph.startswith(other_ways):
        return False
    for first, last in split(paragraph):
        sentence = paragraph[first:last]
        polite = "bitte" in sentence.lower() and _ASKS_WITHIN.search(sentence)
        if not sentence.endswith("?") and (polite or _ASKS.match(sentence)):
            return True
    return False


def _long_sentence(sentence: _Sentence, limit: Limit) -> Iterator[Finding]:
    length = len(words(sentence.text))
    if length > limit.value:
        yield Finding(
            kind="sentence_words",
            title=limit.title,
            gate=True,
            sentence=sentence.number,
            start=sentence.start,
            end=sentence.start + len(sentence.text),
            found=f"{length}",
            allowed=f"at most {limit.value:.0f}",
            better=limit.better,
        )


def _hints(sentence: _Sentence, wording: Wording) -> Iterator[Finding]:
    for match in wording.pattern.finditer(sentence.text):
        yield _hint(sentence, match, wording.kind, wording.title, wording.better)


def _terms(
    sentence: _Sentence, explained: frozenset[str], rules: PlainLanguage
) -> Iterator[Finding]:
    for term in rules.terms:
        for match in re.finditer(rf"\b(?:{term.term.pattern})\b", sentence.text):
            # What stands in quotes is the name of a button: it must read as on the screen.
            on_screen = sentence.text[: match.start()].endswith("„")
            if not on_screen and match.group() not in explained:
                yield _hint(sentence, match, "office_word", "Amtswort", term.better)


def _explained(sentences: list[_Sentence], rules: PlainLanguage) -> frozenset[str]:
    """Return the office words of a text that stand beside an explanation or an example."""
    following: Mapping[int, str] = {part.number - 1: part.text for part in sentences}
    whole = " ".join(part.text for part in sentences)
    return frozenset(
        match.group()
        for part in sentences
        for term in rules.terms
        for match in re.finditer(rf"\b(?:{term.term.pattern})\b", part.text)
        if part.text[match.end() :].lstrip("“”« ").startswith("(")
        or following.get(part.number, "").startswith(rules.explained_by)
        or re.search(rf"\bEine? {re.escape(match.group())} ist\b", whole)
    )


def _hint(sentence: _Sentence, match: re.Match[str], kind: str, title: str, better: str) -> Finding:
    return Finding(
        kind=kind,
        title=title,
        gate=False,
        sentence=sentence.number,
        start=sentence.start + match.start(),
        end=sentence.start + match.end(),
        found=match.group(),
        allowed="none",
        better=better,
    )


def _beyond(kind: str, limit: Limit, found: str, allowed: str, text: str) -> Finding:
    return Finding(kind, limit.title, True, 0, 0, len(text), found, allowed, limit.better)
