"""The timetable board of 300 panels in 12 rooms: what it costs the server, and how it follows a hand in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

from tests.bench.server import served
from tests.desk.builders import make_fair, make_member

FRAMES = """() => {
  window.frames = [];
  let last = performance.now();
  const next = (now) => {
    window.frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""


def measure(say: Callable[..., None], best: Callable[..., float]) -> None:
    event = make_fair(12, 25)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(make_member(event, "ann", "editor"))
    path = reverse("admin:event_timetable", args=[event.pk])
    say("the page", f"{1000 * best(lambda: client.get(path), 5):.0f} ms", "limit 200 ms")
    if not shutil.which("chromium"):
        return say("dragging: not measured", "", "needs Chromium: apt-get install chromium")
    with served() as (port, _):
        frames = dragged(f"http://127.0.0.1:{port}{path}", client.cookies[settings.SESSION_COOKIE_NAME].value)
    say("dragging a panel: frames, the middle one", f"{frames[len(frames) // 2]:.1f} ms", "of 16.7 ms")
    say(f"the longest of {len(frames)}", f"{frames[-1]:.1f} ms")
    return None


def dragged(url: str, session: str) -> list[float]:
    """The time of each frame while a panel is dragged about: milliseconds, the shortest first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])
        page = context.new_page()
        page.goto(url)
        slip = page.locator(".board > .slip").nth(40)
        slip.evaluate("slip => slip.scrollIntoView({block: 'center', inline: 'center'})")
        box: Any = slip.bounding_box()
        x, y = box["x"] + 20, box["y"] + 12
        page.mouse.move(x, y)
        page.mouse.down()
        page.evaluate(FRAMES)
        for step in range(120):
            page.mouse.move(x + step % 100, y + 6 * (step % 40 - 20))
        frames: list[float] = sorted(page.evaluate("frames"))
        browser.close()
    return frames
