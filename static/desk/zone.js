// Where an event's time zone is asked for: the browser's own is proposed, and the time that it is there now is shown.
// A form with a field "proposed" is told what was proposed, as long as nobody touches it.

function clock(zone) {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long", hour: "2-digit", minute: "2-digit" }).format();
  } catch { return ""; }
}

for (const input of document.querySelectorAll("input[data-propose]")) {
  const said = Object.assign(document.createElement("p"), { className: "help" });
  said.setAttribute("aria-live", "polite");
  input.after(said);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const proposed = input.form.elements.proposed;
  if (!input.value && own) {
    input.value = own;
    if (proposed) proposed.value = own;
  }
  const show = () => {
    const now = clock(input.value);
    const whose = proposed?.value ? "Your browser’s zone; a zone that the document names goes before it. " : "Your own zone. ";
    said.textContent = now && `${input.value === own ? whose : ""}There it is ${now} now.`;
  };
  input.addEventListener("input", () => {
    if (proposed) proposed.value = "";
    show();
  });
  input.addEventListener("focus", () => input.select());
  show();
}
