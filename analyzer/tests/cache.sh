#!/bin/bash
# Whatever the cache holds, the program says the same: without one, with an
# empty one, with all facts in it, with the files' ir in it, after changes.
#
# usage: cache.sh PROGRAM TESTDATA CASE...
#        CASE: folder below TESTDATA/extract with tree/
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

program=$1 testdata=$2
shift 2
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
export GIT_CEILING_DIRECTORIES=$place
failed=0

complain() {
    echo "$1: $2"
    failed=1
}

# same CASE WHAT [OPTION...]: with the cache as without.
same() {
    local case=$1 what=$2

    shift 2
    "$program" facts --quiet --no-cache --format json "$@" tree >expected
    "$program" facts --quiet --cache cache --format json "$@" tree \
        >actual 2>err
    cmp expected actual || complain "$case" "differs: $what"
    [ ! -s err ] || complain "$case" "$(cat err)"
}

check_case() {
    local case=$1 work=$place/$1 header

    mkdir -p "$work/tree"
    cd "$work" || exit 1
    case $case in
    qemu-*) cp -r "$testdata/skeleton/." tree ;;
    esac
    cp -r "$testdata/extract/$case/tree/." tree
    same "$case" "cold"
    same "$case" "facts kept"
    echo new >tree/docs.txt
    same "$case" "ir kept"
    # Every file's lines move, then only those of one header do.
    find tree -name '*.c' | while read -r file; do
        sed -i '1i /* moved */' "$file"
    done
    same "$case" "all files changed"
    header=$(find tree -name '*.h' | sort | head -n 1)
    [ -z "$header" ] || sed -i '1i /* moved */' "$header"
    same "$case" "a header changed"
    rm tree/docs.txt
    same "$case" "back, in part"
    cp -r tree elsewhere
    mv tree before
    mv elsewhere tree
    same "$case" "the tree moved"
    printf 'junk' >cache/cache.sqlite
    rm -f cache/cache.sqlite-*
    "$program" facts --quiet --cache cache --format json tree >actual 2>err
    cmp expected actual || complain "$case" "differs: broken cache"
    [ "$(grep -c 'warning: the cache' err)" = 1 ] ||
        complain "$case" "no warning of a broken cache"
}

for case in "$@"; do
    (check_case "$case"; exit $failed) || failed=1
done
exit $failed
