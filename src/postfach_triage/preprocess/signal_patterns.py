"""Read the pattern notation of the signal rules and turn it into regular expressions.

A message is written as the classes of its words: WORD, then one character for each class the
word belongs to; END between sentences. A pattern is a regular expression over that string.
The notation: config/rules/README.md.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.lang.de.stop_words import STOP_WORDS

from postfach_triage.preprocess.normalise import fold
from postfach_triage.preprocess.words import deletions, distance, is_date, tolerance

WORD, END = "\x01", "\x02"
_REST = f"[^{WORD}{END}]*"
_FIRST_CLASS = 0xF0000  # a private plane of Unicode: 65,000 classes, no meaning of their own
_LEX = re.compile(r"[()|]|[^\s()|]+|\s+")
_NUMBER = re.compile(
    r"\d+(?:[.,:]\d+)*|null|(?!(?:ein|und|s)+\b)(?:eins?|zwei|zwo|drei|vier|funf|sechs?|sieb|sieben|"
    r"acht|neun|zehn|elf|zwolf|und|zwan|zig|ssig|hundert|tausend)+"
)
_MONEY = re.compile(r"\d+(?:[.,]\d+)*(?:,-+|€|eur?o?)")
_SPECIAL: dict[str, Callable[[str], bool]] = {
    "<zahl>": lambda form: _NUMBER.fullmatch(form) is not None,
    "<datum>": is_date,
    "<geld>": lambda form: _MONEY.fullmatch(form) is not None,
}
_AMOUNT = "(<zahl> (=euro|=eur|=eu|=euros|€)|<geld>)"
_STOP = frozenset(fold(word) for word in STOP_WORDS)


class PatternError(ValueError):
    """Reject a pattern that breaks the notation."""


@dataclass(frozen=True)
class Node:
    """One piece of a pattern: a class of words, a gap, or alternatives; it may be optional."""

    atoms: frozenset[str] = frozenset()
    gap: int = 0
    branches: tuple[tuple["Node", ...], ...] = ()
    optional: bool = False


Nodes = tuple["Node", ...]
Lists = Mapping[str, Sequence[str]]


def parse(pattern: str, lists: Lists, seen: tuple[str, ...] = ()) -> Nodes:
    """Read one pattern; raise PatternError where it breaks the notation."""
    return _Reader(pattern, lists, seen).sequence()


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, text: str, lists: Lists, seen: tuple[str, ...]) -> None:
        self.rest = _LEX.findall(text.strip())
        self.lists = lists
        self.seen = seen

    def sequence(self, *, inside: bool = False) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while self.rest and not (inside and self.rest[0] in (")", "|")):
            if self.rest[0].isspace():
                self.rest.pop(0)
                continue
            nodes.append(self._item(inside=inside))
        return tuple(nodes)

    def _item(self, *, inside: bool) -> Node:
        optional = self.rest[0].startswith("?")
        if optional:
            self.rest[0] = self.rest[0][1:]
            if not self.rest[0]:
                self.rest.pop(0)
        branches = self._atom()
        while not inside and self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            branches += self._atom()
        return _join(branches, optional=optional)

    def _atom(self) -> list[tuple[Node, ...]]:
        if not self.rest or self.rest[0] in ("|", ")") or self.rest[0].isspace():
            raise PatternError("a word is missing beside |, ( or ?")
        token = self.rest.pop(0)
        if token == "(":
            return self._group()
        if token.startswith("{"):
            return self._list(token[1:-1])
        if token == "<betrag>":
            return list(_Reader(_AMOUNT, {}, ())._atom())
        return [(_leaf(token),)]

    def _group(self) -> list[tuple[Node, ...]]:
        found = [self.sequence(inside=True)]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            found.append(self.sequence(inside=True))
        if not self.rest or not all(found):
            raise PatternError("an empty alternative or a bracket left open")
        self.rest.pop(0)
        return found

    def _list(self, name: str) -> list[tuple[Node, ...]]:
        if name not in self.lists:
            raise PatternError(f"no list {{{name}}} in lists.yaml")
        if name in self.seen:
            raise PatternError(f"the list {{{name}}} contains itself")
        return [parse(entry, self.lists, (*self.seen, name)) for entry in self.lists[name]]


def _leaf(token: str) -> Node:
    if token == "...":
        return Node(gap=4)
    if token.startswith(".."):
        if not token[2:].isdigit() or int(token[2:]) < 1:
            raise PatternError(f"{token} is no gap")
        return Node(gap=int(token[2:]))
    if token in _SPECIAL:
        return Node(atoms=frozenset([token]))
    core = token.strip("*").removeprefix("=")
    if not fold(core) or re.search(r"[^\w€§]", core):
        raise PatternError(f"{token} is no word (write hyphens and signs as blanks)")
    return Node(atoms=frozenset([token.replace(core, fold(core))]))


def _join(branches: list[tuple[Node, ...]], *, optional: bool) -> Node:
    """Make one node of alternatives; single words among them become one class."""
    single = [b[0] for b in branches if len(b) == 1 and not b[0].optional and not b[0].gap]
    atoms = frozenset[str]().union(*(node.atoms for node in single))
    longer = [b for b in branches if not (len(b) == 1 and b[0] in single)]
    longer += [branch for node in single for branch in node.branches]
    if not longer:
        return Node(atoms=atoms, optional=optional)
    if len(branches) == 1 and len(branches[0]) == 1 and branches[0][0].gap:
        return branches[0][0]
    words = [(Node(atoms=atoms),)] if atoms else []
    return Node(branches=(*words, *longer), optional=optional)


@dataclass(frozen=True)
class Pattern:
    """A pattern ready to run; of each clause (classes as bits, rarest first) a word must occur."""

    source: str
    clauses: tuple[int, ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compile on first use: most patterns never see a message with all their words."""
        return re.compile(self.source)


