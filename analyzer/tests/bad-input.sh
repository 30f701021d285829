#!/bin/bash
# What the program does with input that is broken, hostile or not there: the
# right exit status, one line of error, nothing run, nothing written.
#
# usage: bad-input.sh PROGRAM HEADERS
#        HEADERS: folder of libclang's own headers
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

program=$(realpath "$1")
headers=$2
[ -x "$program" ] || exit 1
top=$(mktemp -d) || exit 1
trap 'chmod -R u+rwX "$top"; rm -rf "$top"' EXIT
cd "$top" || exit 1
export LC_ALL=C HOME=$top/home TMPDIR=$top/tmp XDG_CACHE_HOME=$top/home
unset NO_COLOR
mkdir home tmp
n_failed=0

complain() {
    echo "FAILED: $*"
    n_failed=$((n_failed + 1))
}

# run NAME ARGUMENT...: puts the status into $status, output into out, err
run() {
    name=$1
    shift
    timeout 120 "$program" "$@" >out 2>err </dev/null
    status=$?
}

# What failed says why in one line and prints nothing else.
expect_failure() {
    run "$@"
    if [ $status -ne 1 ]; then
        complain "$name: status $status, not 1"
    fi
    if [ "$(wc -l <err)" -ne 1 ] || ! grep -q '^migcompat: .' err; then
        complain "$name: not one line of error: $(cat err)"
    fi
    if [ -s out ]; then
        complain "$name: it failed and printed a result"
    fi
    echo "$name: $(cat err)"
}

# Facts come out, whole, with gaps where something could not be read.
# expect_facts NAME WANTED_STATUSES ARGUMENT...
expect_facts() {
    local wanted=$2

    run "$1" "${@:3}"
    case " $wanted " in
    *" $status "*) ;;
    *) complain "$name: status $status, not in '$wanted': $(cat err)" ;;
    esac
    if ! grep -q '"schema": *"migcompat.facts/1"' out ||
        [ "$(tail -c 2 out)" != "}" ]; then
        complain "$name: no facts"
    fi
    echo "$name: status $status, $(grep -c reason out) lines with gaps"
}

expect_in_gaps() {
    if ! grep reason out | grep -qF "$1"; then
        complain "$name: no gap speaks of $1"
    fi
}

# A small tree that is QEMU's by its files. All that could be run makes a file.
make_tree() {
    local script

    mkdir -p "$1"/{hw/core,hw/misc,include/qemu,include/hw,qapi,scripts}
    echo 10.0.0 >"$1/VERSION"
    echo "project('qemu', ['c'], version: files('VERSION'))" >"$1/meson.build"
    echo 'source hw/Kconfig' >"$1/Kconfig"
    echo "DEF(\"m\", HAS_ARG, QEMU_OPTION_m, \"\", QEMU_ARCH_ALL)" \
        >"$1/qemu-options.hx"
    echo '#include <stddef.h>' >"$1/include/qemu/osdep.h"
    echo '#define HW_BOARDS_H' >"$1/include/hw/boards.h"
    echo "{ 'enum': 'OnOffAuto', 'data': [ 'auto', 'on', 'off' ] }" \
        >"$1/qapi/qapi-schema.json"
    for script in machine qdev qdev-properties; do
        echo '#include "qemu/osdep.h"' >"$1/hw/core/$script.c"
    done
    for script in configure scripts/qapi-gen.py scripts/git-submodule.sh; do
        printf '#!/bin/sh\ntouch "%s/executed"\n' "$top" >"$1/$script"
        chmod 755 "$1/$script"
    done
}

snapshot() {
    find "$1" -printf '%p %y %s %T@ %m\n' | sort
}

# check_untouched TREE: against the snapshot in the file before
check_untouched() {
    if ! snapshot "$1" | diff - before >/dev/null; then
        complain "$name: the tree was changed"
    fi
}

