// What clashes, as events/desk/board_clashes.py says. A panel in hand is asked about at every step of its way, so what
// it may meet is found once, when it is picked up: by who is in it, and room by room.

import { board, title } from "./page.js";

const BESIDE_OTHERS = ["break", "registration"];
const number = (text) => (text === "" ? null : Number(text));

export function fact(card) {
  const { panel, room, kind, state, people, start, end } = card.dataset;
  return { card, panel, room, kind, state, people: JSON.parse(people), start: number(start), end: number(end) };
}

export const facts = () => [...board().querySelectorAll(".board > .slip, .beside li")].map(fact);

// What a panel may meet: { shared: who is in both, by the other one; rooms: those that want their place for
// themselves, by room }.
export function index(held, all) {
  const others = all.filter((other) => other.panel !== held.panel && other.state !== "cancelled" && other.end !== null);
  const names = new Map(held.people);
  const [shared, rooms] = [new Map(), new Map()];
  for (const other of others) {
    const both = other.people.map(([key]) => names.get(key)).filter(Boolean);
    if (both.length) shared.set(other, both);
    if (BESIDE_OTHERS.includes(other.kind)) continue;
    if (!rooms.has(other.room)) rooms.set(other.room, []);
    rooms.get(other.room).push(other);
  }
  return { shared, rooms };
}

function sharingPlace(held, rooms) {
  if (BESIDE_OTHERS.includes(held.kind)) return [];
  if (!held.room) return [...rooms.values()].flat();
  return [...(rooms.get(held.room) || []), ...(rooms.get("") || [])];
}

export function clashes(held, { shared, rooms }) {
  if (held.state === "cancelled" || held.end === null) return [];
  const meets = (other) => other.start < held.end && held.start < other.end;
  const places = sharingPlace(held, rooms).filter(meets);
  const people = [...shared].filter(([other]) => meets(other));
  return [
    ...places.map((other) => ({ card: other.card, said: `overlaps “${title(other.card)}”` })),
    ...people.map(([other, both]) => ({ card: other.card, said: `${both.join(" and ")} also in “${title(other.card)}”` })),
  ];
}
