"""Simulate annotating: does choosing messages beat drawing them, and when do labels stop paying?

Everything starts from the same 200 labels. Each round adds 200 that a way of choosing picks by
the model so far, fits the heads anew and measures them on a fifth of the writers, who are never
in the pool. Heads alone, no rules.
Run: python benchmarks/label_choice.py [ROUNDS [DATA]]
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score

from postfach_triage import annotations
from postfach_triage.assembly import preprocessor, word_fields
from postfach_triage.classify.heads import Heads
from postfach_triage.classify.model import probabilities
from postfach_triage.classify.texts import marked_text
from postfach_triage.config.loader import load
from postfach_triage.training.crossfit import folds
from postfach_triage.training.examples import Example, prepare
from postfach_triage.training.heads import fit_heads
from postfach_triage.training.learning_curve import learning_point
from postfach_triage.training.selection import Pool, choose, uncertainty
from postfach_triage.training.vocabulary import fit_vectorizer

DATA = Path(__file__).parents[1] / "data" / "annotated"
START, BATCH = 200, 200
# That of the committed models; ranks of uncertainty hardly depend on it.
TEMPERATURE = 0.35
Pick = Callable[[Pool, int, np.random.Generator], Sequence[int]]


def _drawn(pool: Pool, n: int, random: np.random.Generator) -> Sequence[int]:
    return random.permutation(len(pool.simple))[:n].tolist()


def _unsure(pool: Pool, n: int, _: np.random.Generator) -> Sequence[int]:
    return np.argsort(-uncertainty(pool), kind="stable")[:n].tolist()


def _sample(pool: Pool, n: int, _: np.random.Generator) -> Sequence[int]:
    return choose(pool, n)


WAYS: dict[str, Pick] = {
    "sample": _sample,
    "unsure alone": _unsure,
    "drawn": _drawn,
    "drawn again": _drawn,
}


def main(rounds: int, data: Path) -> None:
    """Print a line a round and way."""
    office = load(None)
    everything, _ = annotations.split(annotations.load_training(data, intents=office.intents))
    golds = [gold for gold in everything if gold.id[0] in "pm"]
    examples = prepare(golds, preprocessor().prepare_many)
    inside, outside = folds([annotations.fold_group(gold) for gold in golds])[0]
    pool, test = [examples[i] for i in inside], [examples[i] for i in outside]
    print(f"{len(pool):,} messages in the pool, {len(test):,} to measure on", flush=True)
    print("| labels | way | top-1 | top-3 | simple at 1 % | intents seen | kappa to before |")
    for name in WAYS:
        _simulate(name, pool, test, list(office.intents), rounds)


def _simulate(
    name: str,
    pool: Sequence[Example],
    test: Sequence[Example],
    intents: list[str],
    rounds: int,
) -> None:
    random = np.random.default_rng(list(WAYS).index(name))
    start = np.random.default_rng(7).permutation(len(pool))[:START].tolist()
    labelled = dict.fromkeys(start)
    before: NDArray[np.int64] | None = None
    for turn in range(rounds + 1):
        mine = [pool[i] for i in labelled]
        heads = fit_heads(mine, fit_vectorizer(mine, word_fields()), intents, jobs=1)
        now = heads.score([marked_text(e.as_read) for e in test]).main.argmax(axis=1)
        shares = learning_point(heads, 1, len(mine), test).shares
        kappa = "-" if before is None else f"{cohen_kappa_score(before, now):.3f}"
        figures = [f"{100 * share.value:.1f}" for share in shares.values()]
        seen = len({e.main for e in mine})
        print(f"| {len(mine)} | {name} | {' | '.join(figures)} | {seen} | {kappa} |", flush=True)
        before = now
        if turn < rounds:
            rest = [i for i in range(len(pool)) if i not in labelled]
            picked = WAYS[name](_pool(heads, [pool[i] for i in rest]), BATCH, random)
            labelled.update(dict.fromkeys(rest[place] for place in picked))


def _pool(heads: Heads, examples: Sequence[Example]) -> Pool:
    texts = [marked_text(example.as_read) for example in examples]
    scores = heads.score(texts)
    simple = 1 / (1 + np.exp(-scores.lane.astype(np.float64)))
    return Pool(probabilities(scores, TEMPERATURE), simple, heads.vectorizer.transform(texts))


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 8,
        Path(sys.argv[2]) if len(sys.argv) > 2 else DATA,
    )
