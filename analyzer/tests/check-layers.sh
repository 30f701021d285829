#!/bin/bash
# Fails if a file includes what analyzer/layers.txt does not let its folder
# include, or a third-party header outside the folders it is confined to.
#
# usage: check-layers.sh [TOP]
#
# SPDX-License-Identifier: GPL-2.0-or-later
set -u
cd "${1:-$(dirname "$0")/../..}" || exit 1

table=analyzer/layers.txt
if [ ! -r $table ]; then
    echo "no $table in $PWD" >&2
    exit 1
fi

# Every source file with the folder it belongs to; the program's main file may
# see everything, like command/.
list_files() {
    find analyzer rules reports -name '*.[ch]' 2>/dev/null | LC_ALL=C sort |
        while read -r file; do
            case $file in
            analyzer/*/*) folder=${file#analyzer/} folder=${folder%%/*} ;;
            analyzer/*) folder=command ;;
            *) folder=${file%%/*} ;;
            esac
            echo "$folder $file"
        done
}

check() {
    awk -v table=$table '
    function complain(text) {
        printf "%s:%d: %s\n", file, line, text
        n_problems++
    }
    function check_own(name, other) {
        other = name
        sub("/.*", "", other)
        if (other == name && folder == "tests") {
            return # beside it
        }
        if (other == name) {
            complain("\"" name "\" is named without its folder")
        } else if (!(other in allowed)) {
            complain("folder " other " is not in " table)
        } else if (other != folder && allowed[folder] !~ /\*/ &&
                   index(" " allowed[folder] " ", " " other " ") == 0) {
            complain("folder " folder " may not include " name)
        }
    }
    function check_foreign(name, prefix) {
        for (prefix in home) {
            if (index(name, prefix) == 1 &&
                folder != "tests" &&
                index(home[prefix], " " folder " ") == 0) {
                complain("<" name "> belongs to" home[prefix] "only")
            }
        }
    }
    function check_file() {
        line = 0
        if (!(folder in allowed)) {
            complain("folder " folder " is not in " table)
            return
        }
        while ((getline text < file) > 0) {
            line++
            if (text !~ /^[ \t]*#[ \t]*include[ \t]*["<]/) {
                continue
            }
            name = text
            sub(/^[^"<]*["<]/, "", name)
            sub(/[">].*/, "", name)
            if (text ~ /include[ \t]*</) {
                check_foreign(name)
            } else {
                check_own(name)
            }
        }
        close(file)
    }
    BEGIN {
        # The folders that each library is confined to. Tests may use all.
        home["clang-c/"] = " parse "
        home["pcre2.h"] = " parse "
        home["git2"] = " source "
        home["archive"] = " source "
        home["sqlite3"] = " store "
        home["json-c/"] = " facts reports command "
        home["cmocka"] = " tests "
        while ((getline text < table) > 0) {
            if (text !~ /^#/ && text ~ /:/) {
                split(text, part, /:[ \t]*/)
                allowed[part[1]] = part[2]
            }
        }
    }
    { folder = $1; file = $2; check_file() }
    END { exit n_problems > 0 }'
}

files=$(list_files)
if [ -z "$files" ]; then
    echo "no source file in $PWD" >&2
    exit 1
fi
check <<<"$files"
