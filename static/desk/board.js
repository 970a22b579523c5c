// The timetable board by hand and by keyboard. What is dropped is posted as the form beside the board posts it; the
// server answers with the page as it is then, clashes and versions included, and the board is taken from that.

const STEP = 5; // minutes
const DRAWN = 60; // minutes that a panel is drawn for whose end nobody has said
const BESIDE_OTHERS = ["break", "registration"];
const NEAR = 28; // pixels from an edge within which the board scrolls while something is dragged

let lifted = null; // the panel in hand: where it was, where it is held now, and how
let busy = false; // a change is on its way to the server
let quiet = 0; // the timer that takes the last word away

const board = () => document.getElementById("board");
const grid = () => board().querySelector(".board");
const heads = () => [...grid().querySelectorAll(".room-head")];
const number = (text) => (text === "" ? null : Number(text));
const title = (card) => (card.querySelector(".title") || card).textContent.trim();

function say(text, bad = false) {
  const said = document.getElementById("board-says");
  said.textContent = text;
  said.classList.toggle("bad", bad);
  clearTimeout(quiet);
  if (!lifted && !bad) quiet = setTimeout(() => (said.textContent = ""), 8000);
}

function clock(minute) {
  const clocks = grid().dataset.clocks.split(" ");
  const [hour, begun] = clocks[Math.min(Math.floor(minute / 60), clocks.length - 1)].split(":").map(Number);
  const all = (hour * 60 + begun + (minute % 60)) % 1440;
  return `${String(Math.floor(all / 60)).padStart(2, "0")}:${String(all % 60).padStart(2, "0")}`;
}

// What clashes: as events/desk/board_clashes.py says

function fact(card) {
  const { panel, room, kind, state, people, start, end } = card.dataset;
  return { card, panel, room, kind, state, people: JSON.parse(people), start: number(start), end: number(end) };
}

function facts() {
  return [...board().querySelectorAll(".board > .slip, .beside li")].map(fact);
}

function clashes(held, others) {
  const found = [];
  if (held.state === "cancelled" || held.end === null) return found;
  for (const other of others) {
    const apart = other.panel === held.panel || other.state === "cancelled" || other.end === null;
    if (apart || other.start >= held.end || held.start >= other.end) continue;
    const place = other.room === held.room || !other.room || !held.room;
    if (place && !BESIDE_OTHERS.includes(held.kind) && !BESIDE_OTHERS.includes(other.kind)) {
      found.push({ card: other.card, said: `overlaps “${title(other.card)}”` });
    }
    const both = held.people.filter(([key]) => other.people.some(([their]) => their === key)).map(([, name]) => name);
    if (both.length) found.push({ card: other.card, said: `${both.join(" and ")} also in “${title(other.card)}”` });
  }
  return found;
}

// Holding a panel

function lift(card, how) {
  if (busy || lifted || !grid()) return false;
  const its = fact(card);
  lifted = {
    card, how, others: facts(), held: { ...its }, tray: its.start === null, before: its,
    parent: card.parentNode, next: card.nextSibling, classes: card.className,
  };
  card.classList.add("lifted");
  document.body.classList.toggle("dragging", how !== "keys");
  return true;
}

function settle() {
  board().querySelectorAll(".against").forEach((card) => card.classList.remove("against"));
  board().querySelector(".tray").classList.remove("over");
  document.body.classList.remove("dragging");
  const was = lifted;
  lifted = null;
  return was;
}

function putBack() {
  const was = settle();
  was.card.className = was.classes;
  was.card.removeAttribute("style");
  const focused = was.card.contains(document.activeElement);
  was.parent.insertBefore(was.card, was.next);
  if (focused) was.card.querySelector(".handle").focus();
}

function length() {
  return lifted.held.end === null ? DRAWN : lifted.held.end - lifted.held.start;
}

