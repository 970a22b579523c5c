// The times of a speaker's own page where they are, beside those of the event.

const words = document.querySelector("#zone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const place = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

function inZone(instant, zone) {
  return new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang, { timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

const differs = [...document.querySelectorAll("time.start")].some((time) => {
  const instant = new Date(time.dateTime);
  return inZone(instant, here) !== inZone(instant, words.dataset.zone);
});

if (differs) {
  words.textContent = words.dataset.says.replace("{city}", place(here));
  words.hidden = false;
  for (const line of document.querySelectorAll(".when")) {
    const start = line.querySelector("time.start");
    if (!start) continue;
    const end = line.querySelector("time.end");
    const own = document.createElement("p");
    own.className = "aside here";
    const time = `${inZone(new Date(start.dateTime), here)}${end ? `–${inZone(new Date(end.dateTime), here).split(/,? /).at(-1)}` : ""}`;
    own.textContent = words.dataset.there.replace("{time}", time).replace("{city}", place(here));
    line.after(own);
  }
}
