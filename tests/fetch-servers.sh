#!/usr/bin/env bash
# Unpacks Debian's nginx, Caddy and Apache into a folder, for the tests of what they are told of the
# site. Nothing is installed, so no server starts and no administrator is asked. Where that cannot
# be done, those tests are left out, and say so.
set -euo pipefail
folder=$1
rm -rf "$folder"
mkdir -p "$folder/packages"
touch "$folder/ready"
command -v apt-get dpkg >/dev/null || exit 0
cd "$folder/packages"
packages=(nginx nginx-common libnginx-mod-http-brotli-static caddy apache2-bin libapr1 libaprutil1)
if ! apt-get download -qq "${packages[@]}" 2>/dev/null; then
    # The lists of packages may be old, or not there; only an administrator may fetch them.
    { apt-get update -qq || sudo -n apt-get update -qq; } >/dev/null 2>&1 || true
    apt-get download -qq "${packages[@]}" || exit 0
fi
for package in *.deb; do
    dpkg --extract "$package" "$folder"
done
rm -rf "$folder/packages"
