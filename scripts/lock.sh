#!/bin/sh
# For every system and Python version we support, with hashes, without the address of the registry they came from.
set -eu
cd "$(dirname "$0")/.."
for name in run develop; do
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
        --no-header "requirements/$name.in" -o "requirements/$name.txt"
done
