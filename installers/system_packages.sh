#!/bin/sh
# What the product needs from Debian besides Python's own packages. Installs what is missing where it may,
# and otherwise says which command to run.
#
#     sh installers/system_packages.sh run test
set -eu

# What PySide6's window and picture plugins link to, offscreen and on an X screen; sound; the second reader.
run="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0
libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0 libxcb-sync1
libxcb-xfixes0 libxcb-xkb1 libportaudio2 tesseract-ocr tesseract-ocr-chi-sim"
# A second reader for what a finger writes; it knows rare characters, but a site may do without it.
pen="libzinnia0 tegaki-zinnia-simplified-chinese"
# An officer's browser, in which a demo and the tests walk the desk.
browser="chromium"
# The tests open our files with other people's tools, run a province's database and live by wrong clocks.
test="age poppler-utils postgresql faketime $browser $pen"
# PyInstaller reads libraries with objdump, and puts Python's own library, which Debian keeps apart, into the build.
freeze="binutils"
# Packages are made in a root of an older Debian, and tried in clean ones without a network.
packages="debootstrap dpkg-dev iproute2 util-linux"

python_packages() {  # Debian keeps venv in a package of its own
    "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 …" >&2
        exit 1
    }
    "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || echo "python3-venv"
}

python_library() {
    "${PYTHON:-python3}" -c 'import sys; print("libpython3.%d" % sys.version_info[1] if sys.base_prefix == "/usr" else "")'
}

installed() {  # newer Debians renamed some libraries when time became 64 bits wide
    for spelling in "$1" "$1t64"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$spelling" 2>/dev/null)" = installed ] && return 0
    done
    return 1
}

wanted=""
for list in "$@"; do
    case $list in
    python) names=$(python_packages) ;;
    run) names=$run ;;
    pen) names=$pen ;;
    browser) names=$browser ;;
    test) names=$test ;;
    packages) names=$packages ;;
    freeze) names="$freeze $(python_library)" ;;
    *) echo "no such list: $list" >&2; exit 64 ;;
    esac
    wanted="$wanted $names"
done

if ! command -v apt-get >/dev/null; then
    echo "This is no Debian. Please see to the equivalents of:" $wanted
    exit 0
fi

missing=""
for name in $wanted; do
    installed "$name" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "These system packages are missing:$missing" >&2
    echo "Please run:  sudo apt-get update && sudo $install" >&2
    exit 1
fi
here=$(dirname "$0")
sh "$here/logged.sh" "Looking up Debian's packages" $as_root apt-get update
sh "$here/logged.sh" "Installing $(echo $missing | wc -w) of Debian's packages" $as_root env DEBIAN_FRONTEND=noninteractive $install
