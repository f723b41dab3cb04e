#!/usr/bin/env bash
# The one command: ./build.sh builds, tests and packs; ./build.sh --target=NAME does one thing (see build.cake).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

as_root() {
    if [[ $(id -u) -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

# Tests of the shared store start a Redis of their own on a free port, so its program has to be there.
# Whatever goes wrong here is a warning: everything else can be built and tested without it.
ensure_redis() {
    [[ "${INTERCEPTION_NO_REDIS:-}" == 1 ]] && return 0
    command -v redis-server >/dev/null && return 0

    echo "No redis-server on PATH: installing it (INTERCEPTION_NO_REDIS=1 skips this)."
    if command -v apt-get >/dev/null \
        && as_root apt-get update -qq \
        && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server >/dev/null
    then
        return 0
    fi

    echo "WARNING: redis-server could not be installed. Tests that need it will not run;" \
        "install it by hand (Debian: apt-get install redis-server) or set INTERCEPTION_NO_REDIS=1." >&2
}

ensure_redis </dev/null
dotnet tool restore
# The script cache (./tools/cache) saves about 4 s per start; a changed build.cake is compiled anew.
exec dotnet cake build.cake --settings_enablescriptcache=true "$@"
