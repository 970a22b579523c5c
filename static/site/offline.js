// The site without a network: starts the service worker once the page stands, says when a page is a copy, and when the
// programme has changed since.

const told = document.querySelector("#say-all")?.dataset;
const root = document.body.dataset.home; // in this page’s language
const whole = document.body.dataset.whole ?? root; // the schedule with all its days
const AGAIN = 5 * 60e3; // a page come back to after so long is looked at again
const RETRY = 20e3; // a copy tries the network so often: browsers do not tell of every network that is there again
let lastSeen = Date.now();
let bar = null;
let retrying = 0;

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
    active.postMessage({ keep: [root, ...wholeAndDays(), `${root}offline/`, `${root}my/`, `${root}speakers/`, location.pathname, ...parts.map(({ pathname }) => pathname)] });
  } catch {
    await end();
  }
}

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
    const worker = navigator.serviceWorker.controller;
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

// Compares this page with the schedule that is public now; false where that cannot be had. It has the copies renewed.
async function lookForNewer() {
  let page;
  try {
    const answer = await fetch(whole, { cache: "no-cache" });
    if (!answer.ok) return false;
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return false;
  }
  const published = page.body.dataset.published;
  const mine = document.body.dataset.published;
  if (!published || published <= mine) return true;
  const changed = [...page.querySelectorAll("li.panel[data-changed]")].filter(({ dataset }) => dataset.changed.slice(0, 16) > mine.slice(0, 16)).length;
  const text = changed === 0 ? told.newer : changed === 1 ? told.newerOne : told.newerMany.replace("{n}", changed);
  note(text, () => location.reload());
  navigator.serviceWorker.controller?.postMessage({ keep: [root, ...wholeAndDays(), `${root}my/`, location.pathname], again: true });
  return true;
}

async function cameBack() {
  lastSeen = Date.now();
  if (!(await lookForNewer())) return;
  clearInterval(retrying);
  if (bar && !bar.querySelector("button")) bar.replaceChildren(); // a copy, and up to date
}

async function watch() {
  const of = await dateOfCopy();
  if (of && !(await lookForNewer())) {
    sayCopy(of);
    retrying = setInterval(() => document.hidden || cameBack(), RETRY);
  }
  addEventListener("online", cameBack);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && Date.now() - lastSeen > AGAIN) cameBack();
    lastSeen = Date.now();
  });
}

// The page “offline” lists what can be read.
async function listCopies() {
  const list = document.querySelector("#copies");
  if (!list) return;
  for (const name of await caches.keys()) {
    if (!name.startsWith("convenor-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith(root) || !pathname.endsWith("/") || pathname === `${root}offline/`) continue;
      const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), "text/html");
      const item = document.createElement("li");
      const title = page.title.split(" · ")[0];
      item.append(Object.assign(document.createElement("a"), { href: pathname, textContent: title }));
      list.append(item);
    }
  }
  list.previousElementSibling.hidden = !list.children.length;
}

// A copy of the site below somebody else's has none: the worker, and the end of all workers, are a whole host's.
if (ofEvent && told && "serviceWorker" in navigator && window.top === window && !("below" in document.documentElement.dataset)) {
  const idle = window.requestIdleCallback ?? ((later) => setTimeout(later, 500));
  const begin = () => idle(() => { start(); watch(); });
  if (document.readyState === "complete") begin(); else addEventListener("load", begin);
  listCopies();
}
