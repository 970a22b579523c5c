// The head of every page says what is public, what is not yet, and how much the checks find. The page does not wait for
// that: it is asked for once the page stands, and again when something was changed without leaving it ("desk:changed" on
// the document). On a phone the event's tabs are a row to scroll: the one that is open stands in sight.

const line = document.querySelector("[data-state]");
const key = line && `desk:state:${line.dataset.state}`;

function remembered() {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
}

function show({ public: what, since, scheduled, changes, findings, url }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: what });
  const more = [since, scheduled].filter(Boolean).map((text) => {
    const part = Object.assign(document.createElement(changes && text === since ? "strong" : "span"), { textContent: text });
    return [" · ", part];
  });
  line.replaceChildren(link, ...more.flat());
  const checks = document.getElementById("open-findings");
  if (!checks) return;
  checks.hidden = !findings;
  checks.querySelector("b").textContent = findings;
}

let newest = 0; // question: what answers an earlier one, and comes later, is no longer true

async function ask() {
  const mine = (newest += 1);
  try {
    const answer = await fetch(line.dataset.state, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const state = await answer.json();
    if (mine !== newest) return;
    try { sessionStorage.setItem(key, JSON.stringify(state)); } catch { /* then it is asked for again */ }
    show(state);
  } catch { /* no network: the link leads to the page that says it */ }
}

if (line) {
  const known = !document.querySelector(".messagelist") && remembered(); // after a deed it is no longer true
  if (known) show(known);
  ask();
  document.addEventListener("desk:changed", ask);
}

const here = document.querySelector(".event-nav [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 40;
