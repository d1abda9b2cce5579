"""Turn the patterns of the signal rules into matchers over the classes of words.

A class is a set of words that a pattern names at one place, known by a number. A matcher works
like a regular expression: alternatives in their order, gaps as short as they can be.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA
from spacy.lang.de.stop_words import STOP_WORDS

from postfach_triage.preprocess.normalise import fold
from postfach_triage.preprocess.signal_patterns import SPECIAL, Node, Nodes, PatternError
from postfach_triage.preprocess.words import deletions, tolerance

# The classes of each word of a sentence; NO_WORD stands at its end.
Words = Sequence[frozenset[int]]
# Takes a sentence and the number of a word; returns where the match ends, or -1.
Matcher = Callable[[Words, int], int]
NO_WORD = frozenset[int]()
CLAUSES = 3  # so many words of a pattern are asked for before it runs
_STOP = frozenset(fold(word) for word in STOP_WORDS)


@dataclass
class Pattern:
    """A pattern ready to run; a word of each clause (classes as bits) must occur, in order."""

    clauses: tuple[int, ...]
    build: Callable[[], tuple[Matcher, frozenset[int]]]

    @cached_property
    def _built(self) -> tuple[Matcher, frozenset[int]]:
        """Build on first use: most patterns never see a sentence with all their words."""
        return self.build()

    def find(self, words: Words, start: int = 0) -> tuple[int, int] | None:
        """Return the first word and the end of the first match that begins at `start` or later."""
        match, heads = self._built
        for first in range(start, len(words) - 1):
            if heads and heads.isdisjoint(words[first]):
                continue
            end = match(words, first)
            if end >= 0:
                return first, end
        return None


def _accept(words: Words, at: int) -> int:
    return at


def _word(number: int, then: Matcher) -> Matcher:
    def word(words: Words, at: int) -> int:
        return then(words, at + 1) if number in words[at] else -1

    return word


def _gap(most: int, heads: frozenset[int], then: Matcher) -> Matcher:
    def gap(words: Words, at: int) -> int:
        for place in range(at, min(at + most + 1, len(words))):
            if not heads or not heads.isdisjoint(words[place]):
                end = then(words, place)
                if end >= 0:
                    return end
        return -1

    return gap


def _either(choices: Sequence[Matcher], heads: frozenset[int] = NO_WORD) -> Matcher:
    def either(words: Words, at: int) -> int:
        if heads and heads.isdisjoint(words[at]):
            return -1
        for choice in choices:
            end = choice(words, at)
            if end >= 0:
                return end
        return -1

    return either


class Classes:
    """All classes of words that the patterns name, and the words each one holds."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = _STOP | {fold(word) for word in known}
        self._ids: dict[frozenset[str], int] = {}
        self._weights: list[float] = []
        self._atoms: dict[str, int] = {}
        self._near: dict[str, list[str]] = {}
        self._initials: set[str] = set()  # of the words in _near: a slip is never in the first

    def compile(self, nodes: Nodes) -> Pattern:
        """Turn a parsed pattern into a matcher and the words that must be there."""
        self._note(nodes)
        clauses = self._clauses(nodes)
        if not clauses:
            raise PatternError("no word that must be there")
        rarest = sorted(range(len(clauses)), key=lambda n: self._commonness(clauses[n]))
        kept = tuple(clauses[n] for n in sorted(rarest[:CLAUSES]))
        return Pattern(kept, lambda: (self._matcher(nodes, _accept), self._heads(nodes)))

    def _note(self, nodes: Nodes) -> None:
        """Number all classes of a pattern: words are looked up before matchers are built."""
        for node in nodes:
            if node.atoms:
                self._class(node.atoms)
            for branch in node.branches:
                self._note(branch)

    def of(self, forms: Iterable[str]) -> int:
        """Return the classes of a word (as bits), spelling slips allowed."""
        mask = 0
        for form in forms:
            mask |= self._spelled(form) | self._affixes(form)
            for name, test in SPECIAL.items():
                if name in self._atoms and test(form):
                    mask |= self._atoms[name]
        return mask

    def _spelled(self, form: str) -> int:
        mask = self._atoms.get(form, 0) | self._atoms.get("=" + form, 0)
        if form in self._known or len(form) < 4 or form[0] not in self._initials:
            return mask
        near = self._near
        found = near.keys() & deletions(form, 2 if len(form) > 6 else 1)
        for word in {word for key in found for word in near[key]}:
            slips = tolerance(word)
            # Two letters swapped count as one slip (optimal string alignment).
            if word != form and OSA.distance(word, form, score_cutoff=slips) <= slips:
                mask |= self._atoms[word]
        return mask

    def _affixes(self, form: str) -> int:
        mask = 0
        begins, ends, middles = self._affix_tables
        for cut in range(1, len(form) + 1):
            mask |= begins.get(form[:cut], 0) | ends.get(form[-cut:], 0)
        for middle, classes in middles:
            if middle in form:
                mask |= classes
        return mask

    @cached_property
    def _affix_tables(self) -> tuple[dict[str, int], dict[str, int], list[tuple[str, int]]]:
        """Sort the atoms with a star by its place; there are few with two."""
        begins, ends, middles = {}, {}, []
        for atom, classes in self._atoms.items():
            if atom[0] == atom[-1] == "*":
                middles.append((atom.strip("*"), classes))
            elif atom[-1] == "*":
                begins[atom[:-1]] = classes
            elif atom[0] == "*":
                ends[atom[1:]] = classes
        return begins, ends, middles

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
            self._initials.add(atom[0])
            for key in deletions(atom, tolerance(atom)):
                self._near.setdefault(key, []).append(atom)

    def _matcher(self, nodes: Nodes, then: Matcher) -> Matcher:
        """Return what matches the nodes in a row, and after them what `then` matches."""
        if not nodes:
            return then
        node, rest = nodes[0], nodes[1:]
        then = self._matcher(rest, then)
        if node.gap:
            return _gap(node.gap, self._heads(rest), then)
        if node.branches:
            choices = [self._matcher(branch, then) for branch in node.branches]
            one = _either(choices, self._branch_heads(node))
        else:
            one = _word(self._class(node.atoms), then)
        return _either([one, then]) if node.optional else one

    def _heads(self, nodes: Nodes) -> frozenset[int]:
        """Return the classes of the words the nodes can begin with; none if any word will do."""
        if not nodes or nodes[0].gap:
            return frozenset()
        node, rest = nodes[0], nodes[1:]
        own = self._branch_heads(node) if node.branches else frozenset([self._class(node.atoms)])
        if not node.optional:
            return own
        other = self._heads(rest)
        return own | other if own and other else frozenset()

    def _branch_heads(self, node: Node) -> frozenset[int]:
        heads = [self._heads(branch) for branch in node.branches]
        return frozenset[int]().union(*heads) if all(heads) else frozenset()

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
