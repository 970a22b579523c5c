// The site without a network: starts the service worker once the page stands, says when a page is a copy, and when the
// programme has changed since.

const told = document.querySelector("#say-all")?.dataset;
const root = document.body.dataset.home; // in this page’s language
const offline = `${root}offline/`;
const whole = document.body.dataset.whole ?? root; // the schedule with all its days
const LOOK = 60e3; // while a page is in sight, it is asked so often whether there is a newer release
const RETRY = 20e3; // without a network sooner, as browsers do not tell of every one that is there again; then ever later
const SELDOM = 10 * 60e3;
let newest = document.body.dataset.published;
let looked = Date.now();
let waiting = 0;
let pause = RETRY;
let bar = null;

function note(text, action) {
  if (!bar) {
    bar = Object.assign(document.createElement("div"), { className: "copy" });
    bar.setAttribute("role", "status");
    document.body.append(bar);
  }
  bar.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  if (action) bar.append(Object.assign(document.createElement("button"), { type: "button", textContent: told.show, onclick: action }));
}

// Of a schedule that has a page a day.
const wholeAndDays = () => (whole === root ? [] : [whole, ...[...document.querySelectorAll(".days a[data-day]")].map(({ pathname }) => pathname)]);

// The page “offline” in every other language, and the schedule in those that the reader's browser names.
const otherLanguages = () => [...document.querySelectorAll("a.language")].flatMap(({ hreflang }) => {
  const home = `${hreflang === "en" ? "" : `/${hreflang}`}/${ofEvent}/`;
  return [`${home}offline/`, ...(navigator.languages.some((code) => code.split("-")[0] === hreflang) ? [home] : [])];
});

async function start() {
  if (document.querySelector("link[rel=manifest]") === null) {
    const link = (rel, href) => document.head.append(Object.assign(document.createElement("link"), { rel, href }));
    link("manifest", `${root}app.webmanifest`);
    link("apple-touch-icon", `/${ofEvent}/icon-192.png`);
  }
  try {
    await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map(({ name }) => new URL(name)).filter(({ origin }) => origin === location.origin);
    keep(active, [root, ...wholeAndDays(), `${root}now/`, offline, ...otherLanguages(), `${root}my/`, `${root}speakers/`, location.pathname, ...parts.map(({ pathname }) => pathname)]);
  } catch {
    await end();
  }
}

const keep = (worker, addresses) => worker.postMessage({ keep: addresses, event: ofEvent, published: newest, offline });

// Where the site has no service worker any more, none stays.
async function end() {
  let gone = false;
  try { gone = [404, 410].includes((await fetch("/sw.js", { method: "HEAD", cache: "no-store" })).status); } catch { return; }
  if (!gone) return;
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith("convenor-")) await caches.delete(name);
}

// Asks the service worker of when the copy is that this page was made from; null where it came from the network.
function dateOfCopy() {
  return new Promise((resolve) => {
    const worker = navigator.serviceWorker?.controller;
    if (!worker) return resolve(null);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data.of);
    setTimeout(resolve, 2000, null);
    worker.postMessage({ ask: "copy" }, [port2]);
  });
}

function sayCopy(of) {
  const clock = Object.assign(document.createElement("time"), { dateTime: new Date(of).toISOString() });
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  clockIn(clock, here);
  const when = `${dateIn(Date.parse(of), here).short}, ${clock.textContent}`;
  note(told.offline.replace("{when}", when));
}

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Whether what is public now could be seen. Where that is newer than this page, it says so, and has the copies renewed.
// The page “offline” is asked: it is the smallest, and changes only with a release.
async function lookForNewer() {
  try {
    const { published } = (await fetched(offline)).body.dataset;
    if (!published || published <= newest) return true;
    const mine = document.body.dataset.published.slice(0, 16);
    const changed = [...(await fetched(whole)).querySelectorAll("li.panel[data-changed]")].filter(({ dataset }) => dataset.changed.slice(0, 16) > mine).length;
    newest = published;
    note(changed === 0 ? told.newer : changed === 1 ? told.newerOne : told.newerMany.replace("{n}", changed), () => location.reload());
  } catch {
    return false;
  }
  const worker = navigator.serviceWorker?.controller;
  if (worker) keep(worker, [location.pathname]);
  return true;
}

async function look() {
  clearTimeout(waiting);
  waiting = 0;
  if (document.hidden) return false;
  looked = Date.now();
  const seen = await lookForNewer();
  if (seen && bar && !bar.querySelector("button")) bar.replaceChildren(); // a copy, and up to date
  waiting = setTimeout(look, (seen ? LOOK : pause) * (1 + Math.random() / 4));
  pause = seen ? RETRY : Math.min(pause * 2, SELDOM);
  return seen;
}

async function watch() {
  const of = await dateOfCopy();
  if (!of) waiting = setTimeout(look, LOOK);
  else if (!(await look())) sayCopy(of);
  addEventListener("online", () => { pause = RETRY; look(); });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && (!waiting || Date.now() - looked > LOOK)) look();
  });
}

// The page “offline” lists what can be read: in its own language, or else in another.
async function listCopies() {
  const list = document.querySelector("#copies");
  if (!list) return;
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith("convenor-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (!RegExp(`^(/[a-z]{2})?/${ofEvent}/(?!offline/)(.*/)?$`).test(pathname)) continue;
      const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      found.push(Object.assign(document.createElement("a"), { href: pathname, lang: page.documentElement.lang, textContent: page.title.split(" · ")[0] }));
    }
  }
  const own = found.filter(({ pathname }) => pathname.startsWith(root));
  for (const link of own.length ? own : found) list.appendChild(document.createElement("li")).append(link);
  list.previousElementSibling.hidden = !found.length;
}

// A copy of the site below somebody else's has none: the worker, and the end of all workers, are a whole host's.
if (ofEvent && told && window.top === window && !("below" in document.documentElement.dataset)) {
  const idle = window.requestIdleCallback ?? ((later) => setTimeout(later, 500));
  const offers = "serviceWorker" in navigator; // not everywhere without https
  const begin = () => idle(() => { if (offers) start(); watch(); });
  if (document.readyState === "complete") begin(); else addEventListener("load", begin);
  if (offers) listCopies();
}
