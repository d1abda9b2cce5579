#!/usr/bin/env bash
# Score an export and explain three messages. Usage: demo.sh PROGRAM EXPORT
set -euo pipefail
program=$1
export=$2

# 4 = finished, but some rows failed: the bundled export holds bad rows on purpose.
"$program" score "$export" --with-text --out demo.results.jsonl || [ $? -eq 4 ]

for message in \
    "hallo anbei meine lohnabrechnung von oktober, lg" \
    "Danke für den Bescheid. Ich bin damit aber nicht einverstanden." \
    "wir haben seit heute kein strom mehr, mein baby ist 3 monate"; do
    printf '\n> %s\n' "$message"
    "$program" explain "$message"
done
