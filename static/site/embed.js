// The schedule of an event on any website:
//
//   <script async src="https://SITE/embed.js" data-event="EVENT"></script>
//   <p><a href="https://SITE/EVENT/">The schedule</a></p>
//
// data-day, data-room, data-track, data-panel or data-speaker narrows it, data-theme="light" or "dark" sets its colours,
// data-language="fr" its language, data-site names the site where this file is served from elsewhere. The schedule comes
// right after the tag, in a shadow tree, and the link that follows goes. What was shown last is kept in the visitor's browser and shown while the site
// cannot be reached; where nothing is kept, the link stays. Without data-event, frames of the site get the height of
// what is in them.
(() => {
  "use strict";
  const tag = document.currentScript;
  const site = tag.dataset.site || new URL(".", tag.src).href.replace(/\/$/, "");
  const PATIENCE = 8000; // milliseconds
  const FRESH = 600000;

  // One day at a time; the day of the event that is today comes first.
  const days = (list, chosen) => {
    const tabs = [...list.querySelectorAll("nav a[data-day]")];
    const show = (day) => {
      list.dataset.day = day;
      for (const tab of tabs) {
        if (tab.dataset.day === day) tab.setAttribute("aria-current", "true");
        else tab.removeAttribute("aria-current");
      }
      for (const section of list.querySelectorAll("section[data-day]")) {
        section.hidden = day !== "all" && section.dataset.day !== day;
      }
    };
    for (const tab of tabs) {
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        show(tab.dataset.day);
      });
    }
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: list.dataset.zone || undefined }).format();
    const wanted = [chosen, today, "all"].find((day) => tabs.some((tab) => tab.dataset.day === day));
    if (wanted) show(wanted);
  };

  // In a frame of ours: say how high it has to be.
  const frame = () => {
    const list = document.querySelector(".embed");
    const theme = location.hash.slice(1);
    if (theme === "dark" || theme === "light") list.dataset.theme = theme;
    days(list);
    if (parent === window) return;
    const say = () => parent.postMessage({ convenor: "height", height: Math.ceil(list.getBoundingClientRect().height) }, "*");
    new ResizeObserver(say).observe(list);
  };

  const fit = () => {
    addEventListener("message", (event) => {
      if (event.origin !== new URL(site).origin || event.data?.convenor !== "height" || !(event.data.height > 0)) return;
      for (const found of document.querySelectorAll("iframe")) {
        if (found.contentWindow === event.source) found.style.height = `${event.data.height}px`;
      }
    });
  };

  const kept = {
    find(url) {
      try { return JSON.parse(localStorage.getItem(`convenor ${url}`)); } catch { return null; }
    },
    keep(url, html) {
      try { localStorage.setItem(`convenor ${url}`, JSON.stringify({ html, at: Date.now() })); } catch { /* no room, or not allowed */ }
    },
    forget(url) {
      try { localStorage.removeItem(`convenor ${url}`); } catch { /* not allowed */ }
    },
  };

  const embed = () => {
    const { event, theme, ...options } = tag.dataset;
    const part = ["day", "room", "track", "panel", "speaker"].find((name) => options[name]);
    const path = part ? `/${part}s/${encodeURIComponent(options[part])}` : "";
    const language = tag.dataset.language && tag.dataset.language !== "en" ? `/${encodeURIComponent(tag.dataset.language)}` : "";
    const url = `${site}${language}/${encodeURIComponent(event)}/embed${path}.html`;
    const next = tag.nextElementSibling;
    const link = next && (next.matches(`a[href^="${site}"]`) || next.querySelector(`a[href^="${site}"]`)) ? next : null;
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    host.style.cssText = "all: initial !important; display: none !important";
    tag.after(host);
    let shown = "";
    let asked = 0;

    const display = (element, value) => element.style.setProperty("display", value, "important");

    const render = (html) => {
      if (html === shown) return true;
      const read = new DOMParser().parseFromString(html, "text/html");
      const list = read.querySelector(".embed");
      const style = read.querySelector("style");
      if (!list || !style) return false; // whoever answers, it is not the site
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style.textContent);
      const chosen = root.querySelector(".embed")?.dataset.day;
      if (theme === "dark" || theme === "light") list.dataset.theme = theme;
      root.adoptedStyleSheets = [sheet];
      root.replaceChildren(list);
      days(list, chosen);
      display(host, "block");
      if (link) display(link, "none");
      shown = html;
      return true;
    };

    const say = (at) => {
      const note = root.querySelector(".stale");
      if (!note) return;
      note.hidden = !at;
      if (!at) return;
      const time = note.querySelector("time");
      time.dateTime = new Date(at).toISOString();
      time.textContent = new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    };

    const gone = () => {
      kept.forget(url);
      display(host, "none");
      if (link) link.style.removeProperty("display");
    };

    const ask = async () => {
      asked = Date.now();
      try {
        const answer = await fetch(url, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
        if (answer.status === 404 || answer.status === 410) return gone();
        const html = answer.ok ? await answer.text() : "";
        if (!render(html)) throw new Error(`${url} answers ${answer.status}`);
        kept.keep(url, html);
        say(0);
      } catch {
        say(kept.find(url)?.at);
      }
    };

    const last = kept.find(url);
    if (last) render(last.html);
    ask();
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && Date.now() - asked > FRESH) ask();
    });
  };

  if (tag.dataset.frame !== undefined) frame();
  else if (tag.dataset.event) embed();
  else fit();
})();
