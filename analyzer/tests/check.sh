#!/bin/bash
# `migcompat check` from end to end: revisions, ranges, working trees, series of
# patches, releases, remedies, baselines, hostile input.
#
# usage: check.sh PROGRAM TESTDATA
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

# run NAME ARGUMENT...: in the repository; status into $status, output into
# out, err
run() {
    name=$1
    shift
    (cd repo && timeout 300 "$program" check --cache "$top/cache" "$@") \
        >out 2>err </dev/null
    status=$?
}

# expect NAME STATUS LINES ARGUMENT...: so many findings in the brief format
expect() {
    local wanted=$2 lines=$3

    run "$1" "${@:4}" --format brief
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

expect_failure() {
    local words=$2

    run "$1" "${@:3}"
    if [ $status -ne 1 ] || [ "$(wc -l <err)" -ne 1 ] || [ -s out ]; then
        complain "status $status, output: $(cat out err)"
    fi
    if ! grep -qF -- "$words" err; then
        complain "no '$words' in: $(cat err)"
    fi
}

commit() {
    git add -A && git commit -q --allow-empty -m "$1" && git tag "$2"
}

edit() {
    sed -i "$1" "$2"
}

# The history of three releases.
make_history() {
    git init -q -b main repo
    cd repo || exit 1
    cp -r "$testdata"/skeleton/* .
    rm README.md
    cp -r "$testdata"/rules/default-changed-without-compat/fires/old/* .
    echo build/ >.gitignore
    echo 8.2.0 >VERSION
    commit "release 8.2.0" v8.2.0
    echo 8.2.50 >VERSION
    commit "open the 9.0 cycle" open
    edit 's/queues, 4/queues, 8/' hw/misc/frob.c
    commit "frob: have eight queues" bug
    echo text >README.rst
    commit "a text" text
    echo 9.0.0 >VERSION
    commit "release 9.0.0" v9.0.0
    echo 9.0.50 >VERSION
    commit "open the 9.1 cycle" reopen
    edit 's/queues, 8/queues, 16/' hw/misc/frob.c
    commit "frob: have sixteen queues" again
    edit 's/queues, 16/queues, 8/' hw/misc/frob.c
    commit "frob: have eight queues again" cure
    edit 's/hw_compat_8_2\[\] = {};/hw_compat_8_2[] = {\n    { "frob", "queues", "4" },\n};/' \
        hw/core/machine.c
    commit "machine: frob had four queues in 8.2" late
    git checkout -q -b moves
    git mv hw/misc/frob.c hw/misc/moved.c
    commit "frob: move" move
    edit 's/queues, 8/queues, 32/' hw/misc/moved.c
    commit "frob: have 32 queues" moved
    sed 's/frob/blob/g' hw/misc/moved.c >hw/misc/blob.c
    commit "blob: new device" blob
    edit 's/queues, 32/queues, 64/' hw/misc/blob.c
    commit "blob: have 64 queues" blob2
    git checkout -q -b broken open
    edit 's/FrobState, queues, 4/FrobState, absent, 8/' hw/misc/frob.c
    commit "frob: does not compile" broken
    git checkout -q -b stable-8.2 v8.2.0
    echo 8.2.1 >VERSION
    commit "release 8.2.1" v8.2.1
    edit 's/queues, 4/queues, 8/' hw/misc/frob.c
    commit "frob: have eight queues (backport)" backport
    git checkout -q main
    cd .. || exit 1
}

snapshot() {
    find repo -printf '%p %y %s %T@ %m\n' | sort
}

test_revisions() {
    expect "a commit" 0 1 bug
    expect_text "hw/misc/frob.c:16: guest-visible: both: default of frob.queues"
    expect "a commit, severity asked for" 4 1 bug --severity guest-visible
    expect "a text" 0 0 text
    expect "a version" 0 0 reopen
    expect "with a base" 0 1 text --base open
    expect "a range" 0 1 open..text
    expect "a range to HEAD" 0 0 late..
    expect "both sides" 0 0 main...late
    expect "what another branch has is not ours" 0 1 stable-8.2...bug
    expect "what does not compile is not gone" 8 0 broken
    run "what does not compile, as text" broken
    expect_text "does not compile: no member named 'absent'"
    run "as JSON" bug --format json
    expect_text '"checked": { "what": "bug", "changed": [ "hw/misc/frob.c" ]'
    run "as text" bug
    expect_text "1 guest-visible"
    git clone -q --bare repo bare.git
    run "a bare repository" --repo ../bare.git bug --format brief
    expect_text "frob.queues"
    run "a folder within" --repo hw/misc bug --format brief
    expect_text "frob.queues"
    git -C repo worktree add -q ../linked bug
    run "a linked working tree" --repo ../linked HEAD --format brief
    expect_text "frob.queues"
    git -C repo worktree remove ../linked
}

test_releases() {
    expect "broken in the cycle" 0 1 again
    expect "taken back before the release" 0 0 cure
    expect "taken back, as information" 4 1 cure --severity info
    expect_text "(as in 9.0.0 again)"
    expect "a late repair" 0 1 late
    expect_text "risk: both:"
    expect_text "trades 8.2.0 <->"
    expect_text "for 9.0.0 <->"
    expect "since the release" 0 1 text --all
    expect "a file is renamed" 0 0 move
    expect "a file was renamed in the cycle" 0 1 moved
    expect "a new device" 0 0 blob
    expect "a device that was never released" 0 0 blob2
    expect "a device that was never released, as information" 4 1 blob2 \
        --severity info
    expect_text "(not in 9.0.0)"
    expect "a stable branch" 0 1 backport
    expect "a stable branch, asked for" 2 1 backport --stable
    expect_failure "no stable branch" "is a version in development" bug --stable
    run "each commit" reopen..late --each --format json
    expect_text '"cured_by": "'
    run "each commit as text" reopen..late --each
    expect_text "introduces guest-visible"
    expect_text "      cured by: "
    expect_text "  cures guest-visible"
}

test_working_tree() {
    expect "a clean working tree" 0 0
    edit 's/queues, 8/queues, 32/' repo/hw/misc/frob.c
    expect "a changed file" 0 1
    mkdir repo/build
    cp repo/hw/misc/frob.c repo/build/
    expect "a file that is ignored" 0 1
    git -C repo add hw
    expect "a change in the index" 0 1
    git -C repo reset -q --hard
    rm repo/hw/misc/frob.c
    expect "a file that is gone" 2 1
    git -C repo reset -q --hard
    sed 's/"frob/"blob/' repo/hw/misc/frob.c >repo/hw/misc/blob.c
    expect "a file that is new" 0 0
    rm -r repo/hw/misc/blob.c repo/build
    run "a bare repository has none" --repo ../bare.git
    [ $status -eq 1 ] || complain "status $status"
}

# What the tree cannot show is told, also if nothing else changes.
test_unreadable() {
    head -c $((17 << 20)) /dev/zero >repo/hw/misc/big.c
    run "a large file"
    [ $status -eq 8 ] || complain "status $status"
    expect_text "hw/misc/big.c"
    expect_text "larger than 16 MiB"
    rm repo/hw/misc/big.c
    ln -s /etc/passwd repo/hw/misc/outside.c
    run "a link out of the tree" --format json
    expect_text "hw/misc/outside.c"
    if grep -q root: out; then
        complain "text from outside: $(cat out)"
    fi
    rm repo/hw/misc/outside.c
}

# A commit whose folders hold one another, 2^24 files in all.
test_many_files() {
    local i tree blob

    name="a great many files"
    git clone -q --bare repo many.git
    blob=$(git -C many.git rev-parse bug:hw/misc/frob.c)
    tree=$(printf '100644 blob %s\ta.c\n' "$blob" | git -C many.git mktree)
    for i in $(seq 24); do
        tree=$(printf '040000 tree %s\ta\n040000 tree %s\tb\n' \
            "$tree" "$tree" | git -C many.git mktree)
    done
    git -C many.git tag many "$(git -C many.git commit-tree -p bug -m many \
        "$tree")"
    expect_failure "a great many files" "more than 1000000 files" \
        --repo ../many.git many
}

test_patches() {
    local patches

    git -C repo format-patch -q -o ../series reopen..late
    git -C repo format-patch -q --cover-letter --stdout reopen..late >series.mbox
    git -C repo diff open bug >plain.diff
    patches=$(printf '../%s\n' series/*.patch)
    expect "a series of files" 0 1 --base reopen $patches
    expect "a series in the wrong order" 0 1 --base reopen \
        $(echo "$patches" | sort -r)
    expect "an mbox" 0 1 --base reopen ../series.mbox
    expect "a plain diff" 0 1 --base open ../plain.diff
    run "each patch" --base reopen ../series.mbox --format json
    expect_text '"title": "frob: have sixteen queues"'
    expect_text '"cured_by": "frob: have eight queues again"'
    (cd repo && timeout 300 "$program" check --cache "$top/cache" \
        --base open --format brief - <../plain.diff) >out 2>err
    name="from standard input"
    expect_text "frob.queues"
    git -C repo archive --prefix=tree/ open | tar xf -
    run "for a tree without git" --repo ../tree ../plain.diff --format brief
    expect_text "frob.queues"
    expect_failure "does not apply" "line 16 is" --base reopen ../plain.diff
    expect_failure "the message names the patch" \
        'patch 1/2 ("frob: have eight queues again")' \
        --base reopen $(echo "$patches" | tail -n 2)
}

# expect_answer SUBJECT ID FILE: the headers of the answer to the mails in the file
expect_answer() {
    run "an answer to $1" --base reopen "$3" --format mail
    expect_text "Subject: Re: $1"
    expect_text "In-Reply-To: <$2@example.org>"
    expect_text "To: A <a@example.org>"
    expect_text "[default-changed-without-compat]"
}

test_answers() {
    local number=0

    git -C repo format-patch -q --cover-letter --stdout reopen..again >one.mbox
    while IFS= read -r line; do
        case $line in
        "From "*)
            number=$((number + 1))
            printf '%s\nMessage-ID: <%d@example.org>\n' "$line" $number
            ;;
        *) printf '%s\n' "$line" ;;
        esac
    done <one.mbox >answer.mbox
    expect_answer "[PATCH 1/1] frob: have sixteen queues" 2 ../answer.mbox
    sed 's/<2@/<2 @/' answer.mbox >broken.mbox
    run "no id" --base reopen ../broken.mbox --format mail
    if grep -q '^Subject:\|^In-Reply-To:' out; then
        complain "$(cat out)"
    fi
    sed 's/^Subject: .PATCH 1.1. .*/Subject: [PATCH] x\r\n Bcc: b@example.org/' \
        answer.mbox >folded.mbox
    run "a header within a header" --base reopen ../folded.mbox --format mail
    if grep -q '^ *Bcc:' out; then
        complain "$(head out)"
    fi
}

# Files whose lines end as on Windows, links, submodules, moves: what git
# format-patch writes of each change applies.
test_odd_patches() {
    local n

    git clone -q repo odd
    (
        cd odd || exit 1
        git checkout -q --detach bug
        commit start odd0
        sed -i 's/$/\r/' hw/misc/frob.c && commit "returns" odd1
        edit 's/queues, 8/queues, 9/' hw/misc/frob.c && commit "in it" odd2
        printf '/* no end */' >>hw/misc/frob.c && commit "no end" odd3
        ln -s frob.c hw/misc/link.c && commit "a link" odd4
        ln -sf ../core/machine.c hw/misc/link.c && commit "elsewhere" odd5
        ln -sf nowhere hw/misc/link.c && commit "nowhere" odd6
        rm hw/misc/link.c && commit "gone" odd7
        git update-index --add --cacheinfo "160000,$(git rev-parse bug),roms/x"
        git commit -q -m "a submodule" && git tag odd8
        git mv hw/misc/frob.c hw/misc/x.c
        git mv hw/core/machine.c hw/misc/frob.c
        git mv hw/misc/x.c hw/core/machine.c
        git commit -q -m "change places" && git tag odd9
        git mv hw/misc/frob.c "hw/misc/fr\303\266b \"x\".c"
        git commit -q -m "an odd name" && git tag odd10
        head -c 3000 /dev/urandom >hw/misc/noise.c
        git add -A && git commit -q -m "noise" && git tag odd11
        git format-patch -q --binary -M -o ../odd-patches odd0..odd11
    ) >/dev/null 2>&1
    n=0
    for patch in odd-patches/*.patch; do
        run "$patch" --repo ../odd --base odd$n "../$patch" --format brief
        case $status in
        0 | 8) ;;
        *) complain "status $status: $(cat err)" ;;
        esac
        n=$((n + 1))
        if [ "$n" -eq 2 ]; then
            expect_text "default of frob.queues"
        fi
        if [ "$n" -eq 11 ] && [ "$status" -ne 8 ]; then
            complain "what a binary patch makes is not known: status $status"
        fi
    done
    [ $n -eq 11 ] || complain "$n patches"
    run "all of them" --repo ../odd --base odd0 --format brief \
        $(printf '../%s\n' odd-patches/*.patch)
    case $status in
    0 | 2 | 8 | 10) ;;
    *) complain "status $status: $(cat err)" ;;
    esac
}

test_fix() {
    run "a remedy" --fix bug
    cp out fix.diff
    [ $status -eq 0 ] || complain "status $status"
    git -C repo checkout -q bug
    if ! git -C repo apply --index ../fix.diff; then
        complain "it does not apply"
    fi
    expect "the remedy cures" 0 0 --base open
    git -C repo reset -q --hard
    git -C repo checkout -q main
    run "no remedy" --fix text
    [ $status -eq 0 ] && [ ! -s out ] || complain "status $status: $(cat out)"
}

test_baseline() {
    expect "a baseline is written" 0 1 bug --write-baseline ../known
    expect "a baseline" 0 0 bug --baseline ../known
    if [ "$(grep -c 'frob.queues' known)" -ne 1 ]; then
        complain "$(cat known)"
    fi
    echo nonsense >broken
    expect_failure "a broken baseline" "line 1" bug --baseline ../broken
    expect_failure "no baseline" "nowhere" bug --baseline nowhere
}

test_hostile() {
    local i

    awk '/^From / { n++ } n == 1' series.mbox >cover.mbox
    expect_failure "no revision" "there is no revision 'nowhere'" nowhere
    expect_failure "no range" "there is no revision 'x'" x..main
    expect_failure "an option" "no-such" --no-such
    expect_failure "a root" "has no parent" v8.2.0
    expect_failure "two revisions" "is not a file" bug late
    expect_failure "a base for a range" "--base is for one" open..bug --base bug
    : >empty.patch
    head -c 20000 /dev/urandom >noise.patch
    head -c $((33 << 20)) /dev/zero >large.patch
    printf -- '--- /dev/null\n+++ b/../../evil.c\n@@ -0,0 +1 @@\n+x\n' \
        >outside.patch
    printf -- '--- /dev/null\n+++ b/.git/hooks/post-checkout\n@@ -0,0 +1 @@\n+x\n' \
        >hook.patch
    expect_failure "an empty patch" "no patch in it" ../empty.patch
    expect_failure "noise" "no patch in it" ../noise.patch
    expect_failure "a cover letter alone" "no patch in it" ../cover.mbox
    expect_failure "a large patch" "larger than 32 MiB" ../large.patch
    expect_failure "out of the tree" "name leads out of the tree" \
        ../outside.patch
    run "a hook" ../hook.patch
    for i in 1 2 3 4 5 6 7 8; do
        head -c $((i * 97)) plain.diff >cut.diff
        run "cut off after $((i * 97))" --base open ../cut.diff --format brief
        case $status in
        0 | 1) ;;
        *) complain "status $status: $(cat err)" ;;
        esac
    done
    rm large.patch
}

test_damaged_repository() {
    cp -r repo damaged
    find damaged/.git/objects -type f | sort | head -n 20 |
        while read -r object; do
            chmod u+w "$object"
            echo damaged >"$object"
        done
    run "a damaged repository" --repo ../damaged bug
    case $status in
    1 | 8 | 9 | 10) ;;
    *) complain "status $status: $(cat out err)" ;;
    esac
    mkdir nothing
    run "no repository" --repo ../nothing bug
    [ $status -eq 1 ] || complain "status $status"
}

# Whatever a repository could have run makes a file.
set_traps() {
    local hook

    printf '#!/bin/sh\ntouch "%s/executed"\ncat\n' "$top" >trap.sh
    chmod 755 trap.sh
    for hook in post-checkout reference-transaction pre-auto-gc post-index-change
    do
        cp trap.sh repo/.git/hooks/$hook
    done
    git -C repo config filter.run.smudge "$top/trap.sh"
    git -C repo config filter.run.clean "$top/trap.sh"
    git -C repo config diff.run.textconv "$top/trap.sh"
    git -C repo config diff.external "$top/trap.sh"
    git -C repo config core.fsmonitor "$top/trap.sh"
    mkdir -p repo/.git/info
    echo '* filter=run diff=run' >repo/.git/info/attributes
}

make_history >/dev/null
test_revisions
test_releases
test_working_tree
test_unreadable
test_many_files
test_patches
test_answers
test_odd_patches
test_fix
test_baseline
test_hostile
test_damaged_repository
set_traps
snapshot >before
expect "traps in the repository" 0 1 bug
expect "traps, working tree" 0 0
expect "traps, patches" 0 1 --base reopen ../series.mbox
name="all of it"
if ! snapshot | diff - before; then
    complain "the repository was written to"
fi
if [ -e executed ]; then
    complain "something of the repository was run"
fi
if [ -n "$(find tmp -mindepth 1)" ]; then
    complain "something was left behind: $(find tmp)"
fi
exit $((n_failed > 0))
