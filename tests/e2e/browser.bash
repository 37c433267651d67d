# A browser for the tests of the web pages: Chromium, told what to do by WebDriver (W3C WebDriver
# Level 2) through curl. Sourced after lib.bash. Screenshots stay in $MDM_BUILD/screenshots.

# shellcheck disable=SC2154 # scratch and top are of lib.bash

shots=${MDM_BUILD:-$scratch}/screenshots
element_key=element-6066-11e4-a52e-4f735466cecf # WebDriver 12.1

# driver METHOD PATH [JSON]: the value of the answer.
driver() {
    curl -sS --max-time 60 --noproxy '*' -X "$1" -H 'Content-Type: application/json' \
        ${3+--data-binary "$3"} "http://127.0.0.1:$driver_port$2" | jq -c .value
}

browser() {
    local method=$1 path=$2
    shift 2
    driver "$method" "/session/$session$path" "$@"
}

start_browser() {
    local program
    for program in chromium chromedriver; do
        command -v $program >/dev/null && continue
        echo "$program is missing: run scripts/install-dependencies --browser"
        exit 1
    done
    mkdir -p "$shots"
    HOME=$scratch chromedriver --port=0 >"$scratch/driver.log" 2>&1 &
    driver_pid=$!
    trap 'stop_browser; "$top/scripts/lab" stop "$scratch/lab"; rm -rf "$scratch"' EXIT
    for _ in $(seq 1200); do
        driver_port=$(sed -n 's/.*started successfully on port \([0-9]*\).*/\1/p' \
            "$scratch/driver.log")
        [ -z "$driver_port" ] || break
        sleep 0.05
    done
    session=$(driver POST /session "$(jq -nc --arg dir "$scratch/browser" '{capabilities: {
        alwaysMatch: {acceptInsecureCerts: true, "goog:chromeOptions": {args: [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--hide-scrollbars", "--user-data-dir=\($dir)"]}}}}')" | jq -r .sessionId)
    [ "$session" != null ] || {
        cat "$scratch/driver.log"
        exit 1
    }
}

stop_browser() {
    [ -z "${session-}" ] || driver DELETE "/session/$session" >"$scratch/driver.out" 2>&1
    kill "$driver_pid" 2>/dev/null
    wait "$driver_pid" 2>/dev/null
}

# tool COMMAND JSON: a command of the browser's own (Chrome DevTools Protocol).
tool() {
    browser POST /goog/cdp/execute "{\"cmd\":\"$1\",\"params\":${2:-{\}}}" >"$scratch/tool.out"
}

look_like() {
    case $1 in
    light | dark)
        tool Emulation.setEmulatedMedia \
            "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"$1\"}]}"
        ;;
    desktop) screen 1000 900 false ;;
    phone) screen 390 844 true ;;
    esac
}

screen() {
    tool Emulation.setDeviceMetricsOverride \
        "{\"width\":$1,\"height\":$2,\"deviceScaleFactor\":1,\"mobile\":$3}"
}

language() {
    tool Network.enable
    tool Network.setExtraHTTPHeaders "{\"headers\":{\"Accept-Language\":\"$1\"}}"
}

visit() {
    browser POST /url "{\"url\":\"$1\"}" >"$scratch/visit.out"
}

find_element() {
    browser POST /element "$(jq -nc --arg css "$1" '{using: "css selector", value: $css}')" |
        jq -r ".[\"$element_key\"]"
}

enter() {
    browser POST "/element/$(find_element "$1")/clear" '{}' >"$scratch/enter.out"
    browser POST "/element/$(find_element "$1")/value" \
        "$(jq -nc --arg text "$2" '{text: $text}')" >"$scratch/enter.out"
}

press() {
    browser POST "/element/$(find_element "$1")/click" '{}' >"$scratch/press.out"
}

# text CSS, property CSS NAME: of the first element.
text() {
    browser GET "/element/$(find_element "$1")/text" | jq -r .
}
property() {
    browser GET "/element/$(find_element "$1")/property/$2" | jq -r .
}
attribute() {
    browser GET "/element/$(find_element "$1")/attribute/$2" | jq -r .
}
# style CSS PROPERTY: as it is computed.
style() {
    run "getComputedStyle(document.querySelector('$1')).$2"
}
address() {
    browser GET /url | jq -r .
}
# run SCRIPT: the value of a JavaScript expression.
run() {
    browser POST /execute/sync "$(jq -nc --arg code "return $1" '{script: $code, args: []}')" |
        jq -r .
}

# shot NAME: the whole page as a picture.
shot() {
    browser POST /goog/cdp/execute '{"cmd":"Page.captureScreenshot",
        "params":{"format":"png","captureBeyondViewport":true}}' | jq -r .data |
        base64 -d >"$shots/$1.png"
    [ "$(stat -c %s "$shots/$1.png")" -gt 5000 ] || fail "there is no screenshot $1"
}

# No line of text or box is wider than the screen.
fits() {
    [ "$(run 'document.documentElement.scrollWidth <= window.innerWidth')" = true ]
}
