#!/bin/sh
# The database tests once more on the oldest PostgreSQL the system has, so that nothing comes to need the newest: every
# third in each file, since what one of them asks of the database the next one asks too. EVERY=1 for all of them.
set -eu
cd "$(dirname "$0")/.."
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | head -n 1)
if [ -z "$programs" ] || [ "$(id -u)" -ne 0 ]; then
    echo "== Eldste PostgreSQL: hoppet over (kjøres som root på Debian med pakken postgresql)."
    exit 0
fi
version=$(basename "$(dirname "$programs")")
folder=$(mktemp -d /tmp/plandugnad-oldest-XXXXXX)
chown nobody "$folder"
as_nobody() { setpriv --reuid nobody --regid nogroup --clear-groups env LC_ALL=C.UTF-8 "$@"; }
stop() { as_nobody "$programs/pg_ctl" -D "$folder/cluster" -m fast -w stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT
trap 'exit 130' INT TERM HUP
cd "$folder"
as_nobody "$programs/initdb" -D "$folder/cluster" -U plandugnad -E UTF8 -A trust >"$folder.log"
as_nobody "$programs/pg_ctl" -D "$folder/cluster" -w -l "$folder/log" \
    -o "-c listen_addresses='' -k $folder -c fsync=off" start >>"$folder.log"
rm -f "$folder.log"
as_nobody "$programs/createdb" -h "$folder" -U plandugnad plandugnad
cd - >/dev/null
echo "== Database tests on PostgreSQL $version"
DATABASE_URL="postgresql://plandugnad@/plandugnad?host=$folder" .venv/bin/pytest -q -n 2 --with-database --one-in "${EVERY:-3}" \
    --ignore=tests/engines --ignore=tests/browser --ignore=tests/launch --ignore=tests/architecture
