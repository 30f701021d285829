#!/bin/bash
# The installed program does what the one in the build folder does, also when
# source and build folder are not there.
#
# usage: install.sh CMAKE BUILD SOURCE
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

cmake=$1 build=$2 source=$3
top=$(mktemp -d) || exit 1
trap 'rm -rf "$top"' EXIT
cd "$top" || exit 1
export LC_ALL=C
n_failed=0

complain() {
    echo "FAILED: $*"
    n_failed=$((n_failed + 1))
}

DESTDIR=$top/root "$cmake" --install "$build" --prefix /usr >out 2>&1 ||
    complain "installation: $(cat out)"
program=$top/root/usr/bin/migcompat
data=$top/root/usr/share/migcompat/ci
for file in pre-commit migcompat.gitlab-ci.yml migcompat.github.yml README.md; do
    cmp -s "$data/$file" "$source/share/ci/$file" || complain "no $file"
done
[ -x "$data/pre-commit" ] || complain "the hook cannot be run"

case=$source/testdata/rules/default-changed-without-compat/fires
for tree in old new; do
    cp -r "$source/testdata/skeleton" $tree
    cp -r "$case/$tree/." $tree
done
cat >ask.sh <<'EOF'
"$1" compare --no-cache --quiet --format brief old new
"$1" explain --all | wc -l
EOF
bash ask.sh "$build/migcompat" >expected 2>&1
grep -q 'default of frob.queues' expected || complain "$(cat expected)"
bash ask.sh "$program" >out 2>&1
cmp -s out expected || complain "installed: $(cat out)"
if unshare -m mount -t tmpfs none "$source" 2>/dev/null; then
    # The build folder first: it may lie in the source folder.
    unshare -m bash -c 'mount -t tmpfs none "$1" && mount -t tmpfs none "$2" &&
        bash ask.sh "$3"' alone "$build" "$source" "$program" >out 2>&1
    cmp -s out expected || complain "alone: $(cat out)"
else
    echo "alone: not tested, folders cannot be hidden here"
fi
exit $((n_failed > 0))
