#!/bin/sh
# Chromium and a font for the browser tests, GNU gettext for the translations, PostgreSQL from the system for the
# last pass. Installed by apt on Debian as root; elsewhere one sentence says what will be skipped.
set -eu
missing=
need() {
    for name in $2; do
        command -v "$name" >/dev/null 2>&1 && return
    done
    missing="$missing $1"
}
need chromium "chromium chromium-browser google-chrome"
need gettext xgettext
[ -n "$(find /usr/share/fonts -name 'DejaVuSans.ttf' 2>/dev/null | head -n 1)" ] || missing="$missing fonts-dejavu-core"
[ -n "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ] || missing="$missing postgresql"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Noen tester blir hoppet over, for dette mangler på maskinen:$missing. På Debian: sudo apt install$missing."
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
if [ ! -d /etc/postgresql-common ]; then # only the programs are wanted, not a server that starts by itself
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/no-server.conf
fi
log=$(mktemp)
echo "Installerer$missing …"
# shellcheck disable=SC2086
if ! { apt-get update && apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log" >&2
    echo "Fikk ikke installert$missing. Testene som trenger det, blir hoppet over."
fi
rm -f "$log"
