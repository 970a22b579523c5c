// Where an event's time zone is asked for: the browser's own is proposed, and the time that it is there now is shown.

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
  if (!input.value && own) input.value = own;
  const show = () => {
    const now = clock(input.value);
    said.textContent = now && `${input.value === own ? "Your own zone. " : ""}There it is ${now} now.`;
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.select());
  show();
}
