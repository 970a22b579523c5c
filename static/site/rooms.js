// Rooms side by side: the page goes down, a frame only sideways. The rooms' names stay in sight above it, with buttons
// to those that are not; the frame itself is what the keyboard moves and what screen readers read.

const { rooms } = document.querySelector("#say")?.dataset ?? {};
const tools = document.querySelector(".tools");

function nameRooms(frame) {
  const grid = frame.querySelector(".grid");
  const make = (tag, facts, ...inside) => { const made = Object.assign(document.createElement(tag), facts); made.append(...inside); return made; };
  const move = (by) => () => frame.scrollBy({ left: (by * frame.clientWidth) / 2 });
  const row = grid.cloneNode();
  row.append(...grid.querySelectorAll(".head"));
  const names = make("div", {}, row);
  const back = make("button", { type: "button", tabIndex: -1, className: "back", onclick: move(-1) }, "‹");
  const more = make("button", { type: "button", tabIndex: -1, onclick: move(1) });
  const strip = make("div", { className: "rooms" }, names, back, more);
  strip.setAttribute("aria-hidden", "true");
  frame.before(strip);
  const look = () => {
    names.scrollLeft = frame.scrollLeft;
    const { left, right } = frame.getBoundingClientRect();
    const beyond = [...row.children].filter((room) => room.getBoundingClientRect().right > right + 1).length;
    back.hidden = row.getBoundingClientRect().left >= left - 1;
    more.hidden = !beyond;
    more.textContent = rooms.replace("{n}", beyond);
  };
  frame.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(frame);
}

function nameAll() {
  for (const frame of document.querySelectorAll(".frame")) if (!frame.previousElementSibling.matches(".rooms")) nameRooms(frame);
}

if (rooms) {
  nameAll();
  document.addEventListener("schedule:shown", nameAll);
  const below = () => document.body.style.setProperty("--bar", getComputedStyle(tools).position === "sticky" ? `${tools.offsetHeight}px` : "0px");
  new ResizeObserver(below).observe(tools);
}
