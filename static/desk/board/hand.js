// Holding a panel by mouse, pen or finger. However often the pointer reports, the panel follows it once a frame: what
// is measured is measured first, before anything is drawn.

import { drop, hold, inHand, length, letGo, lift, overTray, putBack } from "./holding.js";
import { DRAWN, STEP, frame, heads, lines, tray, waiting } from "./page.js";

const NEAR = 28; // pixels from an edge within which the board scrolls
const FAST = 12; // pixels a frame at the edge and beyond it; the further within, the slower
const FAR = 5; // pixels after which a press is a drag

let pointer = null; // where it went down, on what, and where it is now

export function onDown(event) {
  const card = event.target.closest("#board .slip");
  const grip = event.target.closest(".handle, .edge");
  if (!card || event.button !== 0 || inHand() || (!grip && event.pointerType !== "mouse")) return;
  if (!card.querySelector(".handle") || waiting()) return;
  const edge = event.target.closest(".edge");
  const box = card.getBoundingClientRect();
  const grab = event.clientY - (edge ? box.bottom + 1 : box.top);
  pointer = { card, edge, x: event.clientX, y: event.clientY, grab, now: event };
}

export function onMove(event) {
  if (!pointer) return;
  pointer.now = event;
  if (!inHand()) {
    if (Math.hypot(event.clientX - pointer.x, event.clientY - pointer.y) < FAR) return;
    if (!lift(pointer.card, "hand")) return onCancel();
    if (pointer.card.closest(".tray")) pointer.grab = 10;
    requestAnimationFrame(eachFrame);
  }
  if (event.cancelable) event.preventDefault();
}

export function onUp(event) {
  if (!pointer) return;
  const held = inHand()?.how === "hand";
  if (held) {
    pointer.now = event;
    follow();
  }
  const onto = held && event.shiftKey && !pointer.edge && under(event);
  pointer = null;
  if (!held) return;
  const still = (click) => click.preventDefault(); // the end of a drag is no click on a link
  addEventListener("click", still, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", still, { capture: true }), 0);
  if (onto) drop(onto);
  else letGo();
}

// Text under a panel that is being dragged is not selected.
export const onSelect = (event) => pointer && event.preventDefault();

export function onCancel() {
  pointer = null;
  if (inHand()?.how === "hand") putBack();
}

function under({ clientX, clientY }) {
  const cards = document.elementsFromPoint(clientX, clientY).map((element) => element.closest("#board .board > .slip"));
  return cards.find((card) => card && card !== inHand().card);
}

function eachFrame() {
  if (!pointer || inHand()?.how !== "hand") return;
  scrollNear();
  follow();
  requestAnimationFrame(eachFrame);
}

function inside({ clientX, clientY }, box) {
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}

function scrollNear() {
  const edges = frame().getBoundingClientRect();
  const { clientX: x, clientY: y } = pointer.now;
  const pace = (near) => Math.ceil(Math.min(1, Math.max(0, near / NEAR)) * FAST);
  const by = (at, low, high) => pace(at - high + NEAR) - pace(low + NEAR - at);
  const [right, down] = [by(x, edges.left, edges.right), by(y, Math.max(0, edges.top), Math.min(innerHeight, edges.bottom))];
  if ((right || down) && !inside(pointer.now, tray().getBoundingClientRect())) frame().scrollBy(right, down);
}

function follow() {
  const over = inside(pointer.now, tray().getBoundingClientRect()) && !pointer.edge;
  const outside = inHand().card.closest(".tray") && !inside(pointer.now, frame().getBoundingClientRect());
  const [top, room] = [minuteAt(pointer.now.clientY - pointer.grab), roomAt(pointer.now.clientX)];
  overTray(over);
  if (over || outside) return;
  const { held } = inHand();
  if (pointer.edge) return moved(held.start, Math.max(held.start + STEP, top), held.room);
  const long = held.start === null ? DRAWN : length();
  moved(top, held.end === null && held.start !== null ? null : top + long, room);
}

function moved(start, end, room) {
  const { held, tray: aside } = inHand();
  if (start !== held.start || end !== held.end || room !== held.room || aside) hold(start, end, room);
}

function minuteAt(y) {
  const { midnight, step } = lines();
  return Math.round((y - midnight) / step) * STEP;
}

function roomAt(x) {
  const all = heads();
  const within = all.find((head) => x < head.getBoundingClientRect().right);
  return (within || all[all.length - 1]).dataset.room;
}
