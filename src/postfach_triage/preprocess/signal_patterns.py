"""Read the pattern notation of the signal rules: config/rules/README.md."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from postfach_triage.preprocess.normalise import fold
from postfach_triage.preprocess.words import is_date

_LEX = re.compile(r"[()|]|[^\s()|]+|\s+")
_NUMBER = re.compile(
    r"\d+(?:[.,:]\d+)*|null|(?!(?:ein|und|s)+\b)(?:eins?|zwei|zwo|drei|vier|funf|sechs?|sieb|sieben|"
    r"acht|neun|zehn|elf|zwolf|und|zwan|zig|ssig|hundert|tausend)+"
)
_MONEY = re.compile(r"\d+(?:[.,]\d+)*(?:,-+|€|eur?o?)")
SPECIAL: dict[str, Callable[[str], bool]] = {
    "<zahl>": lambda form: _NUMBER.fullmatch(form) is not None,
    "<datum>": lambda form: form[:1].isdigit() and is_date(form),
    "<geld>": lambda form: form[:1].isdigit() and _MONEY.fullmatch(form) is not None,
}
_AMOUNT = "(<zahl> (=euro|=eur|=eu|=euros|€)|<geld>)"


class PatternError(ValueError):
    """Reject a pattern that breaks the notation."""


class Node(NamedTuple):
    """One piece of a pattern: a class of words, a gap, or alternatives; it may be optional."""

    atoms: frozenset[str] = frozenset()
    gap: int = 0
    branches: tuple[tuple["Node", ...], ...] = ()
    optional: bool = False


Nodes = tuple[Node, ...]


class Notation:
    """Reads patterns; a list they name is read once."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lists = lists
        self._read: dict[str, list[Nodes] | None] = {}

    def parse(self, pattern: str) -> Nodes:
        """Read one pattern; raise PatternError where it breaks the notation."""
        return _Reader(pattern, self).sequence()

    def entries(self, name: str) -> list[Nodes]:
        """Return the entries of a list; raise PatternError for none and for one inside itself."""
        if name not in self._lists:
            raise PatternError(f"no list {{{name}}} in lists.yaml")
        if name not in self._read:
            self._read[name] = None  # marks a list that is being read
            self._read[name] = [self.parse(entry) for entry in self._lists[name]]
        found = self._read[name]
        if found is None:
            raise PatternError(f"the list {{{name}}} contains itself")
        return found


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, text: str, notation: Notation) -> None:
        self.rest = _LEX.findall(text.strip())
        self.notation = notation

    def sequence(self, *, inside: bool = False) -> Nodes:
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

    def _atom(self) -> list[Nodes]:
        if not self.rest or self.rest[0] in ("|", ")") or self.rest[0].isspace():
            raise PatternError("a word is missing beside |, ( or ?")
        token = self.rest.pop(0)
        if token == "(":
            return self._group()
        if token.startswith("{"):
            # A copy: what follows in the pattern is added to it.
            return list(self.notation.entries(token[1:-1]))
        if token == "<betrag>":
            return _Reader(_AMOUNT, self.notation)._atom()
        return [(_leaf(token),)]

    def _group(self) -> list[Nodes]:
        found = [self.sequence(inside=True)]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            found.append(self.sequence(inside=True))
        if not self.rest or not all(found):
            raise PatternError("an empty alternative or a bracket left open")
        self.rest.pop(0)
        return found


@lru_cache(maxsize=10_000)
def _leaf(token: str) -> Node:
    if token == "...":
        return Node(gap=4)
    if token.startswith(".."):
        if not token[2:].isdigit() or int(token[2:]) < 1:
            raise PatternError(f"{token} is no gap")
        return Node(gap=int(token[2:]))
    if token in SPECIAL:
        return Node(atoms=frozenset([token]))
    core = token.strip("*").removeprefix("=")
    if not fold(core) or re.search(r"[^\w€§]", core):
        raise PatternError(f"{token} is no word (write hyphens and signs as blanks)")
    return Node(atoms=frozenset([token.replace(core, fold(core))]))


def _join(branches: list[Nodes], *, optional: bool) -> Node:
    """Make one node of alternatives; single words among them become one class."""
    if len(branches) == 1 and _is_single(branches[0]):
        return branches[0][0]._replace(optional=True) if optional else branches[0][0]
    single = [branch[0] for branch in branches if _is_single(branch)]
    atoms = frozenset[str]().union(*(node.atoms for node in single))
    longer = [branch for branch in branches if not _is_single(branch)]
    longer += [branch for node in single for branch in node.branches]
    if not longer:
        return Node(atoms=atoms, optional=optional)
    if len(branches) == 1 and len(branches[0]) == 1 and branches[0][0].gap:
        return branches[0][0]
    words = [(Node(atoms=atoms),)] if atoms else []
    return Node(branches=(*words, *longer), optional=optional)


def _is_single(branch: Nodes) -> bool:
    return len(branch) == 1 and not branch[0].optional and not branch[0].gap
