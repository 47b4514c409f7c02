#!/bin/sh
# Compiles the Windows installer on Debian against a stand-in payload: the script is whole, and what it makes is no product.
#
#     sh installers/windows/compile.sh OUT
set -eu
out=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v makensis >/dev/null || { echo "makensis is missing: apt-get install nsis" >&2; exit 3; }
payload=$(mktemp -d)
trap 'rm -rf "$payload"' EXIT
mkdir -p "$payload/_internal" "$payload/models" "$out"
for name in sunlit-kiosk.exe sunlit-proxy.exe _internal/stand-in.txt models/stand-in.txt; do
    echo "a stand-in, no program" >"$payload/$name"
done
cp "$here/assigned_access.ps1" "$here/sunlit.nsi" "$payload"
(cd "$payload" && makensis -V2 -WX -DPAYLOAD="$payload" -DVERSION="${2:-0.1.0}" sunlit.nsi)
cp "$payload"/sunlit-window-*-setup.exe "$out"
ls -l "$out"/sunlit-window-*-setup.exe
