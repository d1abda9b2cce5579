"""Print the tables of data/annotated/README.md, counted anew; the calibration file is not read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from postfach_triage.annotations import TRAINING_FILES, load, split
from postfach_triage.records import Annotation

FOLDER = Path(__file__).parents[1] / "data" / "annotated"
Files = Mapping[str, list[Annotation]]


def main() -> None:
    """Print a table of sizes, then one for each property."""
    files = {stem: load(FOLDER / f"{stem}.jsonl") for stem in TRAINING_FILES}
    show(sizes(files))
    for name in ("lane", "urgency", "lang", "style"):
        print()
        show(counts(files, name))


def sizes(files: Files) -> dict[str, list[int]]:
    """Count messages, persons, sets, marked spans and both sides of the split for each file."""
    train, dev = split(row for rows in files.values() for row in rows)
    return {
        "messages": [len(rows) for rows in files.values()],
        "persons": [distinct(row.person for row in rows) for rows in files.values()],
        "contrast sets": [distinct(row.group for row in rows) for rows in files.values()],
        "marked spans": [sum(len(row.spans) for row in rows) for rows in files.values()],
        "train": per_file(train),
        "dev": per_file(dev),
    }


def counts(files: Files, name: str) -> dict[str, list[int]]:
    """Count the values of one property for each file, the most frequent first."""
    columns = [Counter(str(getattr(row, name)) for row in rows) for rows in files.values()]
    values = sum(columns, Counter[str]())
    ordered = sorted(values, key=lambda value: (-values[value], value))
    return {f"{name} {value}": [column[value] for column in columns] for value in ordered}


def per_file(rows: list[Annotation]) -> list[int]:
    """Count messages by the first letter of their id, which tells the file."""
    letters = Counter(row.id[0] for row in rows)
    return [letters[letter] for letter in TRAINING_FILES.values()]


def distinct(names: Iterable[str | None]) -> int:
    """Count the different names."""
    return len({name for name in names if name is not None})


def show(table: Mapping[str, list[int]]) -> None:
    """Print a Markdown table with one column for each file and a sum."""
    print("|", *TRAINING_FILES, "all |", sep=" | ")
    print("|---" + "|---:" * (len(TRAINING_FILES) + 1) + "|")
    for name, row in table.items():
        print(f"| {name} |", " | ".join(f"{number:,}" for number in [*row, sum(row)]), "|")


if __name__ == "__main__":
    main()
