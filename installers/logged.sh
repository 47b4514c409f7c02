#!/bin/sh
# One step of the set-up: says in a line what it does; what its programs print goes to build/setup.log, and its end is
# shown where the step fails. apt is waited for while another program, such as a desktop's own updates, holds it: its own
# DPkg::Lock::Timeout covers one of its three locks only.
#
#     sh installers/logged.sh "what is done" PROGRAM ARGUMENT…
set -eu
what=$1
shift
log=build/setup.log
patience=${SUNLIT_APT_PATIENCE:-600}
mkdir -p build
step=$(mktemp)
trap 'rm -f "$step"' EXIT
echo "$what …"
waited=0
while ! LC_ALL=C "$@" >"$step" 2>&1; do
    cat "$step" >>"$log"
    if grep -qE "Could not (get|open) lock|Unable to (lock|acquire the dpkg)" "$step" && [ "$waited" -lt "$patience" ]; then
        [ "$waited" -gt 0 ] || echo "  another program is using apt; waiting for it"
        sleep 2
        waited=$((waited + 2))
        continue
    fi
    tail -n 25 "$step" >&2
    echo "This did not work: $what. All of it stands in $log" >&2
    exit 1
done
cat "$step" >>"$log"
