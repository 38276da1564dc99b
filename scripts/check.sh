#!/bin/sh
set -eu
cd "$(dirname "$0")/.."
scripts/prepare.sh develop
scripts/lint.sh
echo "== Architecture, translations and engines"
exec .venv/bin/pytest -q -n 2 tests/architecture tests/engines
