#!/usr/bin/env bash
# Pin every package anew, with hashes and without addresses. Usage: lock.sh PIP_COMPILE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CUSTOM_COMPILE_COMMAND="make lock"
compile=("$1" --quiet --generate-hashes --allow-unsafe --strip-extras
    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host)

"${compile[@]}" --upgrade --all-extras -o requirements-all.lock pyproject.toml
"${compile[@]}" --upgrade -c requirements-all.lock -o requirements.lock pyproject.toml
printf 'pytest\nhypothesis\npytest-xdist\n' |
    "${compile[@]}" --upgrade -c requirements-all.lock -o requirements-test.lock -
