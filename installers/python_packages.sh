#!/bin/sh
# Python's packages for the project, into the environment of the Python that is named: exactly those of requirements.lock,
# each by its SHA-256, and as wheels, which run nothing while they are installed. Two exist as source alone and are built
# with the setuptools that was checked before, not with one that pip would fetch unchecked; so is the project itself.
#
#     sh installers/python_packages.sh .venv/bin/python
set -eu
checked="$1 -m pip --disable-pip-version-check install --no-deps --require-hashes --only-binary :all:"
mkdir -p build
sed -n '/^setuptools==/,/[^\\]$/p' requirements.lock >build/setuptools.lock
$checked --requirement build/setuptools.lock
$checked --no-binary jieba,srt --no-build-isolation --use-pep517 --requirement requirements.lock
$1 -m pip --disable-pip-version-check install --no-deps --no-build-isolation --no-index --editable .
