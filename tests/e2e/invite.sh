#!/bin/bash
# The page of mdm-invite in Chromium: the code that it shows is read from a picture of it, and it
# fits a desktop, a phone and a sheet of paper.

. "$(dirname "$0")/lib.bash"
. "$(dirname "$0")/browser.bash"

cat >"$scratch/enrollkit.toml" <<END
[web]
organisation = "Example Works"
help = "the service desk, +49 30 123456"
END
options=(--user alice@example.com --server https://mdm.example.com/EnrollmentServer/Discovery.svc)
link=$(mdm-invite link "${options[@]}")
start_browser
for tag in en de; do
    mdm-invite page --config "$scratch/enrollkit.toml" --language $tag "${options[@]}" \
        >"$scratch/$tag.html"
    visit "file://$scratch/$tag.html"
    claim "$tag: the page opens" [ "$(attribute html lang)" = $tag ]
    claim "$tag: its button is the link" [ "$(attribute a.button href)" = "$link" ]
    for size in desktop phone; do
        look_like $size
        claim "$tag: it fits a $size" fits
        shot "invite-$tag-$size"
        claim "$tag: the code is read from the screen of a $size" \
            [ "$(zbarimg -q --raw "$shots/invite-$tag-$size.png" 2>"$scratch/zbar.err")" = "$link" ]
    done
done
look_like dark
claim 'paper is white, and so is the page' \
    [ "$(style main backgroundColor)" = 'rgb(255, 255, 255)' ]
browser POST /print '{"page":{"width":21,"height":29.7}}' | jq -r . | base64 -d >"$scratch/page.pdf"
claim 'it is one page of A4' [ "$(grep -ac '/Type */Page$' "$scratch/page.pdf")" = 1 ]
finish
