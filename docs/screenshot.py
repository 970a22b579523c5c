"""Takes the README's picture of the running demo: make demo, then .venv/bin/python docs/screenshot.py [ADDRESS]."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/mesf-2021/"

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page.goto(ADDRESS)
    page.screenshot(path=str(Path(__file__).with_name("schedule.png")))
    browser.close()
