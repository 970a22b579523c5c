// Holding a panel by keyboard, and Control+Z.

import { below, column, drop, hold, inHand, length, letGo, lift, overTray, putBack, tell } from "./holding.js";
import { DRAWN, STEP, board, grid, say, waiting } from "./page.js";

const KEYS = {
  ArrowUp: ([start, end, room]) => [start - STEP, end && end - STEP, room],
  ArrowDown: ([start, end, room]) => [start + STEP, end && end + STEP, room],
  PageUp: ([start, end, room]) => [start - 60, end && end - 60, room],
  PageDown: ([start, end, room]) => [start + 60, end && end + 60, room],
  ArrowLeft: ([start, end]) => [start, end, column(-1).room],
  ArrowRight: ([start, end]) => [start, end, column(1).room],
  "+": ([start, end, room]) => [start, start + length() + (end === null ? 0 : STEP), room],
  "-": ([start, , room]) => [start, Math.max(start + STEP, start + length() - STEP), room],
};
KEYS["="] = KEYS["+"];
KEYS["−"] = KEYS["-"];

export function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return turn(event);
  const handle = event.target.closest?.(".handle");
  if (!handle || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!inHand()) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pickUp(handle.closest(".slip"));
  } else if (inHand().how === "keys") {
    whileHeld(event);
  }
}

function pickUp(card) {
  if (!lift(card, "keys")) return;
  const first = Number(grid().dataset.first) * 60;
  if (inHand().tray) hold(first, first + DRAWN, inHand().held.room);
  else tell();
  say(`Picked up. ${document.getElementById("board-says").textContent}`, { stay: true });
}

function whileHeld(event) {
  if (event.key === "Tab") return putBack();
  event.preventDefault();
  const { held, card } = inHand();
  if (KEYS[event.key]) {
    hold(...KEYS[event.key]([held.start, held.end, held.room]));
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
  } else if (event.key === "Escape") putBack();
  else if (event.key === "Enter" || event.key === " ") letGo();
  else if (event.key.toLowerCase() === "s") below() ? drop(below()) : say("There is no panel below it to swap with.", { bad: true });
  else if (event.key === "Delete" || event.key === "Backspace") {
    overTray(true);
    letGo();
  }
}

function turn(event) {
  if (event.target.closest("input, textarea, select") || inHand() || waiting()) return;
  const way = board().querySelector(`[data-turn="${event.shiftKey ? "redo" : "undo"}"]`);
  if (!way) return;
  event.preventDefault();
  if (way instanceof HTMLFormElement) way.requestSubmit(way.querySelector("button"));
  else way.click(); // an import, which is taken back on a page of its own
}
