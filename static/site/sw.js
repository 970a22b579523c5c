// The service worker: what was seen of a programme can be read without a network. events/site/offline.py puts BUILD
// before it. It keeps pages, styles and scripts of the public side; it never touches the desk, the API or a file.
//
// A page comes from the network where that answers within three seconds, because times must be true; else the copy is
// shown, and offline.js says so. When the network has once been too slow, copies are shown at once for half a minute
// while they are brought up to date behind the scenes.

const PREFIX = "convenor-";
const CACHE = PREFIX + BUILD;
const PATIENCE = 3000;
const SLOW_FOR = 30e3;
const MOST_PAGES = 150;
const MOST_PARTS = 60;
const LARGEST = 4 * 1024 * 1024; // octets of one answer
const OURS = /^\/(admin|api|media|healthz|readyz|metrics|oembed)(\/|$)/; // never touched
const ELSEWHERE = /^(\/[a-z]{2})?\/[^/]+\/embed\//; // what stands on other websites keeps itself
const PART = /^\/(static\/site\/|(site|my)\.[0-9a-f]+\.js$)|^(\/[a-z]{2})?\/[^/]+\/(style\.css|words\.json|icon[^/]*)$/;
const LASTING = /^\/(site|my)\.[0-9a-f]+\.js$|^\/static\/.*\.[0-9a-f]{12}\.\w+$/; // what stands there never changes

const PUBLISHED = /<body[^>]*\bdata-published="([^"]+)"/; // when the release was that a page is of
const BY_DAY = /<body[^>]*\bdata-whole="/; // a schedule that has a page a day
const NEEDED = /<(?:script|link)\b[^>]*\b(?:src|href)="([^":]+\.(?:js|css))"/g; // by a page

let slowUntil = 0;
let lookedAt = 0;

const isPage = (path) => path.endsWith("/") && !OURS.test(path) && !ELSEWHERE.test(path);

addEventListener("install", (event) => event.waitUntil(skipWaiting()));

// What an older version kept is taken over, so that nobody stands without a programme after an update.
addEventListener("activate", (event) => event.waitUntil((async () => {
  const kept = await caches.open(CACHE);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === CACHE) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (!(await kept.match(request))) await kept.put(request, await old.match(request));
    }
    await caches.delete(name);
  }
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && isPage(url.pathname)) {
    event.respondWith(page(event, url));
  } else if (PART.test(url.pathname) && !url.search) {
    event.respondWith(part(event, url));
  }
});

async function page(event, url) {
  lookForTheEnd();
  const key = url.pathname; // filters are the page's own business
  const network = fetch(event.request).then(async (answer) => {
    if (!url.search) await keep(key, answer);
    return answer;
  });
  event.waitUntil(network.catch(() => {}));
  return (await inTime(network, key)) ?? (await kept(key, event)) ?? (await network.catch(() => nothing(url)));
}

async function part(event, url) {
  if (LASTING.test(url.pathname)) {
    const copy = await caches.match(url.pathname);
    if (copy) return copy;
  }
  const network = fetch(event.request).then(async (answer) => {
    await keep(url.pathname, answer);
    return answer;
  });
  event.waitUntil(network.catch(() => {}));
  return (await inTime(network, url.pathname)) ?? (await caches.match(url.pathname)) ?? network;
}

// The network's answer, or undefined where a copy should be looked for: none in time, or none that is any good.
async function inTime(network, key) {
  const patience = Date.now() < slowUntil ? 0 : PATIENCE;
  const late = new Promise((resolve) => setTimeout(resolve, patience, "late"));
  const answer = await Promise.race([network.catch(() => undefined), late]);
  if (answer === "late") {
    if (await caches.match(key)) slowUntil = Date.now() + SLOW_FOR;
    return undefined;
  }
  if (answer) slowUntil = 0;
  return answer && (answer.status < 500 || !(await caches.match(key))) ? answer : undefined;
}

// A page from the copies, marked so that it can say that it is one.
async function kept(key, event) {
  const copy = await caches.match(key);
  if (!copy) return undefined;
  marked.set(event.resultingClientId, copy.headers.get("Date"));
  return copy;
}

const marked = new Map(); // client: of when its copy is

addEventListener("message", (event) => {
  if (event.data?.ask === "copy") {
    event.ports[0]?.postMessage({ of: marked.get(event.source.id) ?? null });
    for (const id of [...marked.keys()].slice(0, -50)) marked.delete(id);
  }
  if (event.data?.keep) event.waitUntil(keepAll(event.data));
});