test_usage() {
    make_tree good
    expect_failure "no command"
    expect_failure "unknown command" frobnicate good
    expect_failure "unknown option" facts --frobnicate good
    expect_failure "unknown format" facts --format frob good
    expect_failure "missing operand" facts
    expect_failure "missing second operand" compare good
    expect_failure "operand too many" doctor good good
    expect_failure "a comparison of one" vmstate good
    expect_failure "a dump of two" vmstate --dump good good
    expect_failure "a dump of no machine type" vmstate --dump good
    expect_failure "option of another command" facts --direction both good
    expect_failure "not a number" facts -j many good
}

test_no_tree() {
    mkdir empty other
    echo 'int a;' >other/a.c
    : >empty.tar.xz
    head -c 3000 /dev/urandom >noise.tar.gz
    tar cf whole.tar good
    head -c 3000 whole.tar >cut.tar
    gzip -c whole.tar | head -c 500 >cut.tar.gz
    xz -c whole.tar | head -c -10 >cut.tar.xz
    expect_failure "nothing there" facts nowhere
    expect_failure "name with a line break" facts $'no\nwhere'
    expect_failure "empty directory" facts empty
    expect_failure "another project" facts other
    expect_failure "a file" facts other/a.c
    expect_failure "empty tarball" facts empty.tar.xz
    expect_failure "noise" facts noise.tar.gz
    expect_failure "truncated tar" facts cut.tar
    expect_failure "truncated tar.gz" facts cut.tar.gz
    expect_failure "truncated tar.xz" facts cut.tar.xz
    expect_failure "doctor of nothing" doctor nowhere
    expect_failure "comparison with nothing" compare nowhere good
}

test_saved_facts() {
    echo '{"schema": "migcompat.facts/1", "tree": {' >broken.json
    echo '{"schema": "somebody.else/7"}' >foreign.json
    : >empty.json
    expect_failure "broken facts" facts broken.json
    expect_failure "foreign schema" facts foreign.json
    expect_failure "empty facts" facts empty.json
}

test_output() {
    expect_facts "good tree" "0" facts good
    expect_failure "full device" facts good -o /dev/full
    expect_failure "no such folder" facts good -o nowhere/facts.json
    expect_failure "a folder" facts good -o home
    "$program" facts good >/dev/full 2>err
    status=$?
    if [ $status -ne 1 ] || [ "$(wc -l <err)" -ne 1 ]; then
        complain "full standard output: status $status: $(cat err)"
    fi
    echo old >kept.json
    expect_failure "old result is kept" facts nowhere -o kept.json
    if [ "$(cat kept.json)" != old ]; then
        complain "$name: it was overwritten"
    fi
    mkdir place
    run "result in a file" facts good -o place/facts.json
    run "once more" facts good -o place/facts.json
    if [ "$(ls -A place)" != facts.json ] || [ -s out ]; then
        complain "$name: $(ls -A place)"
    fi
    expect_facts "saved facts" "0" facts place/facts.json
    if ! cmp -s out place/facts.json; then
        complain "$name: they changed on the way"
    fi
}

# Marks that make a reader look at the file.
vmstate_marks='static const VMStateDescription vmstate_x = { .name = "x" };'

test_broken_sources() {
    make_tree broken
    {
        echo "$vmstate_marks"
        head -c 20000 /dev/urandom
    } >broken/hw/misc/noise.c
    head -c 20000 /dev/urandom >broken/include/hw/noise.h
    printf '%s\n#include "self.c"\n' "$vmstate_marks" >broken/hw/misc/self.c
    {
        echo "$vmstate_marks"
        printf '{%.0s' $(seq 30000)
    } >broken/hw/misc/deep.c
    printf 'static const VMStateDescription vmstate_y = { .name = "y",' \
        >broken/hw/misc/open.c
    printf '#include "/etc/passwd"\n#include "../../../secret.h"\n%s\n' \
        "$vmstate_marks" >broken/hw/misc/outside.c
    : >broken/hw/misc/empty.c
    echo 'secret_of_the_machine' >secret.h
    mkfifo broken/hw/misc/fifo.c
    echo '{ "enum": "X", ' >broken/qapi/broken.json
    snapshot broken >before
    expect_facts "broken sources" "0 8" facts broken
    expect_in_gaps hw/misc/fifo.c
    if grep -q 'root:\|secret_of_the_machine' out; then
        complain "$name: text from outside of the tree"
    fi
    check_untouched broken
    run "doctor of broken sources" doctor broken --severity info
    if [ $status -ne 0 ] && [ $status -ne 8 ]; then
        complain "$name: status $status: $(cat err)"
    fi
}

