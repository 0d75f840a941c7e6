#!/usr/bin/env bash
# Installs packages of Debian that the tests need, where this user may; says what to do where not.
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
    run=()
elif sudo -n true 2>/dev/null; then
    run=(sudo)
else
    echo "The tests need $*: install the packages of these names and run make again." >&2
    exit 1
fi
"${run[@]}" apt-get update -qq
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
