#!/usr/bin/env bash
# Add the KERN style sheet and its fonts to the page. Usage: add_kern.sh BIN
set -euo pipefail
bin=$(realpath --no-symlinks "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/src/postfach_triage/review/static/review/kern
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/scripts/npm_file.sh" "$bin" @kern-ux/native 2.7.2 b82c23c35a198e60ee4c53c5d14911432437f03802441b7473e8d7003795adb0 "$work"
rm -rf "$target"
mkdir -p "$target/fonts/fira-sans"
cp "$work/package/dist/kern.min.css" "$work"/package/LICENSE* "$target"
cp "$work/package/dist/fonts/fira-sans.css" "$target/fonts"
cp "$work"/package/dist/fonts/fira-sans/*.woff2 "$target/fonts/fira-sans"
echo "KERN is in place; wheels built from here carry it"
