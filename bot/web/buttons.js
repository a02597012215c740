// The row of buttons under a reply. A question's row is good until the question is answered, a card's for ever.

import { element, hush, isHushed, log, readsTheEnd, toEnd } from "./scroll.js";

const OPEN = 'button[data-id^="q"]:not([aria-disabled])';

export const isQuestion = (button) => button.id.startsWith("q");

export function buttonRow(buttons, press) {
  const long = buttons.some((button) => button.label.length > 9);
  const row = element("div", { className: long ? "buttons wide" : "buttons" });
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "可以直接按");
  for (const button of buttons) {
    const made = element("button", { type: "button", textContent: button.label });
    made.dataset.id = button.id;
    made.addEventListener("click", () => {
      if (isHushed() || made.hasAttribute("aria-disabled")) return;
      hush();
      if (isQuestion(button)) choose(row, made);
      press(button);
    });
    row.append(made);
  }
  return row;
}

// Expired buttons keep the focus that they have: a `disabled` one would lose it to the page.
const expire = (buttons) => buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));

function choose(row, chosen) {
  chosen.setAttribute("aria-pressed", "true");
  expire([...row.children]);
}

// A press told by the history or by another tab: the question it answered is behind us, and the choice stays to be seen.
export function markChosen(label) {
  const row = [...log.querySelectorAll(".buttons")].at(-1);
  const made = [...(row?.querySelectorAll(OPEN) ?? [])].find((button) => button.textContent === label);
  if (made) choose(row, made);
}

export function expireQuestions() {
  expire(log.querySelectorAll(OPEN));
  for (const again of log.querySelectorAll(".again")) {
    if (again.querySelector("[aria-pressed]")) continue;
    homes.get(again).append(...again.children);
    again.remove();
  }
}

// Files are there: the row of the question that still stands comes down to the end, behind them.

const homes = new WeakMap(); // a row's turn at the end → the reply that it belongs to

export function openRowToEnd() {
  const row = [...log.querySelectorAll(OPEN)].at(-1)?.closest(".buttons");
  if (!row || log.lastElementChild.contains(row)) return;
  const turn = row.closest(".turn");
  if (turn.matches(".again")) log.append(turn);
  else {
    const again = element("div", { className: "turn again" }, row);
    homes.set(again, turn);
    log.append(again);
  }
  hush();
  if (readsTheEnd()) toEnd();
}
