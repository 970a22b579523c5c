// A panel in hand, whoever holds it: where it was, where it is held now, what it meets there, and where it is dropped.

import { fact, facts, index, meeting, words } from "./clashes.js";
import { DRAWN, STEP, board, clock, grid, heads, reach, say, send, title, tray, waiting } from "./page.js";

const SHORT = 4; // steps from which a card has room for more than a line

let lifted = null;

export const inHand = () => lifted;

export function lift(card, how) {
  if (lifted || !grid() || waiting()) return false;
  const [its, others] = [fact(card), facts()];
  lifted = {
    card, how, others, meets: index(its, others), held: { ...its }, tray: its.start === null, before: its,
    columns: heads().map((head) => ({ room: head.dataset.room, name: head.firstChild.textContent.trim() })),
    against: [], parent: card.parentNode, next: card.nextSibling, classes: card.className,
    clock: card.querySelector(".clock"), time: Object.assign(document.createElement("span"), { className: "clock" }),
  };
  card.classList.add("lifted");
  return true;
}

function settle() {
  const was = lifted;
  was.against.forEach((card) => card.classList.remove("against"));
  tray().classList.remove("over");
  lifted = null;
  return was;
}

export function putBack() {
  const was = settle();
  was.card.className = was.classes;
  was.card.removeAttribute("style");
  was.clock ? was.time.replaceWith(was.clock) : was.time.remove();
  const focused = was.card.contains(document.activeElement);
  was.parent.insertBefore(was.card, was.next);
  if (focused) was.card.querySelector(".handle").focus();
  say(`“${title(was.card)}” is where it was.`);
}

export function length() {
  return lifted.held.end === null ? DRAWN : lifted.held.end - lifted.held.start;
}

export function hold(start, end, room) {
  const { held, card } = lifted;
  const most = grid().dataset.clocks.split(" ").length * 60;
  const long = end === null ? DRAWN : end - start;
  held.start = Math.max(0, Math.min(start, most - Math.min(long, most)));
  held.end = end === null ? null : held.start + long;
  held.room = room;
  lifted.tray = false;
  reach(held.start, held.start + long);
  if (card.parentNode !== grid()) {
    grid().append(card);
    if (lifted.how === "keys") card.querySelector(".handle").focus();
  }
  draw(card, held, long);
  tell();
}

export function overTray(over) {
  tray().classList.toggle("over", over);
  if (!over || lifted.tray) return;
  lifted.tray = true;
  tell();
}

export function column(by) {
  const { columns, held } = lifted;
  const at = columns.findIndex(({ room }) => room === held.room) + by;
  return columns[Math.max(0, Math.min(columns.length - 1, at))];
}

function draw(card, held, long) {
  const [from, to] = [Math.floor(held.start / STEP), Math.ceil((held.start + long) / STEP)];
  const c = lifted.columns.findIndex(({ room }) => room === held.room);
  const lines = { h: Math.floor(from / 12), m: from % 12, e: Math.floor(to / 12), n: to % 12, c, lane: 0, lanes: 1 };
  card.classList.remove("wide");
  card.classList.toggle("short", to - from < SHORT);
  for (const [name, value] of Object.entries(lines)) card.style.setProperty(`--${name}`, value);
}

// The card says the time at which it would be dropped, in place of its own.
function show(from, until) {
  const { card, clock: its, time } = lifted;
  time.replaceChildren(from, Object.assign(document.createElement("span"), { className: "until", textContent: until }));
  if (time.isConnected) return;
  its ? its.replaceWith(time) : card.querySelector(".words").prepend(time, " ");
}

export function tell() {
  const { card, held, meets } = lifted;
  const found = lifted.tray ? null : meeting(held, meets, Number(board().dataset.walk));
  const against = found ? [...found.places, ...found.people.map(([other]) => other)].map((other) => other.card) : [];
  lifted.against.filter((other) => !against.includes(other)).forEach((other) => other.classList.remove("against"));
  against.forEach((other) => other.classList.add("against"));
  lifted.against = against;
  card.classList.toggle("clashes", against.length > 0);
  const [from, until] = lifted.tray ? ["no time", ""] : [clock(held.start), held.end === null ? "" : `–${clock(held.end)}`];
  show(from, until);
  const where = lifted.tray ? from : `${from}${until}, ${column(0).name}`;
  const said = found ? words(found) : "";
  say(`“${title(card)}”: ${where}${said && `. ${said}`}`, { bad: against.length > 0, stay: true });
}

// The panel of the same room that is under the one in hand.
export function below() {
  const { held, others } = lifted;
  const here = others.filter((other) => other.panel !== held.panel && other.room === held.room && other.start < held.start + length());
  return here.find((other) => held.start < (other.end ?? other.start + DRAWN) && other.card.classList.contains("slip"))?.card;
}

function changed() {
  const { held, before } = lifted;
  if (lifted.tray) return before.start !== null;
  return held.start !== before.start || held.end !== before.end || held.room !== before.room;
}

export function letGo() {
  changed() ? drop() : putBack();
}

export function drop(onto = null) {
  const { card, held, before, tray: aside } = settle();
  card.classList.remove("lifted");
  const shared = { panel: before.panel, was: card.dataset.was };
  const { moves, swaps } = board().dataset;
  if (onto) return send(swaps, { ...shared, other: onto.dataset.panel, other_was: onto.dataset.was });
  if (aside) return send(moves, { ...shared, room: before.room });
  const long = held.end === null ? "" : held.end - held.start;
  const { date } = grid().dataset;
  return send(moves, { ...shared, date, minute: String(held.start), length: String(long), room: held.room });
}
