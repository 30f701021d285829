#!/bin/bash
# `migcompat check` in a libvirt repository: what was released, what need not be
# read, stable branches, patches, baselines.
#
# usage: check-libvirt.sh PROGRAM TESTDATA
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

program=$(realpath "$1")
testdata=$(realpath "$2")
[ -x "$program" ] || exit 1
if ! command -v git >/dev/null; then
    echo "skipped: no git"
    exit 77
fi
top=$(mktemp -d) || exit 1
trap 'rm -rf "$top"' EXIT
cd "$top" || exit 1
export LC_ALL=C HOME=$top/home TMPDIR=$top/tmp XDG_CACHE_HOME=$top/home
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
export GIT_AUTHOR_DATE='@1700000000 +0000' GIT_COMMITTER_DATE='@1700000000 +0000'
unset NO_COLOR
mkdir home tmp
n_failed=0

complain() {
    echo "FAILED: $name: $*"
    n_failed=$((n_failed + 1))
}

# expect NAME STATUS LINES ARGUMENT...: so many findings in the brief format
expect() {
    local wanted=$2 lines=$3

    name=$1
    (cd repo && timeout 300 "$program" check --cache "$top/cache" "${@:4}" \
        --format brief) >out 2>err </dev/null
    status=$?
    if [ $status -ne "$wanted" ]; then
        complain "status $status, not $wanted: $(cat err)"
    fi
    if [ "$(wc -l <out)" -ne "$lines" ]; then
        complain "not $lines findings: $(cat out)"
    fi
}

expect_text() {
    if ! grep -qF -- "$1" out; then
        complain "no '$1' in: $(cat out)"
    fi
}

commit() {
    git add -A && git commit -q -m "$1" && git tag "$2"
}

version() {
    sed -i "s/version: '.*'/version: '$1'/" meson.build
    commit "Post-release version bump to $1" "$2"
}

# libvirt counts up at once after a release: the release is the last commit with
# the version before.
make_history() {
    local change=$testdata/rules/xml-default-changed/fires
    local code=src/qemu/qemu_domain.c

    git init -q -b master repo
    cd repo || exit 1
    cp -r "$change"/old/* .
    sed -i "s/ model='%d'\", def->model/ model='%d' speed='%u'\", def->model, def->speed/" \
        src/conf/domain_conf.c
    commit "release 9.0.0" v9.0.0
    version 9.1.0 open
    cp "$change/new/$code" $code
    commit "qemu: fill in the model of a frob" bug
    mkdir -p docs src/lxc
    echo text >docs/frob.rst
    echo 'int x;' >src/lxc/lxc_driver.c
    commit "a text, and another driver" text
    sed -i 's/^ \* What is filled in.*/ * What is filled in, and more./' $code
    commit "a comment" comment
    echo 'int y;' >src/qemu/qemu_driver.c
    commit "entry points" driver
    git checkout -q -b back
    cp "$change/old/$code" $code
    commit "qemu: take it back" cure
    git checkout -q -b cycle open
    sed -i 's/VIR_DOMAIN_FROB_MODEL_LATE }/&\n/; s/VIR_DOMAIN_FROB_MODEL_LATE/&, VIR_DOMAIN_FROB_MODEL_NEW/' \
        src/conf/domain_conf.h
    guard="if (frob->model == VIR_DOMAIN_FROB_MODEL_NEW"
    sed -i "s/^    return 0;/    $guard \&\& !frob->size)\n        frob->size = 1;\n&/" \
        $code
    commit "a model of this cycle" new
    sed -i "s/^    return 0;/    $guard)\n        frob->speed = 4;\n&/" $code
    commit "fill in the speed of the new model" new2
    git checkout -q master
    version 9.2.0 reopen
    cp "$change/old/$code" $code
    commit "qemu: do not fill in the model of a frob" late
    git checkout -q -b v9.0-maint v9.0.0
    cp "$change/new/$code" $code
    commit "qemu: fill in the model of a frob (backport)" backport
    git checkout -q master
    cd .. || exit 1
}

test_commits() {
    expect "a commit" 0 1 bug
    expect_text "src/qemu/qemu_domain.c:15: risk: backward: libvirt now fills"
    expect "severity asked for" 4 1 bug --severity risk
    expect "what is not read" 0 0 text
    expect "a comment" 0 0 comment
    expect "a version" 0 0 reopen
    expect "with a base" 0 1 text --base open
    expect "a range" 0 1 open..driver
    expect "a code file that is not read" 0 0 driver
    name="a code file that is not read, told"
    (cd repo && "$program" check --cache "$top/cache" driver) >out 2>err
    expect_text "src/qemu/qemu_driver.c"
}

test_releases() {
    expect "taken back before the release" 0 0 cure
    expect "taken back, as information" 4 1 cure --severity info
    expect_text "(as in 9.0.0 again)"
    expect "taken back after it" 0 1 late
    expect "a feature of this cycle" 0 0 new
    expect "more of a feature of this cycle" 0 0 new2
    expect "more of it, as information" 4 1 new2 --severity info
    expect_text "(no difference from 9.0.0)"
    expect "since the release" 0 1 text --all
    expect "a stable branch" 0 1 backport
    expect "a stable branch, asked for" 2 1 backport --stable
    name="each commit"
    (cd repo && "$program" check --cache "$top/cache" open..cure --each \
        --format json) >out 2>err
    expect_text '"cured_by": "'
}

test_operands() {
    git -C repo format-patch -q --stdout open..text >series.mbox
    expect "an mbox" 0 1 --base open ../series.mbox
    git -C repo checkout -q open
    expect "a clean working tree" 0 0
    cp "$testdata/rules/xml-default-changed/fires/new/src/qemu/qemu_domain.c" \
        repo/src/qemu/
    expect "a changed working tree" 0 1
    git -C repo reset -q --hard
    expect "a baseline is written" 0 1 bug --write-baseline ../known
    expect "a baseline" 0 0 bug --baseline ../known
}

make_history
test_commits
test_releases
test_operands
[ $n_failed -eq 0 ] && echo "all well" && exit 0
exit 1
