// A star on every panel, to choose it for “My schedule”.

const drawn = "http://www.w3.org/2000/svg";
const words = document.querySelector("#say-all")?.dataset;

function star() {
  const svg = document.createElementNS(drawn, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(drawn, "path"));
  svg.firstChild.setAttribute("d", "M12 3.2l2.7 5.6 6.1.8-4.5 4.3 1.1 6.1-5.4-3-5.4 3 1.1-6.1-4.5-4.3 6.1-.8z");
  return svg;
}

// What is remembered of a panel, so that it can be said later what has changed since: minutes since 1970; the room by
// its address, which is the same in every language, and as it was called.
function known(holder) {
  const [start, end] = [...holder.querySelectorAll(".time time, .when time")].map((time) => Math.round(Date.parse(time.dateTime) / 6e4));
  const room = holder.dataset.hall ?? holder.querySelector(".label i bdi")?.textContent ?? "";
  return { title: holder.querySelector("h3, h1").textContent.trim(), start: start || 0, end: end > start ? end : 0, room, at: holder.dataset.room ?? "" };
}

function addStars() {
  const chosen = picks.all();
  for (const holder of document.querySelectorAll("[data-panel], li.panel[id]")) {
    holder.dataset.panel ??= holder.id.slice("panel-".length);
    let button = holder.querySelector(":scope > .star");
    if (!button) {
      button = Object.assign(document.createElement("button"), { type: "button", className: "star" });
      button.setAttribute("aria-label", words.star.replace("{title}", holder.querySelector("h3, h1").textContent.trim()));
      button.append(star());
      holder.append(button);
    }
    button.setAttribute("aria-pressed", String(Object.hasOwn(chosen, holder.dataset.panel)));
  }
}

if (ofEvent && words) {
  document.addEventListener("click", (click) => {
    const button = click.target.closest?.("button.star");
    if (!button) return;
    const holder = button.parentElement;
    if (picks.has(holder.dataset.panel)) picks.remove(holder.dataset.panel);
    else picks.add(holder.dataset.panel, known(holder));
  });
  document.addEventListener("picks:changed", () => { addStars(); followPicks(); });
  document.addEventListener("schedule:shown", addStars);
  addEventListener("storage", (change) => {
    if (change.key === null || change.key === notebook.name("picks")) document.dispatchEvent(new CustomEvent("picks:changed"));
  });
  addEventListener("online", () => followPicks());
  addStars();
  followPicks();
}
