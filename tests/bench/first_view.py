"""What a phone is sent before the schedule stands, and when its largest part is painted: as Chromium counts both."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from playwright.sync_api import Browser, sync_playwright

from tests.bench.server import served

PATHS = {"/ordinary/": "300 panels, 210 speakers", "/crowd/": "300 panels, 1,200 speakers of random words"}
SLOWDOWN, OCTETS = 4, 1_600_000 // 8  # of a slow phone: times, and octets a second
LARGEST = """new Promise((found) => new PerformanceObserver((list) => found(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""


def measure(say: Callable[..., None]) -> None:
    with served() as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path, what in PATHS.items():
            url = f"http://127.0.0.1:{port}{path}"
            view(browser, url, 0)  # made and kept
            for latency in (0, 150):
                requests, octets, painted = view(browser, url, latency)
                if not latency:
                    say(f"{what}: requests", str(requests), "limit 4")
                    say(f"{what}: sent", f"{octets / 1000:.1f} kB", "limit 40 kB")
                say(f"{what}: largest paint, {latency} ms there and back", f"{painted:.0f} ms", "limit 1 s")
        browser.close()


def view(browser: Browser, url: str, latency: int) -> tuple[int, int, float]:
    """Requests, octets with their headers, and milliseconds until the largest paint. `latency`: milliseconds."""
    with browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True) as context:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        sent: list[int] = []
        devtools.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
        devtools.send("Network.enable")
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        speed = {"downloadThroughput": OCTETS, "uploadThroughput": OCTETS}
        devtools.send("Network.emulateNetworkConditions", {"offline": False, "latency": latency, **speed})
        page.goto(url, wait_until="networkidle")
        return len(sent), sum(map(int, sent)), page.evaluate(LARGEST)
