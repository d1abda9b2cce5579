"""Draw the list of ordinary words from the training messages and write it into the package.

Words of marked names and known first names are left out, and so is everything a dev person
wrote. more_persons.jsonl is not read: its writers are what redaction is measured on.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from postfach_triage.annotations import load, split
from postfach_triage.preprocess.name_runs import FIRST, WORD, key
from postfach_triage.records import Annotation

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "annotated"
STEMS = ("by_intent", "by_person", "contrast", "rare")
TARGET = ROOT / "src" / "postfach_triage" / "preprocess" / "ordinary_words.txt"
# A word of a name is ordinary all the same where it mostly is no name (Frau Kurz).
OFTEN = 5


def main() -> None:
    """Write the list, one word a line, in order."""
    train, _ = split(row for stem in STEMS for row in load(FOLDER / f"{stem}.jsonl"))
    words = ordinary(train)
    TARGET.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words):,} words in {TARGET.relative_to(ROOT)}")


def ordinary(rows: Iterable[Annotation]) -> list[str]:
    """Return the folded words that are no names, in order."""
    outside, inside = Counter[str](), Counter[str]()
    for row in rows:
        for word in WORD.finditer(row.text):
            labels = {s.label for s in row.spans if s.start <= word.start() < s.end}
            counter = inside if "NAME" in labels else None if labels else outside
            if counter is not None:
                counter[key(word.group())] += 1
    return sorted(w for w in outside if w not in FIRST and outside[w] > OFTEN * inside[w])


if __name__ == "__main__":
    main()
