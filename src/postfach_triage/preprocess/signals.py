"""Find the signals of a message: rules over words, as a component of the spaCy pipeline.

Why not spaCy's Matcher: 300 of its patterns cost five times the tokenizer, 100 fuzzy ones eleven
times (measured). Here the classes of a word are worked out once and kept, and a pattern runs
only in a sentence that has its three rarest words in the right order.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from postfach_triage.config.signal_rules import load_rules
from postfach_triage.errors import ConfigError, TriageError
from postfach_triage.preprocess.components import extend
from postfach_triage.preprocess.lexemes import look_up, places_of
from postfach_triage.preprocess.signal_classes import (
    CLAUSES,
    NO_WORD,
    Classes,
    Pattern,
    bits,
    union,
)
from postfach_triage.preprocess.signal_patterns import Notation, PatternError
from postfach_triage.preprocess.signal_sentences import (
    Clauses,
    Sentence,
    Token,
    Word,
    borders,
    span,
    write,
)
from postfach_triage.preprocess.words import is_end, pieces, sentence_starts

FACTORY = "postfach_signals"
Hit = tuple[str, str, int, int, str]
_SPANS_PER_KIND = 3
# An `unless` speaks of the match only if it is near: many clients write without full stops.
_NEAR = 8
_KNOWN = "echte_woerter"
# Who somebody is clears nothing: the father of a rule's `unless` is another person, not the writer.
_WRITER = "wer_schreibt"
_CACHE = 100_000
_FILE = "rules.json"
_SIGNALS = "postfach_signals"

extend(_SIGNALS, ())


class _Rule(NamedTuple):
    """What of a rule is asked for at every match; `unless` as bits."""

    kind: str
    level: str
    name: str
    own_only: bool
    unless: int


class Signals:
    """The component; its rules are plain data and travel with the pipeline."""

    def __init__(self, rules: list[dict[str, Any]], lists: dict[str, list[str]]) -> None:
        self._set(rules, lists)

    def __call__(self, doc: Doc) -> Doc:
        """Set doc._.postfach_signals to the strictest, earliest hits of every kind."""
        hits = self.hits(doc)
        if hits:
            doc.user_data[_SIGNALS] = _strictest(hits)
        return doc

    def hits(self, doc: Doc) -> list[Hit]:
        """Return every hit of every rule as (kind, level, start, end, rule id)."""
        tokens = self._look_up(doc)
        quoted = doc.user_data.get("postfach_quoted", ())
        starts = sentence_starts(doc)
        found: list[tuple[int, Sentence]] = []
        for first, last in pairwise(borders(doc, tokens, starts, quoted)):
            ready = self._may_match(tokens[first:last])
            numbers = bits(ready & self._raising)
            if numbers:
                places = places_of(doc)[first:last]
                for spots in write(tokens[first:last], places, split=starts is None):
                    words = [word.classes for _, word in spots]
                    sentence = Sentence([*words, NO_WORD], spots, ready)
                    found += [(number, sentence) for number in numbers]
        if not found:
            return []
        found.sort(key=_number)
        return list(dict.fromkeys(hit for one in found for hit in self._run(*one, quoted)))

    def to_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> None:
        """Write the rules beside the pipeline."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: Path | str, *, exclude: Sequence[str] = ()) -> "Signals":
        """Read the rules back."""
        return self.from_bytes((Path(path) / _FILE).read_bytes(), exclude=exclude)

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:
        """Return the rules as JSON; `exclude` is part of spaCy's protocol."""
        return json.dumps({"rules": self._rules, "lists": self._lists}, sort_keys=True).encode()

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> "Signals":
        """Take the rules from JSON; `exclude` is part of spaCy's protocol."""
        self._set(**json.loads(data))
        return self

    def _set(self, rules: list[dict[str, Any]], lists: dict[str, list[str]]) -> None:
        self._rules, self._lists = rules, lists
        self._notation = Notation(lists)
        self._classes = Classes(known=lists.get(_KNOWN, ()))
        self._patterns: list[Pattern] = []
        self._rule_of: list[_Rule] = []
        self._raising = 0
        for rule in rules:
            unless, raising = self._add(rule, "unless"), self._add(rule, "patterns")
            own = rule.get("scope", "own") == "own"
            plain = _Rule(rule["kind"], rule["level"], rule["id"], own, unless)
            self._rule_of += [plain] * (len(self._patterns) - len(self._rule_of))
            self._raising |= raising
        who = {"kind": "lists", "id": _WRITER, "patterns": lists.get(_WRITER, ())}
        self._writer = self._compile(who, "patterns")
        self._index()
        self._tokens: dict[str, Token] = {}
        self._meanings: dict[int, tuple[frozenset[int], Clauses]] = {}

    def _add(self, rule: dict[str, Any], key: str) -> int:
        """Number the patterns of a rule; return them as bits."""
        before = len(self._patterns)
        self._patterns += self._compile(rule, key)
        return (1 << len(self._patterns)) - (1 << before)

    def _index(self) -> None:
        """Note for each class the patterns (as bits) that it is the first, second, third word of.

        A pattern of fewer words has only the last ones; those before count as seen.
        """
        self._holds: list[dict[int, int]] = [{} for _ in range(CLAUSES)]
        self._seen = [0] * CLAUSES
        for number, pattern in enumerate(self._patterns):
            missing = CLAUSES - len(pattern.clauses)
            if missing:
                self._seen[missing - 1] |= 1 << number
            for holds, clause in zip(self._holds[missing:], pattern.clauses, strict=True):
                for one in bits(clause):
                    holds[one] = holds.get(one, 0) | 1 << number

    def _compile(self, rule: dict[str, Any], key: str) -> list[Pattern]:
        found = []
        for pattern in rule.get(key, ()):
            try:
                found.append(self._classes.compile(self._notation.parse(pattern)))
            except PatternError as error:
                where = f"{rule['kind']}.yaml: {rule['id']} -> {key}"
                problem = TriageError(str(error), where=where, got=pattern)
                raise ConfigError([problem]) from None
        return found

    def _look_up(self, doc: Doc) -> list[Token]:
        known, lexemes = self._tokens, look_up(doc)
        try:
            return [known[text] for text, _, _ in lexemes]
        except KeyError:
            return [known.get(text) or self._learn(text) for text, _, _ in lexemes]

    def _may_match(self, tokens: Iterable[Token]) -> int:
        """Return the patterns (as bits) whose three rarest words are there, in their order."""
        one, two, _ = self._seen
        three = 0
        for first, second, third in chain.from_iterable([token.clauses for token in tokens]):
            # Backwards: a word stands for one word of a pattern, not for the next as well.
            if third:
                three |= third & two
            if second:
                two |= second & one
            if first:
                one |= first
        return three

    def _learn(self, text: str) -> Token:
        if len(self._tokens) >= _CACHE:
            self._tokens.clear()
            self._meanings.clear()
        words, clauses = [], []
        for piece in pieces(text):
            classes, own = self._meaning(self._classes.of(piece.forms))
            words.append(Word(classes, piece.start, piece.end, piece.ends_before))
            if any(own):
                clauses.append(own)
        token = Token(tuple(clauses), tuple(words), is_end(text), text[:1].isdigit())
        self._tokens[text] = token
        return token

    def _meaning(self, mask: int) -> tuple[frozenset[int], Clauses]:
        """Return classes (bits) as a set, and the clauses; nine of ten words share theirs."""
        found = self._meanings.get(mask)
        if found is None:
            classes = frozenset(bits(mask))
            first, second, third = (
                union(holds[one] for one in holds.keys() & classes) for holds in self._holds
            )
            found = self._meanings[mask] = classes, (first, second, third)
        return found

    def _run(
        self, number: int, sentence: Sentence, quoted: Sequence[tuple[int, int]]
    ) -> Iterator[Hit]:
        pattern, rule = self._patterns[number], self._rule_of[number]
        found = pattern.find(sentence.words)
        while found:
            first, last = found
            start, end = span(sentence.spots, first, last - 1)
            is_foreign = quoted and rule.own_only and _inside(start, quoted)
            if not is_foreign and not self._is_cleared(rule.unless, sentence, first, last):
                yield rule.kind, rule.level, start, end, rule.name
            found = pattern.find(sentence.words, last)

    def _is_cleared(self, unless: int, sentence: Sentence, first: int, last: int) -> bool:
        ready = sentence.ready & unless
        if not ready:
            return False
        words = self._without_writer(sentence.words)
        near = [*words[max(0, first - _NEAR) : last + _NEAR], NO_WORD]
        return any(self._patterns[number].find(near) for number in bits(ready))

    def _without_writer(self, words: list[frozenset[int]]) -> list[frozenset[int]]:
        for pattern in self._writer:
            said = pattern.find(words)
            if said:
                last = said[1] - 1
                words = [*words[:last], NO_WORD, *words[last + 1 :]]
        return words


@Language.factory(FACTORY, default_config={"rules": None, "lists": None})
def make_signals(
    nlp: Language,
    name: str,
    rules: list[dict[str, Any]] | None,
    lists: dict[str, list[str]] | None,
) -> Signals:
    """Make the component from plain rules, or from the packaged ones."""
    if rules is None:
        packaged = load_rules()
        return Signals(packaged.plain(), packaged.plain_lists())
    return Signals(rules, lists or {})


def _number(found: tuple[int, Sentence]) -> int:
    return found[0]


def _inside(start: int, quoted: Sequence[tuple[int, int]]) -> bool:
    return any(begin <= start < end for begin, end in quoted)


def _strictest(hits: list[Hit]) -> tuple[Hit, ...]:
    """Keep each kind's strictest level, and of that the earliest places."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda h: (h[1] != "explicit", h[2], -h[3])):
        same = kept.setdefault(hit[0], [])
        if len(same) < _SPANS_PER_KIND and (not same or _follows(hit, same[-1])):
            same.append(hit)
    return tuple(sorted((hit for same in kept.values() for hit in same), key=lambda h: h[2]))


def _follows(hit: Hit, last: Hit) -> bool:
    return hit[1] == last[1] and hit[2] >= last[3]
