// Who is signed out while they type saves nothing. What they typed stays in this tab until they have signed in again, and is
// then offered on the page that it was typed on. Only text: no password, no secret, nothing hidden. Each form that is sent
// is "typed" until the next page of the desk stands; the page to sign in makes that "kept" where nothing was saved.
// Here too: who goes back to a form by which they added something is asked before it adds another.

const TYPED = "desk:typed", KEPT = "desk:kept";
const TEXT = "textarea, input[type=text], input[type=url], input[type=email], input[type=number], input[type=date], "
  + "input[type=time], input[type=datetime-local]";
const here = location.pathname + location.search;
const who = document.querySelector(".account summary")?.firstChild?.textContent ?? "";
const entry = document.getElementById("login-form");

function read(key) {
  try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
}

function write(key, value) {
  try {
    if (value) sessionStorage.setItem(key, JSON.stringify(value)); else sessionStorage.removeItem(key);
  } catch { /* no room, or forbidden: then nothing is kept */ }
}

function texts(form) {
  const fields = [...form.querySelectorAll(TEXT)].filter((field) => field.name && !field.name.includes("secret"));
  return fields.filter((field) => !field.readOnly && field.value !== field.defaultValue);
}

function putBack({ fields }) {
  const left = Object.entries(fields).filter(([name, text]) => {
    const field = [...document.querySelectorAll("form[method=post] [name]")].find((each) => each.name === name && each.matches(TEXT));
    if (!field) return true;
    field.value = text;
    field.closest("details")?.setAttribute("open", "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return false;
  });
  return left.map(([, text]) => text).join("\n\n");
}

function offer(kept) {
  const notice = Object.assign(document.createElement("div"), { className: "notice" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Put it back" });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "button quiet-button", textContent: "Forget it" });
  const line = Object.assign(document.createElement("p"), { className: "desk", textContent: "What you typed here before you were signed out was not saved. " });
  line.append(button, " ", drop);
  notice.append(line);
  notice.setAttribute("role", "status");
  (document.querySelector("#content-main, .desk") ?? document.getElementById("content")).prepend(notice);
  drop.addEventListener("click", () => { write(KEPT, null); notice.remove(); });
  button.addEventListener("click", () => {
    const left = putBack(kept);
    write(KEPT, null);
    line.textContent = left ? "Put back, except for what was typed in rows that are not here:" : "Put back. Save it now.";
    if (left) notice.append(Object.assign(document.createElement("textarea"), { readOnly: true, rows: 4, value: left, ariaLabel: "Not put back" }));
  });
}

const typed = read(TYPED), kept = read(KEPT);
if (entry) {
  const said = document.querySelector("[data-kept]");
  if (said && typed) {
    write(KEPT, typed);
    write(TYPED, null);
  }
  if (said && (typed || kept)) said.textContent = said.dataset.kept;
} else {
  write(TYPED, null); // the desk has answered
  if (kept && (kept.who !== who || typed?.at === kept.at)) write(KEPT, null);
  else if (kept?.at === here) offer(kept);
}

let asked = false;

// Back in a form by which something was added already, another is added only by who says so twice. The mark is on the entry
// of the browser's history, so it is there whether the page was kept or is loaded anew.
function sentAlready(form) {
  if (form !== document.querySelector("#content-main form[id$=_form]") || !location.pathname.endsWith("/add/")) return false;
  if (!history.state?.sent || asked) {
    history.replaceState({ ...history.state, sent: true }, "");
    return false;
  }
  asked = true;
  const line = Object.assign(document.createElement("p"), { className: "errornote", textContent: "This form was sent already. Save once more if you want to add another." });
  line.setAttribute("role", "alert");
  form.querySelector(".submit-row").before(line);
  return true;
}

document.addEventListener("submit", (event) => {
  const { target } = event;
  if (target.method !== "post" || target === entry || event.defaultPrevented) return;
  if (sentAlready(target)) {
    event.preventDefault();
    return;
  }
  const fields = Object.fromEntries(texts(target).map((field) => [field.name, field.value]));
  write(TYPED, Object.keys(fields).length ? { at: here, who, fields } : null);
});
