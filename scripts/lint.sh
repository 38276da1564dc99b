#!/bin/sh
# What is settled without running the product.
set -eu
cd "$(dirname "$0")/.."
export PLANDUGNAD_SECRET_KEY=only-for-checking DATABASE_URL=postgresql:///unused
echo "== Lint" && .venv/bin/ruff check --quiet .
echo "== Format" && .venv/bin/ruff format --quiet --check .
echo "== Templates" && find plandugnad -name '*.html' -print0 | xargs -0 -r .venv/bin/djade --check --target-version 5.2
echo "== Types" && .venv/bin/mypy
echo "== Import contracts" && .venv/bin/lint-imports --no-cache
echo "== Numbers" && .venv/bin/python scripts/numbers.py
