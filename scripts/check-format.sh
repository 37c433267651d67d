#!/bin/bash
# check-format.sh - sources look as they should.
#
# C++ is as clang-format writes it, scripts pass shellcheck, no source has a line over 100 columns,
# a tab, white space at the end of a line, or a note to do something later.

cd "$(dirname "$0")/.." || exit 2

for program in clang-format shellcheck; do
    command -v $program >/dev/null && continue
    echo "check-format.sh: $program is missing: run scripts/install-dependencies --test" >&2
    exit 2
done

bad=0
# files NAME...: the project's files so named, but for test data, which may look any way.
files() {
    local names=(-name "$1")
    shift
    for name; do names+=(-o -name "$name"); done
    find .ci cmake libcommon tools man completions scripts tests CMakeLists.txt \
        -path tests/vectors -prune -o -path 'tests/cases/*/*/in' -prune \
        -o -path 'tests/cases/*/*/out' -prune -o -path 'tests/cases/*/*/err' -prune \
        -o -type f \( "${names[@]}" \) -print0
}

files '*.cpp' '*.h' | xargs -0 clang-format --dry-run -Werror --style=file || bad=1

# lint OPTION...: shellcheck over the scripts that are named on standard input.
lint() {
    xargs -0 shellcheck --shell=bash --external-sources --source-path=SCRIPTDIR \
        --exclude=SC1090,SC1091,SC2016,SC2119,SC2317 "$@" || bad=1
}
lint < <(
    files '*' | xargs -0 awk 'FNR == 1 && /^#!.*\/(sh|bash)$/ { printf "%s%c", FILENAME, 0 }'
    files '*.bash'
)
# In a case, CASE and VECTORS are plain words.
lint --severity=warning --exclude=SC2155 < <(files run)

# complain TEXT PATTERN NAME...: no file so named has a line that matches.
complain() {
    local text=$1 pattern=$2
    shift 2
    if files "$@" | LC_ALL=C.UTF-8 xargs -0 grep -nEH "$pattern"; then
        echo "check-format.sh: $text" >&2
        bad=1
    fi
}
sources=('*.cpp' '*.h' '*.cmake' CMakeLists.txt '*.sh' '*.bash' '*.cgi' run-case demo lab test
    docs enrollkit-setup install-dependencies start-fcgi)
complain 'lines over 100 columns' '.{101}' "${sources[@]}"
complain 'tabs' $'\t' "${sources[@]}"
complain 'white space at the end of a line' '[[:blank:]]$' "${sources[@]}" '*.[157]'
# Spelt apart, so that this file does not match itself.
complain 'notes to do something later' 'TO''DO|FIX''ME' "${sources[@]}" '*.[157]'

exit $bad
