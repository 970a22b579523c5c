// What somebody has chosen, kept in this browser by event: {panel's address: what it was when it was chosen}. It is
// kept nowhere else, unless they ask for a calendar that follows it. The other modules use these.

const ofEvent = document.body.dataset.event;

// JSON in localStorage. Where the browser keeps nothing (private windows, no room left) it holds as long as the page.
const notebook = {
  held: {},
  name: (key) => `convenor:${ofEvent}:${key}`,
  get(key) {
    if (key in this.held) return this.held[key];
    try { return JSON.parse(localStorage.getItem(this.name(key))); } catch { return null; }
  },
  set(key, value) {
    delete this.held[key];
    try {
      if (value === null) localStorage.removeItem(this.name(key)); else localStorage.setItem(this.name(key), JSON.stringify(value));
    } catch { this.held[key] = value; }
  },
};

const picks = {
  all() {
    const found = notebook.get("picks");
    if (!found || typeof found !== "object" || Array.isArray(found)) return {};
    return Object.fromEntries(Object.entries(found).filter(([slug, known]) => /^[\w-]{1,80}$/.test(slug) && known && typeof known === "object"));
  },
  has(slug) { return Object.hasOwn(this.all(), slug); },
  set(chosen) {
    notebook.set("picks", chosen);
    document.dispatchEvent(new CustomEvent("picks:changed"));
  },
  add(slug, known) { this.set({ ...this.all(), [slug]: known }); },
  remove(slug) {
    const { [slug]: removed, ...others } = this.all();
    this.set(others);
  },
  codes() { return Object.keys(this.all()).map(codeOf).sort().join(""); },
};

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

// The same as in programme/picks.py: FNV-1a of 64 bits, folded to 35.
function codeOf(slug) {
  let mixed = 0xcbf29ce484222325n;
  for (const octet of new TextEncoder().encode(slug)) mixed = BigInt.asUintN(64, (mixed ^ BigInt(octet)) * 0x100000001b3n);
  const folded = BigInt.asUintN(35, mixed ^ (mixed >> 35n));
  return Array.from({ length: 7 }, (_, place) => LETTERS[Number((folded >> BigInt(5 * (6 - place))) & 31n)]).join("");
}

// The calendar that follows: {key, sent}. It is told of a change once nothing has changed for a moment.
let telling = 0;

async function tellCalendar(facts) {
  const answer = await fetch(`/${ofEvent}/my/picks`, {
    method: "PUT", keepalive: true, credentials: "omit",
    headers: { "Content-Type": "application/json" }, body: JSON.stringify(facts),
  });
  if (!answer.ok) throw new Error(String(answer.status));
}

function followPicks(pause = 1500) {
  clearTimeout(telling);
  telling = setTimeout(async () => {
    const calendar = notebook.get("calendar");
    const codes = picks.codes();
    if (!calendar?.key || calendar.sent === codes) return;
    try {
      await tellCalendar({ key: calendar.key, codes });
      if (notebook.get("calendar")?.key === calendar.key) notebook.set("calendar", { ...calendar, sent: codes });
    } catch { /* without a network: when it is back, or with the next page */ }
  }, pause);
}
