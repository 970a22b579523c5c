// What a panel would meet where the form beside the board puts it, on the day that is shown, before it is sent.

import { fact, facts, index, meeting, words } from "./clashes.js";
import { board, grid, minuteOf } from "./page.js";

export function onInput(event) {
  event.target.closest?.("#move")?.toggleAttribute("data-typed", true);
  const form = event.target.closest?.("#move form[data-says]");
  if (form && grid()) document.getElementById("move-says").textContent = foreseen(new FormData(form));
}

function foreseen(asked) {
  const card = board().querySelector(`.slip[data-panel="${asked.get("panel")}"]`);
  const start = minuteOf(asked.get("time"), asked.has("later"));
  if (!card || start === null || asked.get("date") !== grid().dataset.date) return "";
  const length = Number(asked.get("length"));
  const held = { ...fact(card), start, end: length > 0 ? start + length : null, room: asked.get("room") };
  return words(meeting(held, index(held, facts()), Number(board().dataset.walk)));
}
