"""The public pages: fetch, ask, render. Placeholders until the site's author fills them in."""
