#!/bin/sh
# New examples of everything that is read from outside, in rounds, until the minutes are gone or something is found.
set -eu
cd "$(dirname "$0")/.."
until=$(($(date +%s) + 60 * ${1:-10}))
round=0
while [ "$(date +%s)" -lt "$until" ]; do
    round=$((round + 1))
    echo "== Round $round"
    FUZZ=long .venv/bin/pytest -q tests/fuzz
done
