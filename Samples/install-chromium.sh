#!/bin/sh
# Installs Debian's Chromium for the browser tests, unless there is one already. Set CHROMIUM_PATH to use another.
set -eu

if [ -x "${CHROMIUM_PATH:-/usr/bin/chromium}" ]; then
    exit 0
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
    $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
}

if ! install >"$log" 2>&1; then
    cat "$log" >&2
    echo "Chromium could not be installed; the log is above. Install it by hand and set CHROMIUM_PATH to its path." >&2
    exit 1
fi
