// A copy of the site as files (manage.py export_site). Its links name index.html, because a disk knows no other address
// of a page; on a web host they lead to the pages' own addresses again. What only the server can do is not offered.
{
  const top = new URL("../../", document.currentScript.src);
  const fromDisk = location.protocol === "file:";
  const bare = (address) => address.replace(/\/index\.html(?=$|[?#])/, "/");

  // Not a site of its own: no service worker, which belongs to a whole host.
  if (fromDisk || top.pathname !== "/") document.documentElement.dataset.below = "";

  const { home } = document.body.dataset;
  if (home) document.body.dataset.home = new URL(home, location.href).pathname;

  if (fromDisk) {
    // Links that scripts made
    document.addEventListener("click", ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }, true);
  } else {
    for (const link of document.querySelectorAll("a[href]")) if (link.origin === location.origin) link.href = bare(link.href);
    for (const form of document.querySelectorAll("form")) form.action = bare(form.action);
    if (bare(location.pathname) !== location.pathname) history.replaceState(null, "", bare(location.pathname) + location.search + location.hash);
  }

  // “My schedule”: calendars and pictures of a choice come from a server, and a file is no link for another device.
  const away = fromDisk ? "#take" : "#many, #qr, #take h2:not(:first-of-type), #take h2:not(:first-of-type) ~ *";
  for (const part of document.querySelectorAll(away)) part.style.display = "none";
}
