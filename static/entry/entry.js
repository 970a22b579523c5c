// The times of a speaker's own page where they are, beside those of the event.

const words = document.querySelector("#zone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const place = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

function inZone(instant, zone) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

const differs = [...document.querySelectorAll("time.start")].some((time) => {
  const instant = new Date(time.dateTime);
  return inZone(instant, here) !== inZone(instant, words.dataset.zone);
});

if (differs) {
  words.textContent = `Below each time of the event stands the time where you are, ${place(here)}.`;
  words.hidden = false;
  for (const line of document.querySelectorAll(".when")) {
    const start = line.querySelector("time.start");
    if (!start) continue;
    const end = line.querySelector("time.end");
    const own = document.createElement("p");
    own.className = "aside here";
    own.textContent = `${inZone(new Date(start.dateTime), here)}${end ? `–${inZone(new Date(end.dateTime), here).split(", ").at(-1)}` : ""} in ${place(here)}`;
    line.after(own);
  }
}
