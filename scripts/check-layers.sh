#!/bin/sh
# check-layers.sh - the #include lines of libcommon agree with libcommon/layers.txt.
#
# A module may include itself and what its line names; a line may name only modules above it, so
# there are no cycles. Tools and tests may include any module. Fails on a module without a line,
# on a line without a module, and on an include of anything that is not a module.

cd "$(dirname "$0")/.." || exit 2

find libcommon tools tests/unit \( -name '*.h' -o -name '*.cpp' \) -exec \
    grep -HnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' {} + |
    LC_ALL=C sort | awk -v modules="$(cd libcommon && find . -mindepth 1 -maxdepth 1 -type d)" '
    function complain(text) { print text; bad = 1 }

    FILENAME == "libcommon/layers.txt" {
        if (/^#/ || NF == 0)
            next
        name = $1
        if (!sub(/:$/, "", name))
            complain("layers.txt: " $1 ": expected \"MODULE:\"")
        for (i = 2; i <= NF; i++) {
            if (!($i in listed))
                complain("layers.txt: " name " names " $i ", which is not listed above it")
            allowed[name, $i] = 1
        }
        listed[name] = allowed[name, name] = 1
        next
    }

    # libcommon/xcep/policy.cpp:3:#include "soap/envelope.h"
    {
        split($0, place, ":")
        split(place[1], path, "/")
        split($0, quoted, "\"")
        used = quoted[2]
        # What tests of one module share stands beside them.
        if (path[1] == "tests" && used ~ /^[a-z_]+_fixture\.h$/)
            next
        if (sub(/\/.*/, "", used) == 0 || !(used in listed))
            complain(place[1] ":" place[2] ": \"" quoted[2] "\" is in no module")
        else if (path[1] == "libcommon" && !((path[2], used) in allowed))
            complain(place[1] ":" place[2] ": " path[2] " may not include " used)
    }

    END {
        count = split(modules, folders, "\n")
        for (i = 1; i <= count; i++) {
            sub(/^\.\//, "", folders[i])
            if (!(folders[i] in listed))
                complain("libcommon/" folders[i] ": has no line in layers.txt")
            present[folders[i]] = 1
        }
        for (name in listed)
            if (!(name in present))
                complain("layers.txt: " name ": there is no such folder")
        exit bad
    }' libcommon/layers.txt -
