// A panel's page: its time where the reader is; and on all pages a button that shares their address.

const when = document.querySelector(".when[data-zone]");
if (when) {
  const say = document.querySelector("#say").dataset;
  const times = [...when.querySelectorAll("dd > time")];
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const starts = times.map((time) => Date.parse(time.dateTime));
  if (starts.length && starts.every(Number.isFinite) && here && !sameClock(starts, here, when.dataset.zone)) {
    const line = document.createElement("span");
    line.className = "mine";
    line.append(`${dateIn(starts[0], here).short}, `);
    for (const time of times) {
      const own = time.cloneNode();
      clockIn(own, here);
      line.append(own);
    }
    const [from, to] = starts.map((start) => dateIn(start, here));
    line.append(`${to && to.machine !== from.machine ? ` (${to.short})` : ""} ${say.here.replace("{city}", cityOf(here))}`);
    const utc = when.querySelector(".utc");
    if (utc) utc.replaceWith(line);
    else when.querySelector("dd").append(document.createElement("br"), line);
  }
}

// Below a panel's or speaker's name, else beside the event's facts. A schedule is shared as it is narrowed.
const beside = document.querySelector(".single h1")?.parentElement ?? document.querySelector(".facts");
const say = document.querySelector("#say-all")?.dataset;
if (beside && say && (navigator.share || navigator.clipboard)) {
  const button = Object.assign(document.createElement("button"), { className: "share", textContent: say.share });
  const said = Object.assign(document.createElement("span"), { className: "shared" });
  said.setAttribute("aria-live", "polite");  // and no status: that is what a search found
  button.addEventListener("click", async () => {
    const url = document.querySelector(".schedule") ? location.href : document.querySelector("link[rel=canonical]")?.href ?? location.href;
    try {
      if (navigator.share) await navigator.share({ title: document.title, url });
      else { await navigator.clipboard.writeText(url); said.textContent = say.copied; }
    } catch { /* the reader thought better of it */ }
  });
  beside.append(" ", button, " ", said);
}
