// The page “My schedule”: what is chosen in this browser, in order; what clashes, has moved or is gone; the way to
// another device and into a calendar.

const say = document.querySelector("#say-my")?.dataset;
const $ = (selector) => document.querySelector(selector);
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
const root = document.body.dataset.home; // in this page’s language
const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

let panels = [];
let zone = "UTC";

function make(name, facts = {}, ...inside) {
  const element = Object.assign(document.createElement(name), facts);
  element.append(...inside);
  return element;
}

const button = (text, onclick, className = "") => make("button", { type: "button", className, onclick }, text);

function clock(minutes, className = "") {
  const time = make("time", { dateTime: new Date(minutes * 6e4).toISOString(), className });
  clockIn(time, zone);
  return time;
}

const dayOf = (panel) => (panel.start ? dateIn(panel.start * 6e4, zone) : { machine: panel.day ?? "", short: "" });
const moment = (minutes) => `${dateIn(minutes * 6e4, zone).short}, ${clock(minutes).textContent}`;

function longDay(machine) {
  if (!machine) return say.undated;
  return dayWords(format("UTC", { weekday: "long", day: "numeric", month: "long" }).format(new Date(`${machine}T12:00Z`)));
}

// [from, to] that two panels have in common; to is 0 where an end is not known; null for none.
function common(one, other) {
  if (!one.start || !other.start || one.cancelled || other.cancelled) return null;
  const from = Math.max(one.start, other.start);
  if ((one.end || one.start + 1) <= from || (other.end || other.start + 1) <= from) return null;
  return [from, one.end && other.end ? Math.min(one.end, other.end) : 0];
}

const brief = (title) => (title.length > 80 ? `${title.slice(0, 70).replace(/\s+\S*$/, "")}…` : title);

function notices(panel, known, mine) {
  const found = [];
  const note = (text) => found.push(make("p", { className: "notice" }, text));
  for (const other of mine) {
    const both = other !== panel && common(panel, other);
    if (both) note(fill(both[1] ? say.clash : say.clashOpen, { title: brief(other.title), from: clock(both[0]).textContent, to: clock(both[1]).textContent }));
  }
  const clashes = found.length;
  if (known.start && known.start !== (panel.start ?? 0)) note(fill(say.moved, { before: moment(known.start) }));
  else if (known.end && known.end !== (panel.end ?? 0)) note(fill(say.moved, { before: `${moment(known.start)}${dash}${clock(known.end).textContent}` }));
  if (known.at !== undefined && known.at !== (panel.at ?? "")) note(fill(say.room, { before: known.room || "–" }));
  if (found.length === clashes) return found;
  found.at(-1).append(" ", button(say.noted, () => picks.add(panel.slug, remembered(panel)), "small"));
  return found;
}

const remembered = ({ title, start = 0, end = 0, room = "", at = "" }) => ({ title, start, end, room, at });

function itemOf(panel, known, mine) {
  const time = make("p", { className: "time" });
  if (panel.start) time.append(clock(panel.start), ...(panel.end ? [clock(panel.end, "end")] : []));
  else time.append(say.untimed);
  const [half, other] = time.querySelectorAll("small");
  if (half?.textContent === other?.textContent) half?.remove(); // 3:00–4:15 pm
  const label = make("p", { className: "label" });
  if (panel.cancelled) label.append(make("strong", {}, say.cancelled), " ");
  label.append(panel.label ?? "");
  if (panel.room) label.append(panel.label ? " · " : "", make("span", { dir: "auto" }, panel.room));
  const title = panel.cancelled ? make("s", {}, panel.title) : panel.title;
  const inside = make("div", {}, label, make("h3", { dir: "auto" }, panel.url ? make("a", { href: panel.url }, title) : title));
  if (panel.people) inside.append(make("p", { className: "aside", dir: "auto" }, panel.people.join(", ")));
  inside.append(...notices(panel, known, mine));
  const item = make("li", { className: `panel${panel.cancelled ? " cancelled" : ""}` }, time, inside);
  item.dataset.panel = panel.slug;
  return item;
}

function goneOf(slug, known) {
  const title = typeof known.title === "string" && known.title ? known.title : say.unknown;
  return make("li", {}, make("span", { dir: "auto" }, title), " ", button(say.remove, () => picks.remove(slug), "small"));
}

function show() {
  const chosen = picks.all();
  const mine = panels.filter((panel) => Object.hasOwn(chosen, panel.slug));
  const gone = Object.keys(chosen).filter((slug) => !panels.some((panel) => panel.slug === slug));
  const days = Map.groupBy ? Map.groupBy(mine, (panel) => dayOf(panel).machine) : group(mine);
  const shown = [...days].sort(([one], [other]) => (one === "") - (other === "") || (one < other ? -1 : 1)).map(([day, items]) => {
    const list = make("ol", {}, ...items.map((panel) => itemOf(panel, chosen[panel.slug], mine)));
    return make("section", { className: "day" }, make("h2", {}, longDay(day)), list);
  });
  if (gone.length) shown.push(make("section", { className: "day gone" }, make("h2", {}, say.withdrawn), make("ul", {}, ...gone.map((slug) => goneOf(slug, chosen[slug])))));
  if (!shown.length) shown.push(make("p", { className: "lead" }, say.nothing, " ", make("a", { href: root }, say.schedule)));
  const place = [...$("#mine").querySelectorAll("li")].findIndex((item) => item.contains(document.activeElement));
  $("#mine").replaceChildren(...shown);
  $("#take").hidden = !Object.keys(chosen).length && !notebook.get("calendar");
  document.dispatchEvent(new CustomEvent("schedule:shown"));
  if (place >= 0) {
    const next = [...$("#mine").querySelectorAll("li")].at(place);
    (next?.querySelector(".star") ?? next?.querySelector("button") ?? $("main")).focus();
  }
  showAddresses();
}

