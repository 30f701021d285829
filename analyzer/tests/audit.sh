#!/bin/bash
# The page of an audit: every link leads somewhere, it needs no network, two
# runs and a resumed one give the same bytes, a browser lays it out on a
# desktop's and a phone's width. And what an audit says of trees that it cannot
# read, or that are of one version.
#
# usage: audit.sh PROGRAM TESTDATA CASE
#        CASE: folder below TESTDATA with old/, middle/, new/, libvirt-old/,
#              libvirt-new/
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

program=$1 testdata=$2 case=$2/$3
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
failed=0

complain() {
    echo "$1"
    failed=1
}

# status WANTED WHAT ARGUMENT...: an audit; into out, err
status() {
    local wanted=$1 what=$2 got

    shift 2
    "$program" audit --quiet "$@" >out 2>err
    got=$?
    [ $got -eq "$wanted" ] ||
        complain "$what: status $got, not $wanted: $(head -n 3 err)"
}

same() {
    cmp "$1" "$2" || complain "$3"
}

for tree in old middle new; do
    cp -r "$testdata/skeleton" "$place/$tree"
done
cp -r "$case"/{old,middle,new,libvirt-old,libvirt-new} "$place" &&
    cd "$place" || exit 1
export TMPDIR=$place/tmp GIT_CEILING_DIRECTORIES=$place
mkdir tmp
trees="old middle new libvirt-old libvirt-new"

check_same() {
    status 2 page --cache kept --format html -o page.html $trees
    status 2 again --cache kept --format html -o again.html $trees
    same page.html again.html "what is kept changes the page"
    status 2 fresh --no-cache --jobs 1 --format html -o fresh.html $trees
    same page.html fresh.html "two runs differ"
    status 2 turned --cache kept --format html -o turned.html \
        libvirt-new new middle libvirt-old old
    same page.html turned.html "the order of the trees changes the page"
    status 2 stdout --cache kept --format html $trees
    same page.html out "standard output differs from -o"
    [ -z "$(ls tmp)" ] || complain "left behind: $(ls tmp)"
}

# Killed and interrupted on the way, and run again: whatever was kept by then.
check_resumed() {
    local after signal

    for after in 0.2 0.8; do
        for signal in KILL INT; do
            rm -rf cut cut.html
            timeout -s $signal $after "$program" audit --quiet --cache cut \
                --format html -o cut.html $trees >out 2>err
            status 2 resumed --cache cut --format html -o cut.html $trees
            same page.html cut.html "another page, resumed after $signal"
        done
    done
}

check_links() {
    local missing

    tr '<' '\n' <page.html | sed -n 's/.* id="\([^"]*\)".*/\1/p' | sort >ids
    tr '<' '\n' <page.html | sed -n 's/.*href="#\([^"]*\)".*/\1/p' |
        sort -u >links
    grep -q 'frob' page.html || complain "the page does not name the device"
    for link in c0-0-1 s0-1 f1 t0 l0; do
        grep -qx "$link" links || complain "nothing leads to #$link"
    done
    missing=$(comm -23 links <(sort -u ids))
    [ -z "$missing" ] || complain "links that lead nowhere: $missing"
    [ -z "$(uniq -d ids)" ] || complain "anchors twice: $(uniq -d ids)"
    ! grep -Eq 'https?://|<script|src=|@import|url\(' page.html ||
        complain "the page needs more than itself"
    if command -v xmllint >/dev/null; then
        xmllint --noout page.html || complain "the page is not well-formed"
    fi
}

check_bad_input() {
    mkdir empty
    status 1 "an empty folder" --no-cache old empty
    [ -s err ] || complain "an empty folder: no word of it"
    status 1 "no such tree" --no-cache old nothing-there
    grep -q nothing-there err || complain "no such tree: it is not named"
    echo '{"schema": 1, ' >broken.json
    status 1 "saved facts cut off" --no-cache old broken.json
    grep -q broken.json err || complain "saved facts: they are not named"

    # One file that cannot be read: the rest is compared, the status tells.
    cp -r middle large
    head -c $((17 << 20)) /dev/zero >large/hw/misc/large.c
    status 10 "a large file" --no-cache old large new
    grep -q 'large.c' out || complain "a large file: it is not named"

    # Twice the same version: told apart by their labels.
    status 0 "one version twice" --no-cache --format json old old
    cp -r old twin
    status 0 "one version, two trees" --no-cache old twin
    grep -q '8.1.0 old -> 8.1.0 twin' out || complain "twins look the same"
    status 0 "one tree" --no-cache --format html -o one.html old
    status 0 "libvirt alone" --no-cache --format html -o lv.html libvirt-old \
        libvirt-new
}

# layout WIDTH: scripts are allowed in a copy that measures itself; a frame
# has the width that a headless window may be denied.
layout() {
    cat >probe <<'EOF'
<script>onload = () => setTimeout(() => {
    const top = document.documentElement;
    parent.postMessage(["at", innerWidth, "over",
        top.scrollWidth - top.clientWidth, location.hash,
        document.querySelector(location.hash + " li").checkVisibility(
            {contentVisibilityAuto: true})].join(" "), "*");
}, 100)</script>
EOF
    sed -e 's/<meta http-equiv="Content-Security-Policy"[^>]*>//' \
        -e '/<footer>/r probe' \
        page.html >probe.html
    cat >frame.html <<EOF
<!DOCTYPE html><html><head><title></title></head><body>
<script>onmessage=e=>{document.title+="["+e.data+"]"}</script>
<iframe src="probe.html#c0-0-1" style="border:0;width:$1px;height:800px"></iframe>
<iframe src="probe.html#f1" style="border:0;width:$1px;height:800px"></iframe>
</body></html>
EOF
    timeout 120 "$browser" --headless --no-sandbox --disable-gpu \
        --user-data-dir="$place/browser" --virtual-time-budget=5000 \
        --dump-dom "file://$place/frame.html" 2>/dev/null |
        sed -n 's/.*<title>\(.*\)<.title>.*/\1/p'
}

check_layout() {
    local width got browser at

    browser=$(command -v chromium || command -v chromium-browser ||
        command -v google-chrome)
    if [ -z "$browser" ]; then
        echo "no headless browser: that part was skipped"
        return
    fi
    for width in 1280 390; do
        got=$(layout $width)
        for at in c0-0-1 f1; do
            case $got in
            *"[at $width over 0 #$at true]"*) ;;
            *) complain "at $width, #$at: overflow or nothing shown: $got" ;;
            esac
        done
    done
}

check_same
check_resumed
check_links
check_bad_input
check_layout
exit $failed
