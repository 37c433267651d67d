#!/bin/bash
# Completion in each shell, by completing: for each tool, and each of its commands, what comes after
# TOOL -- in bash, zsh and fish is what --help lists.

. "$(dirname "$0")/lib.bash"

prefix=$scratch/prefix
cmake --install "$MDM_BUILD" --prefix "$prefix" >"$scratch/install.out"
export HOME=$scratch

# Lines to be completed: "TOOL --" and "TOOL COMMAND --".
commands_of() {
    "$1" --help | sed -n "s/^$1 \([a-z-]*\)\( .*\)\?$/\1/p"
}
for source in "$top"/tools/*.cpp; do
    tool=$(basename "$source" .cpp)
    commands=$(commands_of "$tool")
    if [ -z "$commands" ]; then
        echo "$tool --"
    else
        for command in $commands; do echo "$tool $command --"; done
    fi
done >"$scratch/lines"
echo 'enrollkit-setup --' >>"$scratch/lines"
PATH=$prefix/sbin:$PATH
claim 'there are lines to complete' [ "$(wc -l <"$scratch/lines")" -gt 30 ]

# wanted LINE: the long options of that tool or command.
wanted() {
    # shellcheck disable=SC2086 # words
    ${1% --} --help | grep -oE '^  (-[[:alnum:]], |    )--[a-z0-9-]+' | grep -oE -- '--.*' | sort -u
}

claim 'the page of enrollkit-setup has its options' diff <(wanted 'enrollkit-setup --') \
    <(sed -n 's/^\.It Fl -\([a-z-]*\).*/--\1/p' "$top/man/enrollkit-setup.8" | sort)

# Each writes what a shell offers for a line.
in_bash() {
    bash --norc -c '
        . /usr/share/bash-completion/bash_completion 2>/dev/null
        line=$1 folder=$2
        read -ra COMP_WORDS <<<"$line"
        [[ $line != *" " ]] || COMP_WORDS+=("")
        . "$folder/${COMP_WORDS[0]}"
        compopt() { :; }
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
        program=$(complete -p "${COMP_WORDS[0]}" | sed "s/.*-F \([^ ]*\) .*/\1/")
        "$program" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf "%s\n" "${COMPREPLY[@]}"' bash "$1" "$prefix/share/bash-completion/completions"
}

# zsh itself, at a terminal: all lines by one shell, whose menu of matches is captured.
in_zsh() {
    zsh -f "$top/tests/e2e/complete.zsh" "$prefix/share/zsh/site-functions" "$1"
}

in_fish() {
    XDG_DATA_HOME=$scratch/fish fish --no-config -c "
        source $prefix/share/fish/vendor_completions.d/${1%% *}.fish; complete -C '$1'" |
        cut -f 1
}

for shell in bash zsh fish; do
    wrong=0
    while read -r line; do
        wanted "$line" >"$scratch/wanted"
        "in_$shell" "$line" 2>"$scratch/err" </dev/null | tr -d '\r' |
            grep -oE -- '^--[a-z0-9-]+' | sort -u >"$scratch/got"
        diff "$scratch/wanted" "$scratch/got" >"$scratch/diff" && continue
        wrong=$((wrong + 1))
        echo "$shell: $line"
        head -n 5 "$scratch/diff" "$scratch/err"
    done <"$scratch/lines"
    claim "$shell completes all of them" [ $wrong = 0 ]
done

# Values too.
offers() {
    "in_$1" "$2" </dev/null 2>"$scratch/err" | tr -d '\r' | grep -qx -- "$3"
}
for shell in bash zsh fish; do
    claim "$shell completes a value" offers $shell 'mdm-invite reg ' auto-enroll-user
    claim "$shell completes a command" offers $shell 'mdm-token ke' keygen
    claim "$shell asks a tool for values" offers $shell 'mdm-fault --explain DeviceC' \
        DeviceCapReached
done
finish
