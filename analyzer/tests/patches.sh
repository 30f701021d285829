#!/bin/bash
# The patches that findings come with apply, and repair what was found.
#
# usage: patches.sh PROGRAM TESTDATA CASE...
#        CASE: folder below TESTDATA/rules with old/ and new/
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

program=$1 testdata=$2
shift 2
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
# No repository that the temporary folder may happen to be in.
export GIT_CEILING_DIRECTORIES=$place
failed=0

complain() {
    echo "$1: $2"
    failed=1
}

check_case() {
    local case=$1 work=$place/$1

    mkdir -p "$work/old" "$work/new"
    cp -r "$testdata/skeleton/." "$work/old"
    cp -r "$testdata/skeleton/." "$work/new"
    cp -r "$testdata/rules/$case/." "$work"
    cd "$work" || exit 1
    "$program" compare --quiet --no-cache old new >report
    sed -n '/^    --- a\//,/^$/ { /^$/!s/^    //p }' report >patch
    if [ ! -s patch ]; then
        complain "$case" "no patch in the report"
        return
    fi
    (cd new && git apply ../patch) || complain "$case" "does not apply"
    "$program" compare --quiet --no-cache --format brief old new >again
    [ ! -s again ] || complain "$case" "still found: $(cat again)"
}

if ! command -v git >/dev/null; then
    echo "skipped: no git"
    exit 77
fi
for case in "$@"; do
    (check_case "$case"; exit $failed) || failed=1
done
exit $failed
