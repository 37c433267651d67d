#include "web/page.h"

namespace mdm::web {

// Text of the greys has a contrast of 5.5 or more to what it stands on (WCAG 2.1, 1.4.3), borders
// of fields 3 (1.4.11). Whatever can be touched is 44 pixels high or more (2.5.5).
Markup style_sheet()
{
    return R"css(
:root {
  color-scheme: light dark;
  --page: #eef1f5; --card: #ffffff; --text: #1b2027; --muted: #545d69; --line: #d5dae1;
  --field: #ffffff; --field-line: #7b8593; --soft: #f5f7f9;
  --error: #a8171c; --error-soft: #fdeeee;
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme=light]) {
    --page: #0f1216; --card: #191e24; --text: #e8ebef; --muted: #a3adb9; --line: #333b45;
    --field: #12161b; --field-line: #76818e; --soft: #12161b;
    --error: #ff9c9c; --error-soft: #34191b;
  }
}
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] {
  color-scheme: dark;
  --page: #0f1216; --card: #191e24; --text: #e8ebef; --muted: #a3adb9; --line: #333b45;
  --field: #12161b; --field-line: #76818e; --soft: #12161b;
  --error: #ff9c9c; --error-soft: #34191b;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center;
  justify-content: center; padding: 2rem 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Liberation Sans",
    "DejaVu Sans", sans-serif;
}
main {
  width: 100%; max-width: 27rem; padding: 2.25rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 12px;
  box-shadow: 0 1px 2px rgb(0 0 0 / .05), 0 12px 32px rgb(0 0 0 / .07);
}
.wide { max-width: 40rem; }
.brand { display: flex; align-items: center; gap: .75rem; margin: 0 0 1.5rem; font-weight: 600; }
.brand img { display: block; max-height: 40px; max-width: 160px; }
.brand:empty { display: none; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; font-weight: 600; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.lead { color: var(--muted); margin-bottom: 1.5rem; }
.field { margin-bottom: 1.25rem; }
label { display: block; font-weight: 600; margin-bottom: .375rem; }
.hint { margin: .375rem 0 0; color: var(--muted); font-size: .875rem; }
input[type=text], input[type=password] {
  display: block; width: 100%; min-height: 2.875rem; padding: .5rem .75rem; font: inherit;
  color: inherit; background: var(--field); border: 1px solid var(--field-line);
  border-radius: 8px;
}
input[aria-invalid=true] { border-color: var(--error); border-width: 2px; }
:focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
.error { margin: .375rem 0 0; color: var(--error); font-size: .875rem; font-weight: 600; }
.problem {
  margin: 0 0 1.5rem; padding: .875rem 1rem; color: var(--error); background: var(--error-soft);
  border: 1px solid; border-left-width: 4px; border-radius: 8px;
}
.problem p { margin: 0; }
button {
  display: block; width: 100%; min-height: 2.875rem; padding: .5rem 1.25rem; font: inherit;
  font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 1px solid var(--accent); border-radius: 8px; cursor: pointer;
}
button:hover { filter: brightness(1.08); }
button:active { filter: brightness(.94); }
button.second { color: var(--text); background: transparent; border-color: var(--field-line); }
.buttons { display: flex; gap: .75rem; flex-wrap: wrap; }
.buttons button { flex: 1 1 9rem; }
.terms {
  max-height: 14rem; overflow: auto; margin: 0 0 1rem; padding: .875rem 1rem;
  background: var(--soft); border: 1px solid var(--line); border-radius: 8px; font-size: .9375rem;
}
.signed-in { margin: 0 0 1rem; color: var(--muted); font-size: .875rem; }
.wide .terms { max-height: 50vh; margin-bottom: 1.5rem; }
.terms h3 { margin: 0 0 .375rem; font-size: 1rem; }
.terms p:last-child { margin-bottom: 0; }
h2 { margin: 0 0 .375rem; font-size: 1rem; }
.accept { display: flex; gap: .625rem; align-items: flex-start; padding: .5rem 0; }
.accept label { margin: 0; font-weight: 400; }
.accept input { flex: none; width: 1.25rem; height: 1.25rem; margin: .125rem 0 0; }
input[type=checkbox] { accent-color: var(--accent); }
footer {
  width: 100%; max-width: 27rem; margin-top: 1.25rem; padding: 0 .5rem; color: var(--muted);
  font-size: .8125rem; text-align: center;
}
footer p { margin: 0 0 .25rem; }
@media (max-width: 30rem) {
  body { justify-content: flex-start; padding: 0; background: var(--card); }
  main { border: 0; border-radius: 0; box-shadow: none; padding: 1.5rem 1.25rem; }
  footer { padding: 0 1.25rem 1.5rem; text-align: left; }
}
@media (forced-colors: active) { button { border-color: ButtonText; } }
)css";
}

} // namespace mdm::web
