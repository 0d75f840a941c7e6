#!/usr/bin/env bash
# Installs Debian's Chromium where this user may; says what to do where not.
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
    run=()
elif sudo -n true 2>/dev/null; then
    run=(sudo)
else
    echo "The browser tests need Chromium: install the package 'chromium' and run make again." >&2
    exit 1
fi
"${run[@]}" apt-get update -qq
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
