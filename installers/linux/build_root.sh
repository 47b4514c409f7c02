#!/bin/sh
# A root of Debian 11 (glibc 2.31) in which the programs are frozen, so that they start on systems of that age. Python,
# OpenSSL and SQLite are built in it from Debian 12's sources, which Debian still mends; Python's packages come from the lock.
# Each stage is done once; a root that is there is used again.
#
#     sh installers/linux/build_root.sh ROOT SHIPPED.lock       as root, with debootstrap
set -eu
root=$1
lock=$2
mirror=${SUNLIT_MIRROR:-http://deb.debian.org/debian}
here=$(cd "$(dirname "$0")" && pwd)
inside() { LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
stage() { [ ! -e "$root/.stage-$1" ]; }
done_with() { touch "$root/.stage-$1"; }

. "$here/mounts.sh"

if stage system; then
    [ -e "$root/bin/sh" ] || debootstrap --variant=minbase --include=ca-certificates bullseye "$root" "$mirror"
    printf 'deb %s bullseye main\ndeb-src %s bookworm main\n' "$mirror" "$mirror" >"$root/etc/apt/sources.list"
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    done_with system
fi
mounted "$root"
trap 'unmounted "$root"' EXIT

if stage tools; then
    inside apt-get update
    # to build Python; to freeze; what Qt links to and PyInstaller therefore looks for
    inside apt-get install -y --no-install-recommends build-essential dpkg-dev zlib1g-dev libbz2-dev liblzma-dev \
        libffi-dev uuid-dev tcl perl autoconf automake libtool binutils patchelf \
        libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1 \
        libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 \
        libxcb-render-util0 libxcb-image0 libxcb-util1 libportaudio2 libwayland-client0 \
        libwayland-cursor0 libwayland-egl1 libasound2
    done_with tools
fi

if stage sources; then
    mkdir -p "$root/src"
    inside sh -c 'cd /src && apt-get source --download-only openssl sqlite3 expat python3.11 &&
        for each in *.dsc; do rm -rf "${each%%_*}"; dpkg-source --no-check -x "$each" "${each%%_*}"; done'
    done_with sources
fi

if stage sqlite; then
    inside sh -ec 'cd /src/sqlite3 && ./configure --prefix=/opt/build --disable-static --disable-tcl --disable-readline \
        CFLAGS="-O2 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_SECURE_DELETE" &&
        make -j2 && make install'
    done_with sqlite
fi
if stage expat; then
    inside sh -ec 'cd /src/expat/expat && bash buildconf.sh && ./configure --prefix=/opt/build --disable-static \
        --without-docbook --without-tests --without-examples --without-xmlwf && make -j2 && make install'
    done_with expat
fi
if stage openssl; then
    inside sh -ec 'cd /src/openssl && ./Configure linux-x86_64 --prefix=/opt/build --libdir=lib --openssldir=/etc/ssl \
        shared no-tests no-legacy && make -j2 build_sw && make install_sw'
    done_with openssl
fi
if stage python; then
    # a mend that Debian took over uses what is inside Python, which a module apart has to ask for
    sed -i '1i #define Py_BUILD_CORE_MODULE 1' "$root/src/python3.11/Modules/pyexpat.c"
    inside sh -ec 'rm -rf /opt/build/lib/python3.11 && cd /src/python3.11 && ./configure --prefix=/opt/build --enable-shared --with-openssl=/opt/build \
        --with-openssl-rpath=auto --with-ensurepip=no --with-system-expat CPPFLAGS=-I/opt/build/include \
        LDFLAGS="-L/opt/build/lib -Wl,-rpath,/opt/build/lib" && make -j2 && make install'
    done_with python
fi

if ! cmp -s "$lock" "$root/shipped.lock"; then
    # pip itself comes from the lock too: its wheel runs without being installed
    cp "$lock" "$root/wanted.lock"
    rm -rf "$root/wheels" "$root/venv"
    mkdir -p "$root/wheels"
    sed -n '/^pip==/,/[^\\]$/p' "$lock" >"$root/pip.lock"
    "${PYTHON:-python3}" -m pip download -q --no-deps --require-hashes --only-binary :all: --dest "$root/wheels" \
        --requirement "$root/pip.lock"
    inside /opt/build/bin/python3.11 -m venv --without-pip /venv
    inside sh -ec 'PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_DISABLE_PIP_VERSION_CHECK=1; export PIP_CERT
        pip="/venv/bin/python /wheels/$(ls /wheels | grep ^pip-)/pip"
        sed -n "/^setuptools==/,/[^\\\\]$/p" /wanted.lock >/setuptools.lock
        $pip install -q --no-deps --require-hashes --only-binary :all: --requirement /setuptools.lock
        $pip install -q --no-deps --require-hashes --only-binary :all: --no-binary jieba,srt --no-build-isolation \
            --use-pep517 --requirement /wanted.lock'
    mv "$root/wanted.lock" "$root/shipped.lock"
fi
inside /venv/bin/python -c 'import ssl, sqlite3; print("Python", ssl.OPENSSL_VERSION, "SQLite", sqlite3.sqlite_version)'
