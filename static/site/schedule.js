// The schedule, better with JavaScript: filters and search without a request, the reader's own zone, now and next, and
// what has changed since the last visit. Everything that is remembered stays in this browser.

const FIELDS = ["day", "room", "track", "kind", "language", "q"];
const FEEDS = { day: "days", room: "rooms", track: "tracks", kind: "kinds" }; // as programme/addresses.py has it
const HOUR = 3600e3;
const VISIT = HOUR / 2; // after so long a pause it is another visit

let schedule = document.querySelector(".schedule");
const say = document.querySelector("#say")?.dataset;
const event = schedule?.dataset.event;
const home = schedule && new URL(document.querySelector(".search").action).pathname;
let coming = null; // the whole schedule, where this page is a part of it
let words = null; // by panel: what it is found by (events/site/choosing.py has the rule), once they are here

const fold = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[øłđðþßæœıς'’]/g, (sign) => ({ ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ς: "σ" })[sign] ?? "");

const memory = {
  get(key) { try { return JSON.parse(localStorage.getItem(`convenor:${event}:${key}`)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`convenor:${event}:${key}`, JSON.stringify(value)); } catch { /* kept nowhere, then */ } },
};

const items = () => schedule.querySelectorAll("li.panel");
const make = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text }, properties);

function spanOf(item) {
  const [start, end] = [...item.querySelectorAll(".time time")].map((time) => Date.parse(time.dateTime));
  return Number.isNaN(start) || start === undefined ? null : [start, end > start ? end : start + HOUR];
}

// Filters: of each as many values as are asked for

function asked() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(FIELDS.map((field) => [field, query.getAll(field).filter(Boolean)]));
}

function takes(item, choice, sought) {
  const of = { ...item.dataset, day: item.closest("section").dataset.day ?? "to-be-announced" };
  of.language ??= schedule.dataset.language;
  if (FIELDS.some((field) => field !== "q" && choice[field][0] && !choice[field].includes(of[field] ?? ""))) return false;
  if (!sought) return true;
  const text = words?.[item.id.slice(6)] ?? fold([...item.querySelectorAll(".label, h3, .people")].map((part) => part.textContent).join(" "));
  return sought.every((word) => text.split(word).length > 1);
}

function hideEmptyDays(narrowed) {
  for (const section of schedule.querySelectorAll("section.day")) {
    section.hidden = narrowed && !section.querySelector("li.panel:not([hidden])");
    const tab = document.querySelector(`.days a[href="#${CSS.escape(section.querySelector("h2").id)}"]`);
    if (tab) tab.hidden = section.hidden;
  }
}

function narrow() {
  const choice = asked();
  const sought = fold(choice.q.join(" ")).match(/\S+/g)?.map((word) => (/\D/.test(word) ? word : RegExp(`\\b${word}\\b`)));
  const narrowed = FIELDS.some((field) => choice[field][0]);
  let count = 0;
  for (const item of items()) {
    item.hidden = narrowed && !takes(item, choice, sought);
    if (!item.hidden && !item.classList.contains("quiet")) count += 1;
  }
  hideEmptyDays(narrowed);
  schedule.toggleAttribute("data-narrowed", narrowed);
  schedule.toggleAttribute("data-brief", brief());
  for (const link of document.querySelectorAll(".filters a[data-field]")) {
    const { field, value } = link.dataset;
    const chosen = choice[field];
    const taken = value ? chosen.includes(value) : !chosen[0];
    link.toggleAttribute("aria-current", false);
    if (taken) link.setAttribute("aria-current", "true");
    link.href = address({ ...choice, [field]: !value ? [] : taken ? chosen.filter((each) => each !== value) : [...chosen, value] });
  }
  report(narrowed, count);
  markNow();
}