function hold(start, end, room) {
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

function draw(card, held, long) {
  const [from, to] = [Math.floor(held.start / STEP), Math.ceil((held.start + long) / STEP)];
  const column = heads().findIndex((head) => head.dataset.room === held.room);
  const lines = { h: Math.floor(from / 12), m: from % 12, e: Math.floor(to / 12), n: to % 12, c: column, lane: 0, lanes: 1 };
  card.classList.remove("wide");
  for (const [name, value] of Object.entries(lines)) card.style.setProperty(`--${name}`, value);
}

function reach(start, end) {
  const { first, last } = grid().dataset;
  const [from, to] = [Math.min(Number(first), Math.floor(start / 60)), Math.max(Number(last), Math.ceil(end / 60))];
  for (let hour = from; hour < to; hour += 1) {
    if (hour >= Number(first) && hour < Number(last)) continue;
    const line = document.createElement("div");
    line.className = "hour";
    line.style.setProperty("--h", hour);
    line.append(Object.assign(document.createElement("span"), { textContent: clock(hour * 60) }));
    grid().append(line);
  }
  Object.assign(grid().dataset, { first: from, last: to });
  grid().style.setProperty("--from", from);
  grid().style.setProperty("--to", to);
}

function tell() {
  const { card, held, others, tray } = lifted;
  const found = tray ? [] : clashes(held, others);
  board().querySelectorAll(".against").forEach((other) => other.classList.remove("against"));
  found.forEach((clash) => clash.card.classList.add("against"));
  card.classList.toggle("clashes", found.length > 0);
  const room = heads().find((head) => head.dataset.room === held.room).firstChild.textContent.trim();
  const when = clock(held.start || 0) + (held.end === null ? "" : `–${clock(held.end)}`);
  const where = tray ? "no time" : `${when}, ${room}`;
  const against = found.length ? `. Clashes: ${[...new Set(found.map((clash) => clash.said))].join("; ")}` : "";
  say(`“${title(card)}”: ${where}${against}`, found.length > 0);
}

function drop(onto = null) {
  const { card, held, before, tray } = settle();
  card.classList.remove("lifted");
  const shared = { panel: before.panel, was: card.dataset.was };
  const date = grid().dataset.date;
  if (onto) return send(board().dataset.swaps, { ...shared, other: onto.dataset.panel, other_was: onto.dataset.was });
  if (tray) return send(board().dataset.moves, { ...shared, room: before.room });
  const long = held.end === null ? "" : held.end - held.start;
  return send(board().dataset.moves, { ...shared, date, minute: String(held.start), length: String(long), room: held.room });
}

function changed() {
  const { held, before, tray } = lifted;
  if (tray) return before.start !== null;
  return held.start !== before.start || held.end !== before.end || held.room !== before.room;
}

// The server's word

async function send(url, fields, submitter = null) {
  const form = submitter ? submitter.form : document.getElementById("board-post");
  const body = new FormData(form, submitter);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  busy = true;
  board().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok && answer.status !== 409) throw new Error(`the server answered ${answer.status}`);
    take(new DOMParser().parseFromString(await answer.text(), "text/html"), fields.panel, submitter);
  } catch (error) {
    say(`Not saved: ${error.message}. Load the page again.`, true);
  } finally {
    busy = false;
    board()?.removeAttribute("aria-busy");
  }
}

function take(page, panel, submitter) {
  const fresh = page.getElementById("board");
  if (!fresh) return location.reload(); // signed out, or no longer allowed
  const scrolled = board().querySelector(".board-scroll");
  const [top, left] = scrolled ? [scrolled.scrollTop, scrolled.scrollLeft] : [0, 0];
  board().replaceWith(document.adoptNode(fresh));
  board().querySelector(".board-scroll")?.scrollTo(left, top);
  dress();
  const words = [...page.querySelectorAll(".messagelist li")];
  say(words.map((word) => word.textContent.trim()).join(" "), words.some((word) => !word.matches(".success, .info")));
  const conflict = document.getElementById("conflict");
  if (conflict) return conflict.focus();
  const again = submitter && board().querySelector(`[name="${submitter.name}"]`);
  (again || board().querySelector(`[data-panel="${panel}"] .handle`))?.focus({ preventScroll: !submitter });
}

