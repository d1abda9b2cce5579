"""The replies ready for use: which fit an intent, by which cues, and what the office fills in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import exp

from postfach_triage.config.office_texts import OfficeTexts
from postfach_triage.config.reply_templates import Cue, Matter, ReplyTemplate, Templates
from postfach_triage.records import CRISES
from postfach_triage.replies.courtesy import translated_bodies
from postfach_triage.replies.cue_index import CueIndex, Words
from postfach_triage.replies.cue_notation import Fold, Notation, Phrase
from postfach_triage.replies.texts import is_ready, with_office_texts

PAPERS = "papers"
# What was learned from the cues that people wrote must not speak twice for what they say. Chosen by
# the examples of tests/unit/test_replies_ranking.py, not on dev.
_TRUST = 0.5


@dataclass(frozen=True, slots=True)
class Variants:
    """The replies of one lane that may answer one intent; `group` names their cues."""

    group: str
    ids: tuple[str, ...]
    priors: tuple[float, ...]
    weights: tuple[tuple[int, float], ...]  # by cue: (place in ids, weight)
    learned: Mapping[str, Sequence[tuple[int, float]]] = field(default_factory=dict)  # by words


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything a reply is chosen and filled from; built once, never changed.

    `bodies`: texts with the office's phrases in place. `translations`: what people approved, by
    (language, reply). `simple`, `holding`: variants by intent.
    `ready`: ids whose config slots the office fills all. `papers`: names that replies may use.
    `closed`: crises in which even a hint of the model keeps every reply away.
    """

    templates: Mapping[str, ReplyTemplate]
    bodies: Mapping[str, str]
    translations: Mapping[tuple[str, str], str]
    simple: Mapping[str, Variants]
    holding: Mapping[str, Variants]
    ready: frozenset[str]
    papers: tuple[str, ...]
    matters: tuple[Matter, ...]
    closed: frozenset[str]
    cues: CueIndex

    def weigh(self, variants: Variants, words: Words) -> tuple[float, dict[str, float]]:
        """Return how much the words speak for the intent at all, and the share of each reply.

        1 means that no cue was found; the shares add up to 1. Learned words speak for the
        replies alone: what they say of the intent the model knows already.
        """
        scores = list(variants.priors)
        if variants.weights:
            for cue in self.cues.found(words, variants.group):
                place, weight = variants.weights[cue]
                scores[place] += weight
        evidence = sum(map(exp, scores)) / sum(map(exp, variants.priors))
        odds = [exp(score) for score in _with_learned(scores, variants, words)]
        total = sum(odds)
        return evidence, {id_: odd / total for id_, odd in zip(variants.ids, odds, strict=True)}

    def named_papers(self, words: Words) -> list[str]:
        """Return the names of the papers the words speak of."""
        return [self.papers[number] for number in sorted(self.cues.found(words, PAPERS))]


def build_catalogue(
    templates: Templates, texts: OfficeTexts, fold: Fold, closed: Set[str] = frozenset(CRISES)
) -> Catalogue:
    """Prepare the replies; `fold` must be the folding that wrote the texts for the model.

    `closed`: crises that the office does not answer in the portal; by default all.
    """
    notation = Notation(templates.shared.words, fold)
    names = templates.shared.documents
    groups: dict[str, list[list[Phrase]]] = {
        PAPERS: [_phrases(entry.any, notation) for entry in names]
    }
    replies = templates.replies
    return Catalogue(
        templates=replies,
        bodies={reply: with_office_texts(replies[reply], texts) for reply in replies},
        translations=translated_bodies(replies, templates.sheets, texts),
        simple=_by_intent(replies, "S", notation, groups, templates.shared.learned),
        holding=_by_intent(replies, "H", notation, groups, {}),
        ready=frozenset(reply for reply in replies if is_ready(replies[reply], texts)),
        papers=tuple(entry.name for entry in names),
        matters=templates.shared.matters,
        closed=frozenset(closed),
        cues=CueIndex(groups),
    )


def _with_learned(scores: list[float], variants: Variants, words: Words) -> list[float]:
    learned = [0.0] * len(scores)
    for gram in words.grams if variants.learned else ():
        for place, weight in variants.learned.get(gram, ()):
            learned[place] += weight
    return [score + _TRUST * other for score, other in zip(scores, learned, strict=True)]


def _by_intent(
    replies: Mapping[str, ReplyTemplate],
    lane: str,
    notation: Notation,
    groups: dict[str, list[list[Phrase]]],
    learned: Mapping[str, Mapping[str, Mapping[str, float]]],
) -> dict[str, Variants]:
    """Collect the variants of each intent and add their cues to `groups`."""
    found: dict[str, Variants] = {}
    lanes = [reply for reply in replies.values() if reply.lane == lane]
    for intent in dict.fromkeys(name for reply in lanes for name in reply.intents):
        chosen = [reply for reply in lanes if intent in reply.intents]
        cues = [(place, cue) for place, reply in enumerate(chosen) for cue in reply.cues]
        group = f"{lane} {intent}"
        groups[group] = [_phrases(cue.any, notation) for _, cue in cues]
        found[intent] = _variants(group, chosen, intent, cues, learned.get(intent, {}))
    return found


def _variants(
    group: str,
    chosen: Sequence[ReplyTemplate],
    intent: str,
    cues: Sequence[tuple[int, Cue]],
    learned: Mapping[str, Mapping[str, float]],
) -> Variants:
    by_words: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, reply in enumerate(chosen):
        for gram, weight in learned.get(reply.id, {}).items():
            by_words[gram].append((place, weight))
    return Variants(
        group=group,
        ids=tuple(reply.id for reply in chosen),
        priors=tuple(reply.intents[intent] for reply in chosen),
        weights=tuple((place, cue.weight) for place, cue in cues),
        learned=dict(by_words),
    )


def _phrases(entries: Sequence[str], notation: Notation) -> list[Phrase]:
    return [phrase for entry in entries for phrase in notation.phrases(entry)]
