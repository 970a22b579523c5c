// What clashes, by the rule of programme/clashing.py (tests/programme/clashes.json holds both to it). A panel in hand is
// asked about at every step of its way, so what it may meet is found once, when it is picked up: by who is in it, and
// place by place.

import { board, title } from "./page.js";

const SHOWN = 3; // titles named of those that are met
const number = (text) => (text === undefined ? null : Number(text));

// Its element names only what is so.
export function fact(card) {
  const { panel, room = "", track = "", state, aside = "", holds = "", part = "", people = "[]", start, end } = card.dataset;
  const known = { panel, room, track, aside, holds, part, people: JSON.parse(people) };
  return { ...known, card, cancelled: state === "cancelled", start: number(start), end: number(end) };
}

export const facts = () => [...board().querySelectorAll(".board > .slip, .beside li")].map(fact);

const place = (stay) => stay.room || stay.track;
const aside = (stay) => stay.aside === "always" || (stay.aside === "roomless" && !stay.room);
const overlap = (one, other) => one.start < other.end && other.start < one.end;

function within(inner, outer) {
  if (place(inner) !== place(outer) || inner.start < outer.start || outer.end < inner.end) return false;
  return outer.holds === "all" || (outer.holds === "parts" && Boolean(inner.part));
}

// What a panel may meet: { shared: who is in both, by the other one; places: those that want their place for
// themselves, by place }.
export function index(held, all) {
  const others = all.filter((other) => other.panel !== held.panel && !other.cancelled && other.end !== null);
  const names = new Map(held.people);
  const [shared, places] = [new Map(), new Map()];
  for (const other of others) {
    const both = other.people.filter(([key]) => names.has(key)).map(([key]) => names.get(key));
    if (both.length) shared.set(other, both);
    if (aside(other)) continue;
    if (!places.has(place(other))) places.set(place(other), []);
    places.get(place(other)).push(other);
  }
  return { shared, places };
}

function sharingPlace(held, places) {
  if (aside(held)) return [];
  const its = place(held) ? [...(places.get(place(held)) || []), ...(places.get("") || [])] : [...places.values()].flat();
  return its.filter((other) => overlap(held, other) && !within(held, other) && !within(other, held));
}

function left(one, other) {
  if (!one.room || !other.room || one.room === other.room) return null;
  return one.end <= other.start ? other.start - one.end : other.end <= one.start ? one.start - other.end : null;
}

// { places: the others whose place it takes; people: [the other, names] of who is in both; walks: [the other, names,
// minutes] of who has less than so many to get from one to the other }, by their start.
export function meeting(held, { shared, places }, least) {
  if (held.cancelled || held.end === null) return { places: [], people: [], walks: [] };
  const both = [...shared].sort(([one], [other]) => one.start - other.start);
  const walked = both.map(([other, names]) => [other, names, left(held, other)]);
  return {
    places: sharingPlace(held, places).sort((one, other) => one.start - other.start),
    people: both.filter(([other]) => overlap(held, other)),
    walks: walked.filter(([, , minutes]) => minutes !== null && minutes < least),
  };
}

function few(parts, join) {
  const more = parts.length - SHOWN;
  return parts.slice(0, SHOWN).join(join) + (more > 0 ? ` and ${more} more` : "");
}

// How many clashes there are, and the first few in words; then the walks.
export function words({ places, people, walks }) {
  const count = places.length + people.length;
  const named = ({ card }) => `“${title(card)}”`;
  const said = [];
  if (places.length) said.push(`overlaps ${few(places.map(named), ", ")}`);
  if (people.length) said.push(few(people.map(([other, names]) => `${names.join(" and ")} also in ${named(other)}`), "; "));
  const clashes = count ? `${count} clash${count > 1 ? "es" : ""}: ${said.join("; ")}` : "";
  const far = walks.map(([other, names, minutes]) => `${names.join(" and ")} ${minutes} min from ${named(other)}`);
  return [clashes, far.length ? `Tight walk: ${few(far, "; ")}` : ""].filter(Boolean).join(". ");
}
