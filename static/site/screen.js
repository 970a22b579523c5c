// A screen in the house: what is on now, what comes next, the time, and what the desk says. It asks for the programme
// every half minute, keeps the last one, and goes on from it by the clock for as long as there is no network.

const POLL = 30_000; // ms
const STALE = 120_000; // since when nothing was heard, ms
const TURN = 12_000; // how long one of several pages stands, ms
const AT_ONCE = [6, 4, 3, 2, 1]; // how many of what is on at the same time stand on one page
const NAMED = 3; // as long as there are no more, with their people
const GONE = 3; // how often in a row the programme may be missing before it is believed
const DENSITIES = [[7, 1.35], [7, 1.2], [6, 1], [4, 1], [3, 0.9], [2, 0.85], [2, 0.75], [1, 0.7]]; // what is next, size

const body = document.body;
const words = body.dataset;
const [main, messages, clock] = ["main", ".messages", ".clock"].map((name) => document.querySelector(name));
const [turn, stale] = [".page", ".stale"].map((name) => document.querySelector(name));
const key = `screen 1 ${new URL(words.address, location.href).pathname}`; // the form of what is kept, and of what

let known = kept(); // {data, heard}
let missing = 0;
let drawn = {}; // {state, pages, page}

function kept() {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function keep() {
  try {
    if (known) localStorage.setItem(key, JSON.stringify(known));
    else localStorage.removeItem(key);
  } catch { /* a browser that keeps nothing still shows everything */ }
}

async function ask() {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), POLL / 2);
  try {
    const answer = await fetch(words.address, { cache: "no-cache", credentials: "omit", signal: patience.signal });
    if (answer.ok) hear(await answer.json());
    else if ([404, 410].includes(answer.status) && ++missing >= GONE) await forget();
  } catch { /* no network: the footer says since when */ } finally { clearTimeout(timer); }
  keep();
  show();
}

// The event is hidden or deleted: neither here nor in the copy for a restart without a network does it go on.
async function forget() {
  known = { data: { ...known?.data, entries: [], messages: [] }, heard: Date.now() };
  for (const name of (await globalThis.caches?.keys()) ?? []) await (await caches.open(name)).delete(location.pathname);
}

function hear(data) {
  if (missing >= GONE) keepPage().catch(() => {}); // it is back
  missing = 0;
  known = { data, heard: Date.now() };
  if (data.build !== words.build && remembered() !== data.build) {
    remember(data.build);
    keep();
    location.reload(); // the site has a new version
  }
}

function remembered() {
  try { return sessionStorage.getItem("build"); } catch { return words.build; }
}

function remember(build) {
  try { sessionStorage.setItem("build", build); } catch { /* then it reloads another day */ }
}

// What is to be seen at an instant: the leading entries and what follows.
function scene({ entries, messages: said, days }, now) {
  const on = entries.filter((entry) => now >= Date.parse(entry.start) && now < Date.parse(entry.end));
  const coming = entries.filter((entry) => Date.parse(entry.start) > now);
  const lead = on.length ? on : coming.filter((entry) => entry.start === coming[0].start);
  const rest = on.length ? coming : coming.slice(lead.length);
  const after = rest.filter((entry) => entry.date === rest[0].date);
  return {
    heading: on.length ? words.now : lead.length ? headingOf(lead[0], now, days) : "",
    lead,
    follows: after.length ? (after[0].date !== today(now) && (on.length || after[0].date !== lead[0].date) ? days[after[0].date] : on.length ? words.next : words.later) : "",
    after,
    alone: lead.length ? "" : entries.length ? words.ended : words.nothing,
    messages: said.filter((message) => now >= Date.parse(message.start) && now < Date.parse(message.end)),
  };
}

function headingOf(entry, now, days) {
  return entry.date === today(now) ? fill(words.nextAt, { time: time(Date.parse(entry.start)) }) : days[entry.date];
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function formatted(instant, options, locale = document.documentElement.lang) {
  const zone = known?.data?.zone;
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { timeZone: zone, ...options }).format(instant);
}

