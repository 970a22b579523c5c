// Offers the page in the language that the reader’s browser prefers, or that they chose here before. What they answer
// is remembered in this browser only.

const versions = [...document.querySelectorAll("a.language")];
const kept = "convenor:language";
const remember = (code) => { try { localStorage.setItem(kept, code); } catch { /* asked again, then */ } };

function wanted() {
  let chosen = null;
  try { chosen = localStorage.getItem(kept); } catch { /* not allowed */ }
  const codes = [language, ...versions.map(({ hreflang }) => hreflang)];
  return chosen ?? navigator.languages?.map((code) => code.split("-")[0]).find((code) => codes.includes(code));
}

function offer(version) {
  const bar = Object.assign(document.createElement("aside"), { className: "copy", lang: version.lang });
  const link = Object.assign(document.createElement("a"), { href: version.href, textContent: version.dataset.offer });
  const no = Object.assign(document.createElement("button"), { type: "button", textContent: version.dataset.decline });
  link.addEventListener("click", () => remember(version.hreflang));
  no.addEventListener("click", () => { remember(language); bar.remove(); document.querySelector("main").focus({ preventScroll: true }); });
  bar.append(link, no);
  document.body.append(bar);
}

for (const version of versions) version.addEventListener("click", () => remember(version.hreflang));
const better = versions.find(({ hreflang }) => hreflang === wanted());
if (better) offer(better);
