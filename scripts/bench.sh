#!/bin/sh
# Every module of tests/bench is a program that prints its own figures.
set -eu
cd "$(dirname "$0")/.."
for file in tests/bench/[a-z]*.py; do
    [ -e "$file" ] || continue
    echo "== $(basename "$file" .py)"
    .venv/bin/python -m "tests.bench.$(basename "$file" .py)"
done
