#include "upkeep/report_page.h"

namespace mdm::upkeep {

// Text of the greys has a contrast of 5.5 or more to what it stands on (WCAG 2.1, 1.4.3), bars one
// of 3 or more to the card and to each other's neighbour, a gap (1.4.11). On paper colours are
// kept, since the bars are them.
web::Markup report_style()
{
    return R"css(
:root {
  color-scheme: light dark;
  --page: #eef1f5; --card: #ffffff; --text: #1b2027; --muted: #545d69; --line: #d5dae1;
  --part0: #0b5cad; --part1: #c2570c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1216; --card: #191e24; --text: #e8ebef; --muted: #a3adb9; --line: #333b45;
    --part0: #6cb2f5; --part1: #f3a35c;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Liberation Sans",
    "DejaVu Sans", sans-serif;
}
main, header, footer { max-width: 60rem; margin: 0 auto; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.25; font-weight: 600; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; font-weight: 600; }
header p, footer { margin: .25rem 0 1.5rem; color: var(--muted); }
footer { font-size: .8125rem; }
.numbers {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(7.25rem, 1fr)); gap: 1rem;
  margin: 0 0 1rem; padding: 0;
}
.numbers div, section {
  padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px;
}
.numbers div {
  display: flex; flex-direction: column; justify-content: space-between; padding: 1rem 1.25rem;
}
.numbers dt { color: var(--muted); font-size: .875rem; }
.numbers dd { margin: 0; font-size: 1.75rem; line-height: 1.25; font-weight: 600; }
section { margin: 0 0 1rem; overflow-wrap: anywhere; }
section p { margin: 0; color: var(--muted); }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--muted); font-size: 13px; }
svg line { stroke: var(--line); stroke-width: 1; }
.part0 { fill: var(--part0); background: var(--part0); }
.part1 { fill: var(--part1); background: var(--part1); }
.legend { display: flex; gap: 1.25rem; margin: 0 0 .5rem; padding: 0; list-style: none; }
.legend span {
  display: inline-block; width: .75rem; height: .75rem; margin-right: .5rem; border-radius: 2px;
}
details { margin-top: .75rem; }
summary { color: var(--muted); cursor: pointer; }
:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td {
  padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); text-align: left;
  font-weight: 400; vertical-align: top;
}
thead th { color: var(--muted); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
code { font: .8125rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
@media (forced-colors: active) {
  .part0, .part1 { forced-color-adjust: none; }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --text: #000000; --muted: #444444; --line: #bbbbbb;
    --part0: #0b5cad; --part1: #c2570c;
  }
  body { padding: 0; font-size: .8125rem; }
  section, .numbers div { break-inside: avoid; border-radius: 0; }
  summary { display: none; }
  svg, .legend span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";
}

} // namespace mdm::upkeep
