#!/usr/bin/env bash
# Build the wheel and use it in an environment and a folder of its own. Usage: test_wheel.sh PYTHON
set -euo pipefail
python=$(realpath --no-symlinks "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A copy: setuptools would pack what an earlier build left in build/.
mkdir "$work/source" "$work/empty"
git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$work/source")
"$python" -m pip wheel --quiet --no-deps --no-build-isolation -w "$work" "$work/source"

"$python" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --require-hashes -r "$root/requirements.lock"
"$work/venv/bin/python" -m pip install --quiet --no-deps "$work"/*.whl

cd "$work/empty"
"$work/venv/bin/postfach-triage" --version
"$work/venv/bin/postfach-triage" score "$root/tests/data/portal_beispiel.csv" --out wheel.results.jsonl \
    || [ $? -eq 4 ]
test -s wheel.results.jsonl
"$work/venv/bin/postfach-triage" explain "Wann kommt das Geld?" > explained
grep "^Reply      zahltermin" explained
"$work/venv/bin/postfach-triage" init office
"$work/venv/bin/postfach-triage" check-config --config office > settings
# The page needs more packages than these; its files must be there.
for file in templates/review/message.html static/review/page.css static/review/keys.js migrations/0001_initial.py; do
    "$python" -m zipfile -l "$work"/*.whl | grep "postfach_triage/review/$file" > found
done
echo "wheel: works in an empty folder"
