#!/bin/bash
# The page of an audit: every link leads somewhere, it needs no network, two
# runs and a resumed one give the same bytes, a browser lays it out. And what
# an audit says of trees that it cannot read.
#
# usage: audit.sh PROGRAM TESTDATA CASE
#        CASE: folder below TESTDATA with old/, new/, libvirt-old/, libvirt-new/
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

# status WANTED WHAT COMMAND...
status() {
    local wanted=$1 what=$2 got

    shift 2
    "$@" >out 2>err
    got=$?
    [ $got -eq "$wanted" ] || complain "$what: status $got, not $wanted: $(head -3 err)"
}

for tree in old new; do
    cp -r "$testdata/skeleton" "$place/$tree"
done
cp -r "$case"/*old "$case"/*new "$place" && cd "$place" || exit 1
trees="old new libvirt-old libvirt-new"

status 0 page "$program" audit --quiet --cache kept --format html -o page.html $trees
status 0 "page again" "$program" audit --quiet --cache kept --format html -o again.html $trees
cmp page.html again.html || complain "what is kept changes the page"
status 0 "page without a cache" "$program" audit --quiet --no-cache --format html -o fresh.html $trees
cmp page.html fresh.html || complain "two runs differ"
status 0 "page in another order" "$program" audit --quiet --cache kept --format html \
    -o turned.html libvirt-new new libvirt-old old
cmp page.html turned.html || complain "the order of the trees changes the page"

# Killed on the way, and run again.
"$program" audit --quiet --cache cut --format html -o cut.html $trees &
sleep 0.3
kill -9 $! 2>/dev/null
wait 2>/dev/null
status 0 resumed "$program" audit --quiet --cache cut --format html -o cut.html $trees
cmp page.html cut.html || complain "a resumed run gives another page"

tr '<' '\n' <page.html | sed -n 's/.* id="\([^"]*\)".*/\1/p' | sort >ids
tr '<' '\n' <page.html | sed -n 's/.*href="#\([^"]*\)".*/\1/p' | sort -u >links
grep -q 'frob' page.html || complain "the page does not name the device"
[ -s links ] || complain "there are no links"
missing=$(comm -23 links <(sort -u ids))
[ -z "$missing" ] || complain "links that lead nowhere: $missing"
[ -z "$(uniq -d ids)" ] || complain "anchors that stand twice: $(uniq -d ids)"
! grep -Eq 'https?://|<script|src=' page.html || complain "the page needs more than itself"

mkdir empty
status 1 "an empty folder" "$program" audit --quiet --no-cache old empty
[ -s err ] || complain "an empty folder: no word of it"
status 1 "no such tree" "$program" audit --quiet --no-cache old nothing-there

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -n "$browser" ]; then
    for width in 1280 390; do
        timeout 120 "$browser" --headless --no-sandbox --disable-gpu \
            --user-data-dir="$place/browser" --window-size=$width,900 \
            --dump-dom "file://$place/page.html" >dom 2>/dev/null ||
            complain "the browser fails at $width"
        grep -q 'id="findings"' dom || complain "the browser lost the findings at $width"
    done
else
    echo "no headless browser: that part was skipped"
fi
exit $failed
