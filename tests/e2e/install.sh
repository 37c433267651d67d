#!/bin/bash
# What `cmake --install` installs is complete, and works from where it lands.

. "$(dirname "$0")/lib.bash"

prefix=$scratch/prefix
claim 'it installs' cmake --install "$MDM_BUILD" --prefix "$prefix" >"$scratch/install.out"
for source in "$top"/tools/*.cpp; do
    tool=$(basename "$source" .cpp)
    for file in "bin/$tool" "share/man/man1/$tool.1" \
        "share/bash-completion/completions/$tool" "share/zsh/site-functions/_$tool" \
        "share/fish/vendor_completions.d/$tool.fish"; do
        [ -f "$prefix/$file" ] || fail "$file is not installed"
    done
done
for page in "$top"/man/*.[578]; do
    [ -f "$prefix/share/man/man${page##*.}/${page##*/}" ] || fail "${page##*/} is not installed"
done
claim 'the installed tools run' "$prefix/bin/mdm-discover" --version

example=$prefix/share/doc/enrollkit/examples/enrollkit.toml
status() {
    PATH=$prefix/bin:$PATH REQUEST_METHOD=GET ENROLLKIT_CONFIG=$1 \
        "$prefix/libexec/enrollkit/cgi/discovery.cgi" | tr -d '\r' | sed -n 's/^Status: //p'
}
claim 'the example configuration is read' \
    "$prefix/bin/mdm-discover" --config "$example" <"$messages/discover.xml" >"$scratch/answer"
claim 'and its URLs are told to devices' grep -q 'https://mdm.example.com/' "$scratch/answer"
claim 'the installed script answers a probe' [ "$(status "$example")" = '200 OK' ]
finish