function dress() {
  for (const handle of board().querySelectorAll(".handle")) {
    handle.setAttribute("role", "button");
    handle.setAttribute("aria-describedby", "board-how");
  }
}

// By keyboard

const KEYS = {
  ArrowUp: ([start, end, room]) => [start - STEP, end && end - STEP, room],
  ArrowDown: ([start, end, room]) => [start + STEP, end && end + STEP, room],
  PageUp: ([start, end, room]) => [start - 60, end && end - 60, room],
  PageDown: ([start, end, room]) => [start + 60, end && end + 60, room],
  ArrowLeft: ([start, end, room]) => [start, end, beside(room, -1)],
  ArrowRight: ([start, end, room]) => [start, end, beside(room, 1)],
  "+": ([start, end, room]) => [start, start + length() + (end === null ? 0 : STEP), room],
  "-": ([start, end, room]) => [start, Math.max(start + STEP, start + length() - STEP), room],
};
KEYS["="] = KEYS["+"];
KEYS["−"] = KEYS["-"];

function beside(room, by) {
  const rooms = heads().map((head) => head.dataset.room);
  return rooms[Math.max(0, Math.min(rooms.length - 1, rooms.indexOf(room) + by))];
}

function pickUp(card) {
  if (!lift(card, "keys")) return;
  if (lifted.tray) hold(Number(grid().dataset.first) * 60, Number(grid().dataset.first) * 60 + DRAWN, lifted.held.room);
  else tell();
  say(`Picked up. ${document.getElementById("board-says").textContent}`);
}

function below() {
  const { held, others } = lifted;
  const here = others.filter((other) => other.panel !== held.panel && other.room === held.room && other.start < held.start + length());
  return here.find((other) => held.start < (other.end ?? other.start + DRAWN) && other.card.classList.contains("slip"))?.card;
}

function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return turn(event);
  const handle = event.target.closest?.(".handle");
  if (!handle || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!lifted) {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pickUp(handle.closest(".slip"));
  } else if (lifted.how === "keys") {
    held(event);
  }
}

function held(event) {
  if (event.key === "Tab") return leave();
  event.preventDefault();
  const { start, end, room } = lifted.held;
  if (KEYS[event.key]) {
    hold(...KEYS[event.key]([start, end, room]));
    lifted.card.scrollIntoView({ block: "nearest", inline: "nearest" });
  } else if (event.key === "Escape") leave();
  else if (event.key === "Enter" || event.key === " ") changed() ? drop() : leave();
  else if (event.key.toLowerCase() === "s") below() ? drop(below()) : say("There is no panel below it to swap with.", true);
  else if (event.key === "Delete" || event.key === "Backspace") {
    lifted.tray = true;
    changed() ? drop() : leave();
  }
}

function leave() {
  const name = title(lifted.card);
  putBack();
  say(`“${name}” is where it was.`);
}

function turn(event) {
  if (event.target.closest("input, textarea, select") || lifted || busy) return;
  const button = board().querySelector(`[data-turn="${event.shiftKey ? "redo" : "undo"}"] button`);
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
}

// By hand

let pointer = null; // where it went down, on what, and where it is now

function onDown(event) {
  const card = event.target.closest("#board .slip");
  const grip = event.target.closest(".handle, .edge");
  if (!card || event.button !== 0 || busy || lifted || (!grip && event.pointerType !== "mouse")) return;
  if (!card.querySelector(".handle")) return;
  const edge = event.target.closest(".edge");
  const box = card.getBoundingClientRect();
  const grab = event.clientY - (edge ? box.bottom + 1 : box.top);
  pointer = { card, edge, x: event.clientX, y: event.clientY, grab, now: event };
}