function report(narrowed, count) {
  const said = document.querySelector(".found");
  said.textContent = narrowed ? (count === 0 ? say.none : count === 1 ? say.one : say.many.replace("{n}", count)) : "";
  if (!narrowed) return;
  for (const link of [...document.querySelectorAll(".filters [aria-current][data-value]:not([data-value=''])")].reverse()) said.prepend(make("b", link.textContent, { dir: "auto" }), " · ");
  said.append(" ", make("a", say.everything, { href: address({}), onclick: (click) => go(click, address({})) }));
  if (!count || !location.host) return;
  const choice = asked();
  if (FIELDS.some((field) => choice[field][1])) return said.append(" · ", make("a", say.several, { href: `${home.replace(/index\.html$/, "")}my/` }));
  const feeds = Object.entries(FEEDS).filter(([field]) => choice[field][0] && choice[field][0] !== "to-be-announced").map(([field, folder]) => {
    const [value] = choice[field];
    const name = document.querySelector(`.filters [data-field="${field}"][data-value="${CSS.escape(value)}"]`)?.textContent;
    return make("a", name ?? value, { href: `webcal://${location.host}${home.replace(/index\.html$/, "")}${folder}/${value}.ics`, dir: "auto" });
  });
  if (feeds.length) said.append(` · ${say.follow} `, ...feeds.flatMap((feed, index) => (index ? [", ", feed] : [feed])));
}

const brief = () => new URLSearchParams(location.search).get("view") === "brief";

function address(choice) {
  const query = new URLSearchParams(Object.entries({ ...choice, view: brief() ? ["brief"] : [] }).flatMap(([field, values]) => values.map((value) => [field, value])));
  return home + (query.size ? `?${query}` : "");
}

async function go(click, url) {
  if (click && (click.metaKey || click.ctrlKey || click.shiftKey || click.button)) return;
  click?.preventDefault();
  if (location.pathname + location.search !== url) history.pushState(null, "", url);
  await show();
}

// A page that came narrowed, or that is one day of many, holds a part of the programme: the whole of it is fetched before
// anything is looked for.
async function show() {
  const box = document.querySelector("#q");
  if (document.activeElement !== box) box.value = asked().q.join(" ");
  if ("part" in schedule.dataset) {
    try {
      coming ??= all(schedule.dataset.part);
      const text = await coming;
      if ("part" in schedule.dataset) takeOver(new DOMParser().parseFromString(text, "text/html"));
    } catch {
      coming = null;
      if (!/reload/.test(arrival())) return location.reload(); // the server knows all that we do
    }
  }
  narrow();
}

// From the network, or a copy where there is none.
async function all(address) {
  try { return await (await fetch(address)).text(); } catch (failed) {
    const copy = await globalThis.caches?.match(address);
    if (!copy) throw failed;
    return copy.text();
  }
}

function takeOver(page) {
  schedule.replaceWith((schedule = document.adoptNode(page.querySelector(".schedule"))));
  document.querySelector(".days")?.replaceWith(document.adoptNode(page.querySelector(".days")));
  tellTimes();
  markChanges();
  document.dispatchEvent(new CustomEvent("schedule:shown"));
}

function listen() {
  document.querySelector(".filters")?.addEventListener("click", (click) => {
    const link = click.target.closest("a[data-field]");
    if (link) go(click, link.getAttribute("href"));
  });
  const form = document.querySelector(".search");
  form.addEventListener("submit", (submit) => { submit.preventDefault(); look(form.q.value); });
  form.addEventListener("input", () => look(form.q.value));
  form.q.addEventListener("focus", fetchWords, { once: true });
  addEventListener("popstate", show);
}

// On the page /now/, and where the server has told the times in another zone, filters and search lead to another page:
// who comes back finds no words in the box that nothing here goes by.
function forget() {
  addEventListener("pageshow", () => document.querySelector(".search").reset());
}

async function fetchWords() {
  if (!location.host) return; // a page on a disk may fetch nothing
  try { words = await (await fetch(schedule.dataset.words)).json(); } catch { /* then by what stands here */ }
  if (asked().q[0]) narrow();
}

function look(q) {
  history.replaceState(null, "", address({ ...asked(), q: [q.trim()].filter(Boolean) }));
  show();
}

// Zones

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

// As events/site/wording.py has it: the date where it is another than the section's, beside the end where it is another
// than the start's; am or pm once where both are the same.
function tellTimes() {
  const zone = memory.get("zone") === "here" ? here : null;
  for (const item of items()) {
    const said = item.querySelector(".time");
    const [start, end] = said.querySelectorAll("time");
    if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(start?.dateTime ?? "")) continue;
    said.dataset.said ??= said.innerHTML;
    if (zone) tellIn(zone, said, start, end, item.closest("section").dataset.day); else said.innerHTML = said.dataset.said;
  }
  for (const section of schedule.querySelectorAll("section.day")) tellHours(zone, section);
}

