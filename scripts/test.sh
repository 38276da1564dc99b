#!/bin/sh
# Everything, from a clean clone. What the tests need from the system is installed on Debian as root, else said.
set -eu
cd "$(dirname "$0")/.."
scripts/prepare.sh develop
scripts/system_packages.sh
scripts/lint.sh
echo "== Tests"
.venv/bin/pytest -q -n 2
exec scripts/oldest_postgres.sh
