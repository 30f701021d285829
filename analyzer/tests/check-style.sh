#!/bin/bash
# The rules of style that a program can check.
#
# usage: check-style.sh format TOP
#            clang-format 14 changes nothing; status 77 where there is none
#        check-style.sh rules TOP [LIBRARY.a...]
#            heads, lengths, forbidden words; no mutable variable at file
#            scope in the built libraries
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u

function_limit=60
source_limit=400
header_limit=250
export LC_ALL=C

list_files() {
    find analyzer rules reports -name '*.[ch]' 2>/dev/null | sort
}

# Other versions of the formatter lay out some lines differently.
find_formatter() {
    local name

    for name in clang-format-14 clang-format; do
        if "$name" --version 2>/dev/null | grep -q 'version 14\.'; then
            echo "$name"
            return
        fi
    done
}

check_format() {
    local formatter

    formatter=$(find_formatter)
    if [ -z "$formatter" ]; then
        echo "skipped: no clang-format of version 14"
        exit 77
    fi
    list_files | xargs "$formatter" --dry-run --Werror
}

# FILE without comments and the contents of strings, lines kept.
stripped() {
    awk '{
        out = ""
        n = length($0)
        for (i = 1; i <= n; i++) {
            c = substr($0, i, 1)
            two = substr($0, i, 2)
            if (in_comment) {
                if (two == "*/") { in_comment = 0; i++ }
            } else if (quote) {
                if (c == "\\") { i++ } else if (c == quote) { quote = "" }
            } else if (two == "/*") {
                in_comment = 1
                i++
            } else if (two == "//") {
                break
            } else if (c == "\"" || c == "\047") {
                quote = c
                out = out c c
            } else {
                out = out c
            }
        }
        quote = ""
        print out
    }' "$1"
}

check_length() {
    local file=$1 limit=$source_limit

    case $file in
    *.h) limit=$header_limit ;;
    esac
    awk -v file="$file" -v limit=$limit -v function_limit=$function_limit '
    /^\{$/ { start = NR }
    /^\}/ && start {
        if (NR - start - 1 > function_limit) {
            printf "%s:%d: function of %d lines, more than %d\n", file, start,
                   NR - start - 1, function_limit
        }
        start = 0
    }
    END {
        if (NR > limit) {
            printf "%s:%d: file of %d lines, more than %d\n", file, NR, NR,
                   limit
        }
    }' "$file"
}

check_head() {
    if ! head -n 60 "$1" | grep -q 'SPDX-License-Identifier: GPL-2.0-or-later'
    then
        echo "$1:1: no SPDX line"
    fi
    if [ "$(head -c 2 "$1")" != "/*" ]; then
        echo "$1:1: no head that says what the file is"
    fi
}

# A worker process may leave with _exit.
check_words() {
    local file=$1 words='\<goto\>'
    local noise='\<(exit|printf|vprintf|puts|putchar|perror|g_print|g_printerr) *\(|\<(stdout|stderr)\>'

    case $file in
    analyzer/command/* | analyzer/tests/* | analyzer/main.c) ;;
    *) words="$words|$noise" ;;
    esac
    stripped "$file" | grep -nE "$words" | while IFS=: read -r line text; do
        echo "$file:$line: not here:$text"
    done
}

# Constant tables with addresses in them are in .data.rel.ro. The one variable
# that G_DEFINE_QUARK makes is called q.
check_variables() {
    local library=$1

    if [ ! -e "$library" ]; then
        echo "$library: not built"
        return
    fi
    objdump -t "$library" | awk -v library="$(basename "$library")" '
    /file format/ { object = $1; sub(/:$/, "", object) }
    /^[0-9a-f]+ .......  *\.(data|bss|tdata|tbss)/ {
        section = substr($0, 26)
        sub(/[ \t].*/, "", section)
        if (substr($0, 18, 7) !~ /d/ && section !~ /^\.data\.rel\.ro/ &&
            $NF !~ /^q(\.[0-9]+)?$/) {
            printf "%s: %s: mutable variable %s\n", library, object, $NF
        }
    }'
}

check_rules() {
    local file library

    list_files | while read -r file; do
        check_head "$file"
        check_length "$file"
        check_words "$file"
    done
    for library in "$@"; do
        check_variables "$library"
    done
}

mode=$1
cd "$2" || exit 1
shift 2
if [ -z "$(list_files)" ]; then
    echo "no source file in $PWD" >&2
    exit 1
fi
case $mode in
format) check_format ;;
rules)
    problems=$(check_rules "$@")
    if [ -n "$problems" ]; then
        echo "$problems"
        exit 1
    fi
    ;;
*)
    echo "unknown mode '$mode'" >&2
    exit 1
    ;;
esac