const today = (now) => formatted(now, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");

const french = document.documentElement.lang.startsWith("fr");

// 10:30 am; 10 h 30
function time(instant) {
  if (french) return formatted(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, "en-GB").replace(/^0/, "").replace(":", "\u00a0h\u00a0").replace(/\u00a000$/, "");
  if (known?.data?.clock) return formatted(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return formatted(instant, { hour: "numeric", minute: "2-digit", hourCycle: "h12" }).replace(/^0:/, "12:");
}

// Wednesday 19 May; mardi 1er juin
function date(instant) {
  const words = formatted(instant, { weekday: "long", day: "numeric", month: "long" });
  return french ? words.replace(/\b1 /, "1er ") : words.replace(",", "");
}

function show() {
  const now = Date.now();
  tell(now);
  if (!known?.data?.entries) return; // the page as it came says it all
  const seen = scene(known.data, now);
  const state = JSON.stringify([seen, innerWidth, innerHeight]);
  if (state !== drawn.state) {
    body.classList.add("live");
    say(seen.messages);
    drawn = { state, ...layout(seen) };
  }
  const page = Math.floor(now / TURN) % drawn.pages.length;
  if (page === drawn.page) return;
  drawn.page = page;
  turn.textContent = drawn.pages.length > 1 ? fill(words.more, { n: page + 1, all: drawn.pages.length }) : "";
  turn.hidden = !turn.textContent;
  fit(seen, drawn.pages[page]);
}

// As many entries on a page as can be read from afar.
function layout({ lead, ...seen }) {
  for (const count of AT_ONCE) {
    const pages = [];
    for (let at = 0; at < Math.max(1, lead.length); at += count) pages.push(lead.slice(at, at + count));
    if (count === AT_ONCE.at(-1) || pages.every((page) => fit({ lead, ...seen }, page))) return { pages, page: -1 };
  }
}

// Draws a page as large as it fits, and says whether it does.
function fit(seen, page) {
  return DENSITIES.some(([after, size]) => {
    draw({ ...seen, lead: page }, after);
    main.className = page.length > 1 ? "many" : "";
    main.style.setProperty("--fit", size);
    return main.scrollHeight <= main.clientHeight + 1 && main.scrollWidth <= main.clientWidth + 1;
  });
}

// The clock, and since when nothing was heard.
function tell(now) {
  if (known?.data?.zone) {
    clock.hidden = false;
    clock.firstElementChild.textContent = time(now);
    clock.lastElementChild.textContent = date(now);
  }
  const old = known && now - known.heard > STALE;
  stale.hidden = !old;
  if (old) {
    const day = today(known.heard) === today(now) ? "" : `${date(known.heard)}, `;
    stale.textContent = fill(words.stale, { time: day + time(known.heard) });
  }
}

function say(said) {
  const texts = said.map((message) => element("p", { textContent: message.text, dir: "auto" }));
  if (messages.textContent !== said.map((message) => message.text).join("")) messages.replaceChildren(...texts);
}

function draw(seen, after) {
  if (seen.alone) return main.replaceChildren(element("p", { className: "alone", textContent: seen.alone }));
  const cards = element("ol", { className: "cards" }, ...seen.lead.map((entry) => card(entry, seen.lead.length <= NAMED)));
  const lead = element("section", { className: `lead of-${seen.lead.length}` }, element("h2", { textContent: seen.heading }), cards);
  const rows = seen.after.slice(0, after).map(row);
  const next = element("section", { className: "next" }, element("h2", { textContent: seen.follows }), element("ol", {}, ...rows));
  main.replaceChildren(...(rows.length ? [lead, next] : [lead]));
}

function card(entry, named) {
  const people = (named ? (entry.people ?? []) : []).map(([name, role]) => element("li", { dir: "auto" }, name, ...(role ? [" ", element("em", { textContent: role })] : [])));
  return element("li", { className: kind(entry) },
    element("p", { className: "time" }, entry.time, ...place(entry)),
    ...(entry.label && !entry.quiet ? [element("p", { className: "label", textContent: entry.label })] : []),
    title("h3", entry),
    ...(people.length && !entry.cancelled ? [element("ul", { className: "people" }, ...people)] : []));
}

function row(entry) {
  return element("li", { className: kind(entry) }, element("span", { className: "time" }, entry.time, ...place(entry)), title("h3", entry));
}

const kind = (entry) => [entry.quiet && "quiet", entry.cancelled && "cancelled"].filter(Boolean).join(" ");

const place = (entry) => (entry.place ? [" ", element("span", { className: "place", textContent: entry.place, dir: "auto" })] : []);

function title(name, entry) {
  const text = entry.cancelled ? element("s", { textContent: entry.title }) : entry.title;
  const mark = entry.cancelled ? [element("strong", { textContent: words.cancelled }), " "] : [];
  return element(name, { dir: "auto", lang: entry.lang ?? "" }, ...mark, text);
}

function element(name, facts, ...inside) {
  const made = Object.assign(document.createElement(name), facts);
  if (!made.lang) made.removeAttribute("lang");
  made.append(...inside);
  return made;
}

// The service worker keeps the page, so that a screen can be switched on again without a network. What it shows then is
// what was heard last, and it says when that was. A copy of the site below somebody else's has no worker.
async function keepPage() {
  if (!("serviceWorker" in navigator) || "below" in document.documentElement.dataset) return;
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: [location.pathname] });
}

addEventListener("resize", show);
addEventListener("online", ask);
setInterval(show, 1000);
setInterval(ask, POLL);
show();
ask();
keepPage().catch(() => {}); // then it has to be on when the network goes