test_links() {
    make_tree linked
    mkdir outside
    echo 'static int secret_of_the_machine;' >outside/secret.c
    ln -s ../../../outside/secret.c linked/hw/misc/out.c
    ln -s "$top/outside" linked/hw/absolute
    ln -s . linked/hw/loop
    ln -s loop-b.c linked/hw/misc/loop-a.c
    ln -s loop-a.c linked/hw/misc/loop-b.c
    snapshot linked >before
    expect_facts "links" "0 8" facts linked
    expect_in_gaps hw/misc/out.c
    if grep -q secret_of_the_machine out; then
        complain "$name: text from outside of the tree"
    fi
    check_untouched linked
}

# Root reads everything; without the capability to, it cannot.
without_privileges() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --bounding-set=-dac_override,-dac_read_search \
            --inh-caps=-all "$@"
    else
        "$@"
    fi
}

test_unreadable_file() {
    make_tree closed
    echo "$vmstate_marks" >closed/hw/misc/closed.c
    chmod 0 closed/hw/misc/closed.c
    if ! without_privileges true 2>err ||
        without_privileges cat closed/hw/misc/closed.c >out 2>&1; then
        echo "unreadable file: not tested, everything can be read here"
        return
    fi
    name="unreadable file"
    without_privileges "$program" facts closed >out 2>err
    status=$?
    if [ $status -ne 8 ]; then
        complain "$name: status $status, not 8: $(cat err)"
    fi
    expect_in_gaps hw/misc/closed.c
}

test_revisions() {
    expect_failure "no repository" facts good@v1
    if ! command -v git >/dev/null; then
        echo "revisions: not tested, there is no git"
        return
    fi
    make_tree repository
    (
        cd repository || exit 1
        git init -q .
        printf '#!/bin/sh\ntouch "%s/executed"\n' "$top" >.git/hooks/run
        chmod 755 .git/hooks/run
        echo '* filter=run' >.gitattributes
        git add .
        git -c user.name=A -c user.email=a@example.org commit -q -m x
        for hook in post-checkout reference-transaction pre-auto-gc; do
            cp .git/hooks/run .git/hooks/$hook
        done
        git config filter.run.smudge "$PWD/.git/hooks/run"
        git config core.fsmonitor "$PWD/.git/hooks/run"
    ) || complain "revisions: git failed"
    snapshot repository >before
    expect_failure "no such revision" facts repository@nowhere
    expect_facts "revision" "0" facts repository@HEAD
    check_untouched repository
}

# An installed program may lack what the machine has to bring along. Files
# would be read wrongly, and silence would look like a result.
test_machine() {
    local folder

    make_tree machine
    for folder in "$headers" /usr/include; do
        name="without $folder"
        if ! unshare -m mount -t tmpfs none "$folder" 2>/dev/null; then
            echo "$name: not tested, it cannot be hidden here"
            continue
        fi
        unshare -m bash -c 'mount -t tmpfs none "$1" && "${@:2}"' hide \
            "$folder" "$program" facts --no-cache machine >out 2>err
        status=$?
        if [ $status -ne 1 ] || [ -s out ] || [ "$(wc -l <err)" -ne 1 ] ||
            ! grep -q 'are not installed' err; then
            complain "$name: status $status: $(cat err)"
        fi
        echo "$name: $(cat err)"
    done
}

test_usage
test_machine
test_no_tree
test_saved_facts
test_output
test_broken_sources
test_links
test_unreadable_file
test_revisions
name="all of it"
if [ -e executed ]; then
    complain "something of a tree was run"
fi
rm -f home/migcompat/cache.sqlite
rmdir home/migcompat
if [ -n "$(find tmp home -mindepth 1)" ]; then
    complain "something was left behind: $(find tmp home)"
fi
exit $((n_failed > 0))