function onMove(event) {
  if (!pointer) return;
  pointer.now = event;
  if (!lifted) {
    if (Math.hypot(event.clientX - pointer.x, event.clientY - pointer.y) < 5) return;
    if (!lift(pointer.card, "hand")) return onCancel();
    if (pointer.card.closest(".tray")) pointer.grab = 10;
    scrollOn();
  }
  if (event.cancelable) event.preventDefault();
  follow();
}

function inside(event, element) {
  const box = element.getBoundingClientRect();
  return event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
}

function follow() {
  const tray = board().querySelector(".tray");
  const over = inside(pointer.now, tray) && !pointer.edge;
  tray.classList.toggle("over", over);
  if (over) {
    lifted.tray = true;
    return tell();
  }
  if (lifted.card.closest(".tray") && !inside(pointer.now, board().querySelector(".board-scroll"))) return;
  const { held } = lifted;
  const top = minuteAt(pointer.now.clientY - pointer.grab);
  if (pointer.edge) return moved(held.start, Math.max(held.start + STEP, top), held.room);
  const long = held.start === null ? DRAWN : length();
  const end = held.end === null && held.start !== null ? null : top + long;
  moved(top, end, roomAt(pointer.now.clientX));
}

function moved(start, end, room) {
  const { held, tray } = lifted;
  if (start !== held.start || end !== held.end || room !== held.room || tray) hold(start, end, room);
}

function minuteAt(y) {
  const { first, last } = grid().dataset;
  const [box, head] = [grid().getBoundingClientRect(), grid().querySelector(".corner").offsetHeight];
  const step = (box.height - head) / ((Number(last) - Number(first)) * 12);
  return Number(first) * 60 + Math.round((y - box.top - head) / step) * STEP;
}

function roomAt(x) {
  const all = heads();
  const within = all.find((head) => x < head.getBoundingClientRect().right);
  return (within || all[all.length - 1]).dataset.room;
}

function scrollOn() {
  if (!lifted || lifted.how === "keys" || !pointer) return;
  const box = board().querySelector(".board-scroll");
  const edges = box.getBoundingClientRect();
  const { clientX: x, clientY: y } = pointer.now;
  const by = (at, low, high) => (at < low + NEAR ? -12 : at > high - NEAR ? 12 : 0);
  const [top, left] = [box.scrollTop, box.scrollLeft];
  if (!inside(pointer.now, board().querySelector(".tray"))) {
    box.scrollBy(by(x, edges.left, edges.right), by(y, Math.max(0, edges.top), Math.min(innerHeight, edges.bottom)));
  }
  if (box.scrollTop !== top || box.scrollLeft !== left) follow();
  requestAnimationFrame(scrollOn);
}

function onUp(event) {
  if (!pointer) return;
  const held = lifted && lifted.how === "hand";
  const under = held && event.shiftKey && !pointer.edge && document.elementsFromPoint(event.clientX, event.clientY)
    .map((element) => element.closest("#board .board > .slip")).find((card) => card && card !== lifted.card);
  pointer = null;
  if (!held) return;
  const still = (click) => click.preventDefault(); // the end of a drag is no click on a link
  addEventListener("click", still, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", still, { capture: true }), 0);
  if (under) drop(under);
  else if (changed()) drop();
  else leave();
}

function onCancel() {
  pointer = null;
  if (lifted?.how === "hand") leave();
}

if (document.getElementById("board")) {
  document.body.classList.add("js-board");
  dress();
  addEventListener("keydown", (event) => (event.key === "Escape" && lifted?.how === "hand" ? onCancel() : onKey(event)));
  addEventListener("pointerdown", onDown);
  addEventListener("pointermove", onMove, { passive: false });
  addEventListener("pointerup", onUp);
  addEventListener("pointercancel", onCancel);
  addEventListener("beforeunload", (event) => busy && event.preventDefault());
  addEventListener("submit", (event) => {
    if (!event.target.dataset.turn) return;
    event.preventDefault();
    if (!busy && !lifted) send(event.target.action, {}, event.submitter);
  });
}
