"""Find the signals of a message: rules over words, as a component of the spaCy pipeline.

Why not spaCy's Matcher: 300 of its patterns cost five times the tokenizer, 100 fuzzy ones eleven
times (measured). Here the classes of a word are worked out once and kept, and a pattern runs
only where its rarest word occurs and all its other words are in the message.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from spacy.attrs import IDX, ORTH
from spacy.language import Language
from spacy.tokens import Doc

from postfach_triage.config.signal_rules import load_rules
from postfach_triage.errors import ConfigError, TriageError
from postfach_triage.preprocess.signal_patterns import (
    END,
    WORD,
    Classes,
    Pattern,
    PatternError,
    bits,
    class_sign,
    parse,
    union,
)
from postfach_triage.preprocess.words import is_end, pieces, sentence_starts

FACTORY = "postfach_signals"
Hit = tuple[str, str, int, int, str]
_SPANS_PER_KIND = 3
# An `unless` speaks of the match only if it is near: many clients write without full stops.
_NEAR = 8
_KNOWN = "echte_woerter"
_CACHE = 300_000
_FILE = "rules.json"


class _Word(NamedTuple):
    written: str
    start: int
    end: int
    ends_before: bool


class _Token(NamedTuple):
    """What is known of a token: the patterns (as bits) whose rarest, second and third word it is.

    A pattern can match only if all of its words occur, so and-ing what the tokens of a message
    have together leaves few patterns, without a loop over them.
    """

    first: int
    second: int
    third: int
    words: tuple[_Word, ...]
    ends: bool
    is_number: bool


class _Compiled(NamedTuple):
    pattern: Pattern
    rule: int


class _Line(NamedTuple):
    """A message written as classes: the string, and where each word stands in it and the Doc."""

    text: str
    at: list[int]
    places: list[tuple[int, int]]


class Signals:
    """The component; its rules are plain data and travel with the pipeline."""

    def __init__(self, rules: list[dict[str, Any]], lists: dict[str, list[str]]) -> None:
        for name in ("postfach_signals", "postfach_quoted"):
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=())
        self._set(rules, lists)

    def __call__(self, doc: Doc) -> Doc:
        """Set doc._.postfach_signals to the strictest, earliest hits of every kind."""
        hits = self.hits(doc)
        if hits:  # writing an extension costs as much as looking up twenty words
            doc._.postfach_signals = _strictest(hits)
        return doc

    def hits(self, doc: Doc) -> list[Hit]:
        """Return every hit of every rule as (kind, level, start, end, rule id)."""
        tokens = self._look_up(doc)
        ready = self._may_match(tokens)
        if not ready:
            return []
        quoted = doc._.postfach_quoted or ()
        line = _write(doc, tokens, quoted)
        return list(dict.fromkeys(hit for n in bits(ready) for hit in self._run(n, line, quoted)))

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
        self._classes = Classes(known=lists.get(_KNOWN, ()))
        self._patterns: list[_Compiled] = []
        self._unless: list[list[Pattern]] = []
        for number, rule in enumerate(rules):
            self._patterns += [_Compiled(p, number) for p in self._compile(rule, "patterns")]
            self._unless.append(self._compile(rule, "unless"))
        self._index()
        self._tokens: dict[int, _Token] = {}

    def _index(self) -> None:
        """Note for each class the patterns (as bits) that it is the rarest, second, third of."""
        self._holds: list[dict[int, int]] = [{}, {}, {}]
        self._without = [0, 0, 0]
        for number, compiled in enumerate(self._patterns):
            for rank, holds in enumerate(self._holds):
                clause = dict(enumerate(compiled.pattern.clauses)).get(rank, 0)
                if not clause:
                    self._without[rank] |= 1 << number
                for one in bits(clause):
                    holds[one] = holds.get(one, 0) | 1 << number

    def _compile(self, rule: dict[str, Any], key: str) -> list[Pattern]:
        found = []
        for pattern in rule.get(key, ()):
            try:
                found.append(self._classes.compile(parse(pattern, self._lists)))
            except PatternError as error:
                where = f"{rule['kind']}.yaml: {rule['id']} -> {key}"
                problem = TriageError(str(error), where=where, got=pattern)
                raise ConfigError([problem]) from None
        return found

    def _look_up(self, doc: Doc) -> list[_Token]:
        known = self._tokens
        orths = doc.to_array(ORTH).tolist()
        try:
            return [known[orth] for orth in orths]
        except KeyError:
            return [known.get(orth) or self._learn(orth, doc.vocab.strings[orth]) for orth in orths]

    def _may_match(self, tokens: list[_Token]) -> int:
        """Return the patterns (as bits) whose three rarest words are all in the message."""
        first = 0
        for token in tokens:
            if token[0]:
                first |= token[0]
        if not first:
            return 0
        second, third = self._without[1], self._without[2]
        for token in tokens:
            if token[1]:
                second |= token[1]
            if token[2]:
                third |= token[2]
        return first & second & third

    def _learn(self, orth: int, text: str) -> _Token:
        if len(self._tokens) >= _CACHE:
            self._tokens.clear()
        classes, words = set[int](), []
        for piece in pieces(text):
            own = bits(self._classes.of(piece.forms))
            classes.update(own)
            signs = "".join(class_sign(number) for number in own)
            words.append(_Word(WORD + signs, piece.start, piece.end, piece.ends_before))
        first, second, third = (
            union(holds.get(one, 0) for one in classes) for holds in self._holds
        )
        number = text[:1].isdigit()
        token = _Token(first, second, third, tuple(words), is_end(text), number)
        self._tokens[orth] = token
        return token

    def _run(self, number: int, line: _Line, quoted: Sequence[tuple[int, int]]) -> Iterator[Hit]:
        compiled = self._patterns[number]
        rule = self._rules[compiled.rule]
        for match in compiled.pattern.regex.finditer(line.text):
            first = bisect_right(line.at, match.start()) - 1
            last = bisect_right(line.at, match.end() - 1) - 1
            start, end = line.places[first][0], line.places[last][1]
            if rule.get("scope", "own") == "own" and _inside(start, quoted):
                continue
            near = _near(line, first, last)
            if not any(p.regex.search(near) for p in self._unless[compiled.rule]):
                yield rule["kind"], rule["level"], start, end, rule["id"]


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


def _write(doc: Doc, tokens: list[_Token], quoted: Sequence[tuple[int, int]]) -> _Line:
    """Write the message as classes; quoted and own matter never share a sentence."""
    starts = sentence_starts(doc)
    edges = {edge for span in quoted for edge in span}
    parts, places, at = [], [], []
    size, after_number = 0, False
    for token, begin in zip(tokens, doc.to_array(IDX).tolist(), strict=True):
        ends = begin in starts if starts is not None else token.ends and not after_number
        if ends or begin in edges:
            parts.append(END)
            size += 1
        for word in token.words:
            if word.ends_before and starts is None:
                parts.append(END)
                size += 1
            at.append(size)
            parts.append(word.written)
            size += len(word.written)
            places.append((begin + word.start, begin + word.end))
        after_number = token.is_number
    return _Line("".join(parts), at, places)


def _near(line: _Line, first: int, last: int) -> str:
    """Return the stretch around a match in which `unless` counts: same sentence, few words."""
    left = line.at[max(0, first - _NEAR)]
    stop = last + _NEAR + 1
    right = line.at[stop] if stop < len(line.at) else len(line.text)
    begin = line.text.rfind(END, left, line.at[first]) + 1
    end = line.text.find(END, line.at[last], right)
    return line.text[max(left, begin) : right if end < 0 else end]


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