class Classes:
    """All classes of words that the patterns name, and the words each one holds."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = _STOP | {fold(word) for word in known}
        self._ids: dict[frozenset[str], int] = {}
        self._weights: list[float] = []
        self._atoms: dict[str, int] = {}
        self._near: dict[str, list[str]] = {}

    def compile(self, nodes: tuple[Node, ...]) -> Pattern:
        """Turn a parsed pattern into a regular expression and the words that must be there."""
        clauses = sorted(self._clauses(nodes), key=self._commonness)
        if not clauses:
            raise PatternError("no word that must be there")
        return Pattern(self._source(nodes), tuple(clauses))

    def of(self, forms: Iterable[str]) -> int:
        """Return the classes of a word (as bits), spelling slips allowed."""
        mask = 0
        for form in forms:
            mask |= self._spelled(form) | self._affixes(form)
            for name, test in _SPECIAL.items():
                if name in self._atoms and test(form):
                    mask |= self._atoms[name]
        return mask

    def _spelled(self, form: str) -> int:
        mask = self._atoms.get(form, 0) | self._atoms.get("=" + form, 0)
        if form in self._known or len(form) < 4:
            return mask
        depth = 2 if len(form) > 6 else 1
        for word in {w for key in deletions(form, depth) for w in self._near.get(key, ())}:
            if word != form and distance(word, form) <= tolerance(word):
                mask |= self._atoms[word]
        return mask

    def _affixes(self, form: str) -> int:
        mask = 0
        size = len(form)
        for i in range(size):
            mask |= self._atoms.get(form[: i + 1] + "*", 0) | self._atoms.get("*" + form[i:], 0)
            for length in self._infix_sizes:
                mask |= self._atoms.get(f"*{form[i : i + length]}*", 0)
        return mask

    @cached_property
    def _infix_sizes(self) -> tuple[int, ...]:
        infix = (a for a in self._atoms if len(a) > 2 and a[0] == a[-1] == "*")
        return tuple(sorted({len(a) - 2 for a in infix}))

    def _class(self, atoms: frozenset[str]) -> int:
        if atoms not in self._ids:
            number = self._ids[atoms] = len(self._ids)
            self._weights.append(sum(_weight(atom) for atom in atoms))
            for atom in atoms:
                if atom not in self._atoms and tolerance(atom) and atom[0] not in "=*<":
                    self._remember(atom)
                self._atoms[atom] = self._atoms.get(atom, 0) | 1 << number
        return self._ids[atoms]

    def _remember(self, atom: str) -> None:
        if not atom.endswith("*"):
            for key in deletions(atom, tolerance(atom)):
                self._near.setdefault(key, []).append(atom)

    def _source(self, nodes: tuple[Node, ...]) -> str:
        return "".join(self._part(node) for node in nodes)

    def _part(self, node: Node) -> str:
        if node.gap:
            return f"(?:{WORD}{_REST}){{0,{node.gap}}}?"
        if node.branches:
            text = "(?:" + "|".join(self._source(branch) for branch in node.branches) + ")"
        else:
            text = f"(?:{WORD}{_REST}{class_sign(self._class(node.atoms))}{_REST})"
        return text + "?" if node.optional else text

    def _clauses(self, nodes: tuple[Node, ...]) -> list[int]:
        """Return sets of classes (bits); the pattern needs a word out of each of them."""
        found: list[int] = []
        for node in nodes:
            if node.optional or node.gap:
                continue
            if node.atoms:
                found.append(1 << self._class(node.atoms))
                continue
            parts = [self._clauses(branch) for branch in node.branches]
            if all(parts):
                found.append(union(min(part, key=self._commonness) for part in parts))
        return found

    def _commonness(self, clause: int) -> float:
        return sum(self._weights[number] for number in bits(clause))


def class_sign(number: int) -> str:
    """Return the character that stands for a class."""
    return chr(_FIRST_CLASS + number)


def bits(mask: int) -> list[int]:
    """Return the numbers of the bits set."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def union(masks: Iterable[int]) -> int:
    """Return all bits set in any of the masks."""
    total = 0
    for mask in masks:
        total |= mask
    return total


def _weight(atom: str) -> float:
    """Guess how often a word occurs: function words and numbers are everywhere."""
    if atom[0] == "<":
        return 100.0
    core = atom.strip("*=")
    if core in _STOP:
        return 60.0
    return (8.0 if len(core) < 5 else 1.0) * (2.0 if "*" in atom else 1.0)
