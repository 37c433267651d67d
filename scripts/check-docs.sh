#!/bin/bash
# check-docs.sh BIN_DIR - what is written about the tools is true and complete.
#
# For each tools/TOOL.cpp: the options of `TOOL --help` are those of its manual page and of its
# three completions, which parse, and it has a case test and a row in README's table. Every page
# in man/ passes mandoc's lint, has the usual sections, and refers only to pages that are here or
# of the system.

cd "$(dirname "$0")/.." || exit 2
bin=${1:?usage: check-docs.sh BIN_DIR}

for program in mandoc zsh fish; do
    command -v $program >/dev/null && continue
    echo "check-docs.sh: $program is missing: run scripts/install-dependencies --test" >&2
    exit 2
done

bad=0
complain() {
    echo "$*"
    bad=1
}

# Each prints the options that one place knows, a word a line: --out, -o.
of_help() {
    "$bin/$1" --help | grep -oE '^  (-[[:alnum:]], |    )--[a-z0-9-]+' | tr -s ' ,' '\n'
}
of_manual() {
    grep -E '^\.It Fl ' "man/$1.1" | grep -oE 'Fl [^ ]+' | sed 's/^Fl /-/'
}
of_bash() {
    grep -v '^ *#' "completions/bash/$1" | grep -oE -- '--[a-z][a-z0-9-]*'
}
of_zsh() {
    # '--out[text]', '*--csr[text]', {-o,--out}: quoted or in braces, unlike options of builtins.
    grep -v '^ *#' "completions/zsh/_$1" | sed -E 's/\[[^]]*\]//g' |
        grep -oE -- "['\"{,)*]-(-[a-z0-9-]+|[[:alnum:]])" | cut -c 2-
}
of_fish() {
    grep '^complete ' "completions/fish/$1.fish" | sed -E "s/ -d +('[^']*'|\"[^\"]*\")//" |
        grep -oE -- ' -(l +[a-z0-9-]+|s +[[:alnum:]])' | sed -E 's/ -l +/--/; s/ -s +/-/'
}

# same TOOL PLACE OPTIONS: what PLACE knows is what --help shows.
same() {
    local want
    want=$(of_help "$1" | grep "$3" | sort -u)
    local got
    got=$("of_$2" "$1" | grep "$3" | sort -u)
    [ "$want" = "$got" ] && return
    complain "$1: --help (<) and $2 (>) disagree on options"
    diff <(printf '%s\n' "$want") <(printf '%s\n' "$got") | grep '^[<>]'
}

check_tool() {
    local place
    for place in "man/$1.1" "completions/bash/$1" "completions/zsh/_$1" "completions/fish/$1.fish" \
        "tests/cases/$1"; do
        [ -e "$place" ] || complain "$1: there is no $place"
    done
    grep -qE "^\| *\[?\`$1\`" README.md || complain "$1: README.md has no row for it"
    of_help "$1" | grep -q . || complain "$1: --help shows no options"
    bash -n "completions/bash/$1" && zsh -n "completions/zsh/_$1" &&
        fish -n "completions/fish/$1.fish" || bad=1
    [ -e "man/$1.1" ] && same "$1" manual '^-'
    [ -e "completions/bash/$1" ] && same "$1" bash '^--'
    [ -e "completions/zsh/_$1" ] && same "$1" zsh '^-'
    [ -e "completions/fish/$1.fish" ] && same "$1" fish '^-'
}

# Pages of the system that ours refer to.
system_pages=' sh.1 bash.1 jq.1 ldap.conf.5 curl.1 openssl.1 crypt.5 crypt.3 nginx.8 fcgiwrap.8 '
system_pages+='sqlite3.1 crontab.5 cron.8 '

check_page() {
    local page=$1 name section
    mandoc -T lint -W warning "$page" || bad=1
    for name in NAME DESCRIPTION 'SEE ALSO'; do
        grep -q "^\.Sh $name\$" "$page" || complain "$page: has no section $name"
    done
    if [[ $page = *.1 ]]; then
        for name in SYNOPSIS 'EXIT STATUS' EXAMPLES; do
            grep -q "^\.Sh $name\$" "$page" || complain "$page: has no section $name"
        done
    fi
    while read -r name section; do
        [ -e "man/$name.$section" ] && continue
        [[ $system_pages = *" $name.$section "* ]] || complain "$page: there is no $name($section)"
    done < <(sed -nE 's/^\.Xr ([^ ]+) ([0-9]).*/\1 \2/p' "$page")
}

# Every rule of mdm-inspect is explained in its page.
check_rules() {
    diff <("$bin/mdm-inspect" --lint=list | cut -f 1) \
        <(sed -n '/^\.Sh RULES/,/^\.Sh ENV/s/^\.It Li //p' man/mdm-inspect.1) && return
    complain "mdm-inspect: --lint=list (<) and manual (>) disagree on rules"
}

# A page or completion of a tool that is gone stays behind otherwise.
check_orphans() {
    local file name
    for file in man/*.1 completions/bash/* completions/zsh/_* completions/fish/*.fish; do
        name=${file##*/}
        name=${name#_}
        name=${name%.1}
        name=${name%.fish}
        [ ! -e "$file" ] || [ -e "tools/$name.cpp" ] || [ -e "scripts/$name" ] ||
            complain "$file: there is no tool $name"
    done
}

for source in tools/*.cpp; do
    [ -e "$source" ] && check_tool "$(basename "$source" .cpp)"
done
for page in man/*.[1-9]; do
    [ -e "$page" ] && check_page "$page"
done
check_orphans
check_rules
exit $bad
