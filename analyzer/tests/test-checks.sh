#!/bin/bash
# The checks of layers and style find what they are there for.
#
# usage: test-checks.sh [COMPILER]
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

here=$(cd "$(dirname "$0")" && pwd)
compiler=${1:-cc}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
head='/* x
 * SPDX-License-Identifier: GPL-2.0-or-later
 */'

# begin: an empty project. put FILE TEXT: a file of it.
begin() {
    rm -rf "$scratch/top"
    mkdir -p "$scratch/top/analyzer"
    printf 'base:\nir: base\nfacts: base\ncommand: *\nrules: ir\ntests: *\n' \
        >"$scratch/top/analyzer/layers.txt"
}

put() {
    mkdir -p "$(dirname "$scratch/top/$1")"
    printf '%s\n%s\n' "$head" "$2" >"$scratch/top/$1"
}

# expect TEXT COMMAND...: it fails and says TEXT; with no TEXT it succeeds.
expect() {
    local text=$1 output status=0
    shift

    output=$("$@" 2>&1) || status=$?
    if [ -z "$text" ] && [ $status -ne 0 ] ||
        [ -n "$text" ] && { [ $status -ne 1 ] ||
            ! grep -qF -- "$text" <<<"$output"; }; then
        echo "status $status, '$text' expected: ${*##*/}"
        echo "$output"
        failures=$((failures + 1))
    fi
}

layers() {
    begin
    put "$2" "$3"
    expect "$1" "$here/check-layers.sh" "$scratch/top"
}

style() {
    begin
    put "$2" "$3"
    expect "$1" "$here/check-style.sh" rules "$scratch/top"
}

variables() {
    begin
    put analyzer/base/a.c "$2"
    "$compiler" -fPIE -c -o "$scratch/a.o" "$scratch/top/analyzer/base/a.c"
    rm -f "$scratch/libbase.a"
    ar rc "$scratch/libbase.a" "$scratch/a.o"
    expect "$1" "$here/check-style.sh" rules "$scratch/top" \
        "$scratch/libbase.a"
}

layers '' analyzer/ir/a.c '#include "base/value.h"'
layers '' analyzer/ir/a.c '#include "ir/ir.h"'
layers '' analyzer/command/a.c '#include "ir/ir.h"'
layers '' analyzer/main.c '#include "command/command.h"'
layers '' analyzer/facts/a.c '#include <json-c/json.h>'
layers '' rules/a.c '#include "ir/ir.h"'
layers '' analyzer/tests/a.c '#include "cases.def"'
layers '' analyzer/tests/a.c '#include <git2.h>'
layers 'analyzer/base/a.c:4: folder base may not include ir/ir.h' \
    analyzer/base/a.c '#include "ir/ir.h"'
layers 'analyzer/ir/sub/a.h:4: folder ir may not include facts/facts.h' \
    analyzer/ir/sub/a.h '  #  include "facts/facts.h"'
layers 'rules/a.c:4: folder rules may not include base/value.h' \
    rules/a.c '#include "base/value.h"'
layers 'analyzer/ir/a.c:4: "ir.h" is named without its folder' \
    analyzer/ir/a.c '#include "ir.h"'
layers 'folder moon is not in' analyzer/moon/a.c ''
layers '<json-c/json.h> belongs to facts reports command only' \
    analyzer/ir/a.c '#include <json-c/json.h>'
layers '<clang-c/Index.h> belongs to parse only' \
    analyzer/facts/a.c '#include <clang-c/Index.h>'
begin
expect 'no source file' "$here/check-layers.sh" "$scratch/top"

# lines N: a text of so many.
lines() {
    seq -f '    f(%.0f);' "$1"
}

style '' analyzer/base/a.c '/* goto, exit(1) */ const char *a = "goto exit(";'
style '' analyzer/command/a.c 'printf("x"); exit(1);'
style '' analyzer/base/a.c '    _exit(0);'
style '' analyzer/base/a.c "$(printf 'void f(void)\n{\n%s\n}' "$(lines 60)")"
style 'analyzer/base/a.c:5: function of 61 lines, more than 60' \
    analyzer/base/a.c "$(printf 'void f(void)\n{\n%s\n}' "$(lines 61)")"
style 'analyzer/base/a.c:401: file of 401 lines' analyzer/base/a.c "$(lines 398)"
style 'analyzer/base/a.h:251: file of 251 lines' analyzer/base/a.h "$(lines 248)"
style 'analyzer/base/a.c:4: not here:    goto out;' \
    analyzer/base/a.c '    goto out;'
style 'analyzer/base/a.c:4: not here' analyzer/base/a.c '    exit(2);'
style 'analyzer/base/a.c:4: not here' analyzer/base/a.c '    printf("");'
style 'analyzer/base/a.c:4: not here' analyzer/base/a.c 'fputs("", stderr);'
head='int a;'
style 'analyzer/base/a.c:1: no SPDX line' analyzer/base/a.c ''
head='/* SPDX-License-Identifier: GPL-2.0-or-later */'

variables '' 'static const char *const a[] = {"x", 0};
const void *f(int i); const void *f(int i) { return a[i]; }'
variables '' 'int *f(void); int *f(void) { static int q; return &q; }'
variables 'libbase.a: a.o: mutable variable counter' 'int counter;'
variables 'mutable variable counter' 'int counter = 3;'
variables 'mutable variable names' 'const char *names[] = {"x"};'
variables 'mutable variable here' '_Thread_local int here;'
variables 'mutable variable last' \
    'int *f(void); int *f(void) { static int last; return &last; }'

[ $failures -eq 0 ]
