#!/bin/sh
# The modules of tests/bench that are programs, each of which prints its own figures. One alone: scripts/bench.sh portfolio
set -eu
cd "$(dirname "$0")/.."
for name in ${*:-$(grep -l '__main__' tests/bench/*.py | xargs -n 1 basename -s .py)}; do
    echo "== $name"
    .venv/bin/python -m "tests.bench.$name"
done