function group(mine) {
  const days = new Map();
  for (const panel of mine) days.set(dayOf(panel).machine, [...(days.get(dayOf(panel).machine) ?? []), panel]);
  return days;
}

// To another device

function offer() {
  const given = /^#p=([0-9a-z]*)$/.exec(location.hash)?.[1];
  const box = $("#offer");
  box.hidden = !given;
  if (!given) return;
  const codes = given.match(/.{7}/g) ?? [];
  const found = panels.filter((panel) => codes.includes(codeOf(panel.slug)));
  const taken = Object.fromEntries(found.map((panel) => [panel.slug, remembered(panel)]));
  const have = Object.keys(picks.all()).length;
  const end = (chosen) => () => {
    history.replaceState(null, "", location.pathname);
    box.hidden = true;
    if (chosen) picks.set(chosen());
    $("main").focus();
  };
  const first = have ? button(say.add, end(() => ({ ...taken, ...picks.all() })), "button") : button(say.over, end(() => taken), "button");
  const ways = make("p", { className: "ways" }, ...(found.length ? [first] : []));
  if (have && found.length) ways.append(button(say.replace, end(() => taken)));
  ways.append(button(say.no, end(null)));
  const said = [codes.length > found.length ? fill(say.missing, { n: codes.length - found.length }) : "", have ? fill(say.have, { n: have }) : ""];
  box.replaceChildren(
    make("h2", { id: "offer-heading" }, found.length === 1 ? say.takeOne : fill(say.take, { n: found.length })),
    make("ul", { className: "offered" }, ...found.map((panel) => make("li", { dir: "auto" }, panel.title))),
    make("p", { className: "aside" }, said.filter(Boolean).join(" ")),
    ways,
  );
}

function drawCode() {
  if (!$("#qr").open) return;
  const image = $("#qr img");
  const source = `${root}my/qr.svg?p=${picks.codes()}`;
  if (image.getAttribute("src") !== source) image.src = source;
}

// Into a calendar

function showAddresses() {
  const codes = picks.codes();
  const calendar = notebook.get("calendar");
  const chosen = codes.length / 7;
  const tooMany = chosen > Number(say.most);
  $("#many").hidden = !tooMany;
  $("#many").textContent = tooMany ? fill(say.many, { n: chosen, most: say.most }) : "";
  for (const name of ["#qr", "#still", "#renew"]) $(name).hidden = tooMany;
  const alarm = $("#alarm").value ? `alarm=${$("#alarm").value}` : "";
  $("#link").value = `${location.origin}${root}my/#p=${codes}`;
  if (!tooMany) drawCode();
  for (const part of document.querySelectorAll("#take > h2:last-of-type, #take > h2:last-of-type + p")) part.hidden = tooMany && !calendar?.key;
  $("#make").parentElement.hidden = tooMany || Boolean(calendar?.key);
  $("#calendar").hidden = !calendar?.key;
  if (calendar?.key) {
    const https = `${location.origin}${root}my/${calendar.key}.ics${alarm && `?${alarm}`}`;
    $("#https").value = https;
    $("#webcal").href = https.replace(/^https?/, "webcal");
  }
  $("#carried").value = `${location.origin}${say.calendar}?p=${codes}${alarm && `&${alarm}`}`;
  const copied = notebook.get("copied");
  $("#still .changed").hidden = typeof copied !== "string" || copied === codes;
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (octet) => octet.toString(16).padStart(2, "0")).join("");

let changing = false; // a second click would make a calendar whose key nobody has

async function changeCalendar(calendar, facts, done) {
  if (changing) return;
  changing = true;
  try {
    await tellCalendar(facts);
    notebook.set("calendar", calendar);
    tell(done);
  } catch {
    tell(say.failed);
  }
  changing = false;
  show();
}

function makeCalendar() {
  const codes = picks.codes();
  const key = newKey();
  const old = notebook.get("calendar")?.key;
  changeCalendar({ key, sent: codes }, { key, codes, ...(old && { instead_of: old }) }, old ? say.renewed : "");
}

function tell(text) {
  $("#said").textContent = text;
  $("#said").classList.toggle("unseen", !text);
}

async function copy(click) {
  const field = document.getElementById(click.currentTarget.dataset.copy);
  field.select();
  try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
  if (field.id === "carried") notebook.set("copied", picks.codes());
  tell(say.copied);
  showAddresses();
}

if (say) {
  panels = JSON.parse($("#programme").textContent);
  zone = notebook.get("zone") === "here" ? hereZone : say.zone;
  const head = $(".zone-words");
  if (head && zone !== say.zone) head.textContent = fill(say.here, { city: cityOf(zone) });
  show();
  offer();
  addEventListener("hashchange", offer);
  document.addEventListener("picks:changed", show);
  $("#qr").addEventListener("toggle", drawCode);
  $("#alarm").addEventListener("change", showAddresses);
  $("#make").addEventListener("click", makeCalendar);
  $("#renew").addEventListener("click", makeCalendar);
  $("#stop").addEventListener("click", () => changeCalendar(null, { instead_of: notebook.get("calendar")?.key }, say.stopped));
  for (const each of document.querySelectorAll("[data-copy]")) each.addEventListener("click", copy);
}
