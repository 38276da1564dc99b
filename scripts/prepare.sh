#!/bin/sh
# Makes .venv with the locked packages and this project in it. Usage: scripts/prepare.sh run|develop
# Does nothing when everything is in place.
set -eu
cd "$(dirname "$0")/.."
lock=${1:-run}
here=$(pwd)
stamp=.venv/.prepared-$lock
half=.venv/.half-made
log=.venv/install.log
# Somebody else's settings for Python and pip must not steer what goes into our own .venv.
unset PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_REQUIRE_HASHES || true

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

is_new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    found=
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        is_new_enough "$name" || continue
        found=$name
        "$name" -c 'import venv, ensurepip' >/dev/null 2>&1 && echo "$name" && return
    done
    [ -z "$found" ] || stop "Python mangler delen som lager egne miljøer (venv): på Debian og Ubuntu hentes den med «apt install python3-venv»."
    stop "Plandugnad trenger Python 3.11 eller nyere: på Debian og Ubuntu hentes det med «apt install python3 python3-venv», ellers fra python.org."
}

fingerprint() {
    echo "$here"
    cat "requirements/$1.txt" requirements/run.in pyproject.toml scripts/dependencies.py | cksum
}

# Runs a command in the background with its output in the log, and counts seconds on one line.
slowly() {
    sentence=$1
    shift
    "$@" >>"$log" 2>&1 &
    job=$!
    trap 'kill $job 2>/dev/null; echo; exit 130' INT TERM HUP
    started=$(date +%s)
    printf '%s …' "$sentence"
    while kill -0 "$job" 2>/dev/null; do
        sleep 0.5 2>/dev/null || sleep 1
        [ ! -t 1 ] || printf '\r%s … %s s' "$sentence" "$(($(date +%s) - started))"
    done
    code=0
    wait "$job" || code=$?
    trap - INT TERM HUP
    [ -t 1 ] && echo || printf ' %s s\n' "$(($(date +%s) - started))"
    [ "$code" -eq 0 ] || { tail -n 5 "$log" >&2; stop "Det gikk ikke: sjekk nettet, og prøv igjen. Alt som ble sagt, står i $here/$log."; }
}

make_environment() {
    if [ -e .venv ]; then
        moved=$(cat .venv/.prepared-* 2>/dev/null | head -n 1)
        if [ -e "$half" ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1 || [ "${moved:-$here}" != "$here" ]; then
            rm -rf .venv
        fi
    fi
    if [ ! -e .venv ]; then
        python=$(find_python)
        mkdir .venv
        : >"$half"
        slowly "Lager et eget Python-miljø" "$python" -m venv .venv
    fi
}

pip_install() {
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --root-user-action=ignore \
        --no-warn-script-location --progress-bar off --no-deps "$@"
}

[ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint "$lock")" ] || exit 0
make_environment
: >"$half"
: >"$log"
slowly "Henter pakkene (bare første gang, et minutt eller to)" pip_install --no-compile --require-hashes -r "requirements/$lock.txt"
slowly "Legger inn Plandugnad" pip_install --no-build-isolation --no-index --editable .
slowly "Gjør pakkene raske å starte" .venv/bin/python -m compileall -q -j 0 .venv/lib
fingerprint run >.venv/.prepared-run # what developing needs holds what running needs
fingerprint "$lock" >"$stamp"
rm -f "$half"