// Beside the rooms: each hour is when the panels begin that stand in its row; a date where it is another than the last.
function tellHours(zone, section) {
  let { day } = section.dataset;
  for (const hour of section.querySelectorAll(".hour")) {
    const start = section.querySelector(`.panel.${hour.classList[1]} time`);
    if (!start) continue; // what has no time yet
    hour.dataset.said ??= hour.textContent;
    hour.textContent = hour.dataset.said;
    if (!zone) continue;
    const time = start.cloneNode();
    const { machine, short } = dateIn(Date.parse(time.dateTime), zone);
    clockIn(time, zone);
    hour.replaceChildren(...(machine === day ? [] : [make("b", short), " "]), time.textContent);
    day = machine;
  }
}

function tellIn(zone, said, start, end, day) {
  const [from, to] = [start, end].map((time) => time && dateIn(Date.parse(time.dateTime), zone));
  const over = to && to.machine !== from.machine;
  for (const time of [start, end]) if (time) clockIn(time, zone);
  const [half, other] = [start, end].map((time) => time?.querySelector("small"));
  if (half && half.textContent === other?.textContent && !over) half.remove();
  said.replaceChildren(...(day && from.machine === day ? [] : [make("b", from.short), " "]), ...[start, end].filter(Boolean));
  if (over) said.append(" ", make("span", to.short));
}

function offerZones() {
  const starts = [...items()].map((item) => spanOf(item)?.[0]).filter(Boolean);
  if (!starts.length || !here || sameClock(starts, here, schedule.dataset.zone)) return;
  const button = make("button", "", { type: "button", className: "zone" });
  const said = document.querySelector(".zone-words");
  const event = said.textContent;
  const set = () => {
    const mine = memory.get("zone") === "here";
    said.textContent = mine ? say.here.replace("{city}", cityOf(here)) : event;
    button.textContent = mine ? say.back.replace("{city}", cityOf(schedule.dataset.zone)) : say.turn.replace("{city}", cityOf(here));
    tellTimes();
  };
  button.addEventListener("click", () => { memory.set("zone", memory.get("zone") === "here" ? "event" : "here"); set(); markNow(); });
  document.querySelector(".tools").append(button);
  set();
}

// Now and next

function markNow() {
  const now = Date.now();
  schedule.querySelector(".now-line")?.remove();
  for (const hour of schedule.querySelectorAll(".hour.covered")) hour.classList.remove("covered");
  const onlyNow = "now" in schedule.dataset; // what this page has hidden may be on by now
  const timed = [...items()].filter((item) => onlyNow || !item.hidden).map((item) => ({ item, span: spanOf(item) })).filter(({ span }) => span);
  for (const { item, span } of timed) item.toggleAttribute("data-on", span[0] <= now && now < span[1] && !item.classList.contains("cancelled"));
  const begun = timed.filter(({ span }) => span[0] <= now);
  const later = timed.filter(({ span }) => span[0] > now).sort((a, b) => a.span[0] - b.span[0]);
  if (onlyNow) showNow(timed, later[0]?.span[0]);
  const seen = begun.filter(({ item }) => !item.hidden);
  if (begun.length && (later.length || seen.some(({ span }) => now < span[1]))) drawLine(now, seen, later[0]);
}

function drawLine(now, begun, next) {
  if (!document.querySelector(".to-now, .schedule[data-now]")) {
    const link = make("a", say.next, { className: "to-now", href: `${home.replace(/index\.html$/, "")}now/` });
    const days = document.querySelector(".days"); // which stay in sight
    if (days) days.prepend(link); else document.querySelector(".search").before(link);
    openToday(now);
  }
  const line = make("li", "", { className: "now-line" });
  line.append(make("span", `${say.now} `), make("time", "", { dateTime: new Date(now).toISOString() }));
  clockIn(line.lastChild, memory.get("zone") === "here" ? here : schedule.dataset.zone);
  const last = (begun.at(-1) ?? next).item;
  const list = (next && next.item.parentElement !== last.parentElement && begun.every(({ span }) => span[1] <= now) ? next.item : last).parentElement;
  if (next?.item.parentElement === list) next.item.before(line); else list.append(line);
  if (list.classList.contains("grid")) placeInGrid(line, list, now);
}

