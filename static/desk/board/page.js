// The board as it stands on the page: its parts, what it says, and how a change is posted and its answer taken.

export const STEP = 5; // minutes
export const DRAWN = 60; // minutes that a panel is drawn for whose end nobody has said
const UNKNOWN = "It is not known whether the change was saved: load the page again to see.";

let quiet = 0; // the timer that takes the last word away
let sending = false;

export const busy = () => sending; // a change is on its way to the server

// Whether it is, and says so: until its answer has come nothing else is begun.
export function waiting() {
  if (sending) say("The change before this one is still being saved. Try again in a moment.");
  return sending;
}

export const board = () => document.getElementById("board");
export const grid = () => board().querySelector(".board");
export const frame = () => board().querySelector(".board-scroll");
export const tray = () => board().querySelector(".tray");
export const heads = () => [...grid().querySelectorAll(".room-head")];
export const title = (card) => (card.querySelector(".title") || card).textContent.trim();

export function say(text, { bad = false, stay = false } = {}) {
  const said = document.getElementById("board-says");
  said.textContent = text;
  said.classList.toggle("bad", bad);
  clearTimeout(quiet);
  if (!stay && !bad) quiet = setTimeout(() => (said.textContent = ""), 8000);
}

export function clock(minute) {
  const clocks = grid().dataset.clocks.split(" ");
  const [hour, begun] = clocks[Math.min(Math.floor(minute / 60), clocks.length - 1)].split(":").map(Number);
  const all = (hour * 60 + begun + (minute % 60)) % 1440;
  return `${String(Math.floor(all / 60)).padStart(2, "0")}:${String(all % 60).padStart(2, "0")}`;
}

// The minute of the day at which a clock shows a time, or shows it once more; null where it never does.
export function minuteOf(time, again = false) {
  const [hour, past] = time.split(":").map(Number);
  const clocks = grid().dataset.clocks.split(" ").slice(0, 25);
  const found = clocks.flatMap((clock, at) => {
    const [from, begun] = clock.split(":").map(Number);
    const behind = (hour - from) * 60 + past - begun;
    return behind >= 0 && behind < 60 ? [at * 60 + behind] : [];
  });
  return found[again && found.length > 1 ? 1 : 0] ?? null;
}

// Where the day begins in the window, shown or not, and how high a step is: pixels.
export function lines() {
  const [first, last] = [Number(grid().dataset.first), Number(grid().dataset.last)];
  const [box, head] = [grid().getBoundingClientRect(), grid().querySelector(".corner").offsetHeight];
  const step = (box.height - head) / (((last - first) * 60) / STEP);
  return { midnight: box.top + head - ((first * 60) / STEP) * step, step };
}

const below = () => lines().midnight - frame().getBoundingClientRect().top; // how far the day begins below the frame's top

// Hours that the board did not show so far. Those that come above move nothing: the frame keeps its height, so that it
// can always be scrolled by theirs, and a pointer at rest stays at its minute.
export function reach(start, end) {
  const [first, last] = [Number(grid().dataset.first), Number(grid().dataset.last)];
  const [from, to] = [Math.min(first, Math.floor(start / 60)), Math.max(last, Math.ceil(end / 60))];
  if (from === first && to === last) return;
  const was = below();
  if (from < first) frame().style.height = `${frame().offsetHeight}px`;
  for (let hour = from; hour < to; hour += 1) {
    if (hour >= first && hour < last) continue;
    const line = document.createElement("div");
    line.className = "hour";
    line.style.setProperty("--h", hour);
    line.append(Object.assign(document.createElement("span"), { textContent: clock(hour * 60) }));
    grid().append(line);
  }
  Object.assign(grid().dataset, { first: from, last: to });
  grid().style.setProperty("--from", from);
  grid().style.setProperty("--to", to);
  frame().scrollTop += below() - was;
}

export async function send(url, fields, submitter = null) {
  const form = submitter ? submitter.form : document.getElementById("board-post");
  const body = new FormData(form, submitter);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  sending = true;
  board().setAttribute("aria-busy", "true");
  try {
    const page = await posted(url, body);
    if (page !== null) take(new DOMParser().parseFromString(page, "text/html"), fields.panel, submitter);
  } finally {
    sending = false;
    board()?.removeAttribute("aria-busy");
  }
}

// The page that answers; null where there is none, and then says why. An answer that was lost may have been a good one.
async function posted(url, body) {
  let why = `The server could not be reached. ${UNKNOWN}`;
  try {
    const answer = await fetch(url, { method: "POST", body, credentials: "same-origin" });
    if (answer.ok || answer.status === 409) return await answer.text();
    const said = `The server answered ${answer.status}.`;
    why = answer.status < 500 ? `Not saved. ${said} Load the page again.` : `${said} ${UNKNOWN}`;
  } catch {} // no network, or it went while the answer came
  say(why, { bad: true });
  return null;
}

function take(page, panel, submitter) {
  const fresh = page.getElementById("board");
  if (!fresh) return location.reload(); // signed out, or no longer allowed
  const [was, left] = [frame() && below(), frame()?.scrollLeft || 0];
  const begun = board().querySelector("#move[data-typed]"); // a form that somebody is filling in stays as it is
  const typing = begun?.contains(document.activeElement) && document.activeElement;
  if (begun) fresh.querySelector("#move")?.replaceWith(begun);
  board().replaceWith(document.adoptNode(fresh));
  if (frame()) frame().scrollTo(left, was === null ? 0 : below() - was);
  dress();
  document.dispatchEvent(new Event("desk:changed")); // the page's head says how much is not public yet
  const words = [...page.querySelectorAll(".messagelist li")];
  const bad = words.some((word) => !word.matches(".success, .info"));
  say(words.map((word) => word.textContent.trim()).join(" "), { bad });
  if (typing) return typing.focus({ preventScroll: true });
  const conflict = document.getElementById("conflict");
  if (conflict) return conflict.focus();
  const again = submitter && board().querySelector(`[name="${submitter.name}"]`);
  (again || board().querySelector(`[data-panel="${panel}"] .handle`))?.focus({ preventScroll: !submitter });
}

export function dress() {
  for (const handle of board().querySelectorAll(".handle")) {
    handle.setAttribute("role", "button");
    handle.setAttribute("aria-describedby", "board-how");
  }
}
