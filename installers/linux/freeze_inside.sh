#!/bin/sh
# Freezes the checkout that lies in ROOT/src/sunlit with the root's own Python.
#
#     sh installers/linux/freeze_inside.sh ROOT
set -eu
root=$1
here=$(cd "$(dirname "$0")" && pwd)
. "$here/mounts.sh"
mounted "$root"
trap 'unmounted "$root"' EXIT
chroot "$root" env LC_ALL=C.UTF-8 LD_LIBRARY_PATH=/opt/build/lib SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" HOME=/root \
    sh -ec 'cd /src/sunlit && PYTHONPATH=. /venv/bin/python -m installers.freeze'