const arrival = () => performance.getEntriesByType("navigation")[0]?.type;

// All of it, in and out of sight, so that a place is where it is.
const layOut = () => document.documentElement.classList.add("whole");

// While an event goes on, its schedule opens on the day that it is, unless the address or the reader says where.
function openToday(now) {
  if (location.hash || location.search || scrollY || /reload|back/.test(arrival())) return;
  const today = dateIn(now, schedule.dataset.zone).machine;
  const section = schedule.querySelector(`section.day[data-day="${today}"]:not([hidden])`);
  if (!section?.previousElementSibling) return;
  layOut();
  section.querySelector("h2").scrollIntoView({ behavior: "instant" });
}

// The same where each day is a page; and what an address names may stand on another of them.
function turnToDay() {
  const today = document.querySelector(`.days a[data-day="${dateIn(Date.now(), schedule.dataset.zone).machine}"]:not([aria-current])`);
  if (location.search) return;
  if (location.hash) {
    if (!document.getElementById(decodeURIComponent(location.hash.slice(1)))) location.replace(schedule.dataset.part + location.hash);
  } else if (today && location.pathname === home && !/reload|back/.test(arrival())) location.replace(today.href);
}

function placeInGrid(line, list, now) {
  const edges = new Map();
  for (const item of list.querySelectorAll("li.panel")) {
    const span = spanOf(item);
    const row = (letter) => Number(item.className.match(new RegExp(`\\b${letter}(\\d+)\\b`))?.[1]);
    if (span) edges.set(span[0], row("a")).set(span[1], row("z"));
  }
  const known = [...edges].sort((a, b) => a[0] - b[0]);
  const place = known.findLastIndex(([at]) => at <= now);
  if (place < 0 || place + 1 >= known.length) return line.remove();
  const [[from, row], [to]] = [known[place], known[place + 1]];
  line.style.gridRow = row;
  const height = parseFloat(getComputedStyle(list).gridTemplateRows.split(" ")[row - 1]);
  const down = ((now - from) / (to - from)) * height;
  for (const [of, near] of [[row, down < 30], [row + 1, height - down < 20]]) list.querySelector(`.hour.a${of}`)?.classList.toggle("covered", near);
  line.style.top = `${((now - from) / (to - from)) * 100}%`;
}

// On the page /now/ only what goes on and what begins next is left.
function showNow(timed, next) {
  for (const item of items()) item.hidden = true;
  for (const { item, span } of timed) item.hidden = !(item.dataset.on !== undefined || span[0] === next);
  hideEmptyDays(true);
  const said = document.querySelector(".found");
  const over = timed.every(({ item }) => item.hidden) ? say.over : "";
  if (said.textContent !== over) said.textContent = over; // read out once
}

// Changes since the last visit

function markChanges() {
  const { published } = schedule.dataset;
  const known = memory.get("seen");
  const visit = known && Date.now() - known.at < VISIT ? known : { base: known?.published ?? published };
  memory.set("seen", { base: visit.base, published, at: Date.now() });
  const since = visit.base.slice(0, 16);
  for (const item of items()) {
    if (item.dataset.changed.slice(0, 16) <= since) continue;
    const label = item.querySelector(".label") ?? item.querySelector("h3").insertAdjacentElement("beforebegin", make("p", "", { className: "label" }));
    label.prepend(make("mark", "new" in item.dataset ? say.new : say.changed), " ");
  }
}

if (schedule) {
  if (/reload|back/.test(arrival())) layOut(); // the browser goes back to where it was
  if ("part" in schedule.dataset) turnToDay();
  const still = "now" in schedule.dataset || "told" in schedule.dataset;
  if (still) forget(); else listen();
  offerZones();
  markChanges();
  if (still) markNow();
  else if (asked().q[0]) fetchWords().then(show);
  else if (FIELDS.some((field) => asked()[field][0])) show(); else markNow();
  setInterval(markNow, 30e3);
  document.addEventListener("visibilitychange", () => document.hidden || markNow());
}
