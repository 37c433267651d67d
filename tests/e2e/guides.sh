#!/bin/bash
# What the guides say is true: the commands of each page are run, in the order of the page, against
# a service that enrollkit-setup made. Commands stand between .Bd -literal and .Ed; those behind a
# comment "not run: REASON" are left out; what is .Bd -unfilled is no command.

. "$(dirname "$0")/lib.bash"

prefix=$scratch/prefix
root=$scratch/root
cmake --install "$MDM_BUILD" --prefix "$prefix" >"$scratch/install.out"
"$prefix/sbin/enrollkit-setup" --root "$root" --yes --host mdm.example.com --server nginx \
    --self-signed --user alice@example.com >"$scratch/setup.out" || fail 'the service is not made'

# A service that has served somebody.
mdm-request issue --user alice@example.com --password-file "$root/etc/enrollkit/first-password" |
    ENROLLKIT_CONFIG=$root/etc/enrollkit/enrollkit.toml sh -c \
        'mdm-auth | wstep-sign | mdm-provision' >"$scratch/answer" || fail 'nobody is served'

# And a token, in which the guides make a key.
export SOFTHSM2_CONF=$scratch/softhsm.conf
mkdir "$scratch/tokens"
printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$scratch/tokens" >"$SOFTHSM2_CONF"
echo 4321 >"$root/etc/enrollkit/pin"
softhsm2-util --init-token --free --label enrollkit --so-pin 87654321 --pin 4321 >"$scratch/log" ||
    fail 'there is no token'

commands_of() {
    awk '/^\.\\" not run: ./ { skip = 1 }
         /^\.Bd -literal/ { inside = 1; next }
         /^\.Ed/ { inside = 0; skip = 0 }
         inside && !skip { gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\\(aq/, "\047"); print }' \
        "$1"
}

# The folders of a service, where a path begins.
paths="\(^\|[ '\"]\)\(/etc\|/var/lib\|/var/log\)/enrollkit"
for page in "$top"/man/enrollkit*.7; do
    name=$(basename "$page")
    mkdir -p "$scratch/$name"
    commands_of "$page" | sed "s#$paths#\1$root\2/enrollkit#g" >"$scratch/commands"
    claim "$name has commands" [ -s "$scratch/commands" ]
    if (cd "$scratch/$name" && PATH=$prefix/bin:$prefix/sbin:$PATH && unset ENROLLKIT_CONFIG &&
        bash -x -eu -o pipefail "$scratch/commands") >"$scratch/out" 2>"$scratch/err"; then
        printf 'ok   %s: %s commands\n' "$name" "$(grep -c '^+ ' "$scratch/err")"
    else
        tail -n 5 "$scratch/err"
        fail "$name: its commands"
    fi
done

# The advice of enrollkit-windows(7) is that of mdm-fault, of every code that a device shows.
awk '/^\.It Li 0x8018/ { code = $3; next }
     /^\.(Sh|Ss|El|Bl)/ { code = "" }
     code != "" { text[code] = text[code] (text[code] == "" ? "" : " ") $0 }
     END { for (code in text) print code "\t" text[code] }' "$top/man/enrollkit-windows.7" |
    sed 's/\\&//g' | sort >"$scratch/page"
mdm-fault --list --json | jq -r '.[] | select(.name and (.hresult | startswith("0x8018"))) |
    select(.origin == ("subcode", "error_type", "client")) |
    [.hresult, .meaning + " " + .advice] | @tsv' | sort >"$scratch/catalogue"
claim 'enrollkit-windows(7) explains every code as mdm-fault does' \
    diff "$scratch/page" "$scratch/catalogue"
claim 'and there are many' [ "$(wc -l <"$scratch/page")" -gt 40 ]
finish