// What is kept of an event stands as in the newest release that was seen of it, on whichever page that was. The page
// “offline” is fetched after all others, so that its copy tells of which release they are.
async function keepAll({ keep, event, published, offline }) {
  const cache = await caches.open(CACHE);
  const copy = offline && (await cache.match(offline)); // screens have none
  const known = copy && PUBLISHED.exec(await copy.text())?.[1];
  if (known && known < published) {
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    const older = paths.filter((path) => path !== offline && RegExp(`^(/[a-z]{2})?/${event}/`).test(path));
    await fetchAll([...older, offline], true);
  }
  await fetchAll(keep.slice(0, 40));
}

// Pages with the styles and scripts that they need. `again`: those too of which there is a copy.
async function fetchAll(addresses, again) {
  const cache = await caches.open(CACHE);
  const wanted = new Set(addresses);
  for (const address of wanted) { // it grows on the way
    const url = new URL(address, location.origin);
    if (url.origin !== location.origin || url.search || !(isPage(url.pathname) || PART.test(url.pathname))) continue;
    try {
      const known = (!again || LASTING.test(url.pathname)) && (await cache.match(url.pathname));
      const answer = known || (await fetch(url.pathname));
      if (isPage(url.pathname)) for (const [, part] of (await answer.clone().text()).matchAll(NEEDED)) wanted.add(new URL(part, url).pathname);
      if (!known) await keep(url.pathname, answer);
    } catch { return; }
  }
}

async function keep(key, answer) {
  if (answer.status === 404 || answer.status === 410) return void (await (await caches.open(CACHE)).delete(key));
  const vary = answer.headers.get("Cache-Control") ?? "";
  if (answer.status !== 200 || answer.redirected || answer.type !== "basic" || /no-store|private/.test(vary)) return;
  if (Number(answer.headers.get("Content-Length")) > LARGEST) return;
  const copy = answer.clone();
  try {
    const cache = await caches.open(CACHE);
    await cache.delete(key); // what is put anew stands last, and what stands first goes first
    await cache.put(key, copy);
    await trim(cache);
  } catch { /* no room: what is there stays */ }
}

async function trim(cache) {
  const keys = await cache.keys();
  const pages = keys.filter((request) => new URL(request.url).pathname.endsWith("/"));
  const parts = keys.filter((request) => !pages.includes(request));
  const over = [...pages.slice(0, Math.max(0, pages.length - MOST_PAGES)), ...parts.slice(0, Math.max(0, parts.length - MOST_PARTS))];
  for (const request of over) await cache.delete(request);
}

// Neither network nor copy: the day on the schedule, where that is one page; else what says so and leads to what is kept.
async function nothing(url) {
  const cache = await caches.open(CACHE);
  const [, home, day] = /^((?:\/[a-z]{2})?\/[^/]+\/)days\/(?:([^/]+)\/)?$/.exec(url.pathname) ?? [];
  const schedule = home && (await cache.match(home));
  if (schedule && !BY_DAY.test(await schedule.text())) return Response.redirect(home + (day ? `#${day}` : ""));
  return (await offline(url, cache)) ?? new Response("No network, and no copy of this page.", { status: 503, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}

// The page “offline” of this event, or else of the one seen last; rather in another language than none.
async function offline({ pathname }, cache) {
  const [, one, two] = pathname.split("/"); // /fr/… or not
  const known = (await cache.keys()).map(({ url }) => new URL(url).pathname).filter((path) => path.endsWith("/offline/")).reverse();
  const spoken = RegExp(`^${/^\/[a-z]{2}(?=\/)/.exec(pathname) ?? ""}/[^/]+/offline/$`);
  const path = [`/${one}/${two}/offline/`, `/${one}/offline/`, `/${two}/offline/`].find((own) => known.includes(own)) ?? known.find((other) => spoken.test(other)) ?? known[0];
  return path && cache.match(path);
}

// At most once an hour: where the site has no service worker any more, this one ends itself.
async function lookForTheEnd() {
  if (Date.now() - lookedAt < 3600e3) return;
  lookedAt = Date.now();
  try {
    const answer = await fetch("/sw.js", { method: "HEAD", cache: "no-store" });
    if (answer.status !== 404 && answer.status !== 410) return;
    for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
    await registration.unregister();
  } catch { /* without a network it goes on */ }
}
