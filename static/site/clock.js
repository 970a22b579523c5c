// Instants as wall clocks: in which zone, in which words. The page's language says how. The other modules use these.

const language = document.documentElement.lang || "en";
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: zone, ...options }));
  return formats.get(key);
}

const twelve = language.startsWith("en") && !document.body.dataset.clock;
const french = language.startsWith("fr");
const dash = french ? " –\u00a0" : "–"; // between two times

// As events/site/tongues.py has it: “10:30”, “10 h 30”, “9 h”.
function clockWords(hour, minute) {
  if (french) return `${Number(hour)}\u00a0h${minute === "00" ? "" : `\u00a0${minute}`}`;
  return `${twelve ? Number(hour) : hour}:${minute}`;
}

// Sets what a <time> shows to its instant in a zone: “10:30 am”, “10 h 30”.
function clockIn(time, zone) {
  const parts = format(zone, twelve ? { hour: "numeric", minute: "2-digit", hourCycle: "h12" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .formatToParts(new Date(time.dateTime));
  const of = (type) => parts.find((part) => part.type === type)?.value ?? "";
  time.textContent = (time.classList.contains("end") ? dash : "") + clockWords(of("hour"), of("minute"));
  const half = of("dayPeriod");
  if (half) time.append(Object.assign(document.createElement("small"), { textContent: ` ${half}` }));
}

// “Wed 19 May”, “mar. 1er juin”.
const dayWords = (day) => (french ? day.replace(/\b1 /, "1er ") : day.replace(",", ""));

// The date of an instant in a zone: 2021-05-19 for machines, “Wed 19 May” for people.
function dateIn(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
  return { machine: parts, short: dayWords(format(zone, { weekday: "short", day: "numeric", month: "long" }).format(instant)) };
}

// Whether two zones show the same time at each of these instants.
function sameClock(instants, one, other) {
  const at = (zone) => format(zone, { day: "numeric", hour: "numeric", minute: "numeric" });
  try { return instants.every((instant) => at(one).format(instant) === at(other).format(instant)); } catch { return true; }
}

// America/Toronto is Toronto, and as the page's language calls it; zones that name no place keep their names.
const cities = JSON.parse(document.querySelector("#say-all")?.dataset.cities || "{}");
function cityOf(zone) {
  const city = /^Etc\/|^UTC$|^GMT$/.test(zone) ? zone.replace("Etc/", "") : zone.split("/").at(-1).replaceAll("_", " ");
  return cities[city] ?? city;
}
