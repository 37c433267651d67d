#!/bin/bash
# The manual as a site: every page is there and valid, every link leads to a page and to a place on
# it, and none leads away.

. "$(dirname "$0")/lib.bash"

site=$scratch/site
claim 'the site is written' "$top/scripts/docs" "$site"
pages() { find "$1" -name "$2" | wc -l; }
claim 'with a page for each of the manual' \
    [ "$(pages "$site" '*.[1-8].html')" = "$(pages "$top/man" '*.[1-8]')" ]
claim 'and again over itself' "$top/scripts/docs" "$site"

# links PAGE: what it refers to, and the ids that it has.
links() { grep -o 'href="[^"]*"' "$1" | sed 's/^href="//; s/"$//'; }
has_id() { grep -qF -- "id=\"$2\"" "$1"; }
count=0
for page in "$site"/*.html; do
    name=$(basename "$page")
    xmllint --html --nonet --noout "$page" 2>&1 |
        grep -v 'Tag \(nav\|section\|main\) invalid' | grep error && fail "$name is not valid"
    while read -r link; do
        count=$((count + 1))
        file=${link%%#*}
        case $file in
        https://learn.microsoft.com/* | https://cr.yp.to/*) continue ;;
        *:*) fail "$name: leads away to $link" ;;
        esac
        [ -z "$file" ] || [ -e "$site/$file" ] || fail "$name: there is no $file"
        case $link in
        *#*) has_id "$site/${file:-$name}" "${link#*#}" || fail "$name: nothing is at $link" ;;
        esac
    done < <(links "$page")
done
claim "there are $count links, and those that fail stand above" [ $count -gt 300 ]
for page in "$site"/*.[1-8].html; do
    grep -qF "href=\"$(basename "$page")\"" "$site/index.html" ||
        fail "the index does not lead to $(basename "$page")"
done
claim 'a guide leads to the tools' grep -q 'class="Xr" href="mdm-auth.1.html"' \
    "$site/enrollkit.7.html"
claim 'a page of the system is no link' grep -q 'cron(8)' "$site/enrollkit-deploy.7.html"
finish
