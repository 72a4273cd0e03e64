"""Takes the pictures of the pages from the real product, played on its stage: `python -m tests.docs.pictures`.

Needs Chromium and a Chinese font (Debian: chromium, fonts-noto-cjk).
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

from bot.demo.play import WEEK

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs" / "pictures"
PHONE = {"width": 390, "height": 780}
STAGE = {"width": 1500, "height": 900}


class Studio:
    """A demo under way, looked at in a browser."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._context, self._address = context, address
        self._stage = context.new_page()
        self._stage.goto(address)
        self._played = 0

    def play(self, until: str) -> None:
        """Play the week up to the step whose caption has these words; that one too."""
        goal = next(number for number, step in enumerate(WEEK, 1) if until in step.caption)
        while self._played < goal:
            with self._stage.expect_response("**/stage/next") as answered:
                self._stage.click("#next")
            self._played = answered.value.json()["step"]

    def rest(self, seconds: float) -> None:
        """Let the house go on by itself."""
        self._stage.wait_for_timeout(seconds * 1000)

    def stage(self, name: str) -> None:
        """Take the whole stage."""
        self._stage.set_viewport_size(STAGE)  # type: ignore[arg-type]
        self._stage.reload()
        self._stage.wait_for_load_state("networkidle")
        self._stage.evaluate("scrollTo(0, 0)")
        self.rest(1.5)
        _keep(self._stage.screenshot(scale="css", full_page=True), name)

    @contextmanager
    def phone(self, phone: str, path: str = "chat") -> Iterator[Page]:
        """Open one of the phones by itself."""
        page = self._context.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(f"{self._address}/phone/{phone}/{path}")
        page.wait_for_load_state("networkidle")
        yield page
        page.close()

    def card(self, name: str, phone: str, path: str = "chat", *, says: str = "", holding: str = "") -> None:
        """Take the newest card of a phone (that holds some words), after its owner said something."""
        with self.phone(phone, path) as page:
            if says:
                before = page.locator("article.ours").count()
                page.fill("#words", says)
                page.press("#words", "Enter")
                page.wait_for_function("n => document.querySelectorAll('article.ours').length > n", arg=before)
            page.set_viewport_size({"width": PHONE["width"], "height": 1600})
            card = page.locator("article.ours", has_text=holding).last.locator(".said")
            card.scroll_into_view_if_needed()
            page.wait_for_timeout(500)
            _keep(card.screenshot(), name)

    def screen(self, name: str, phone: str, path: str = "chat") -> None:
        """Take a phone's whole screen."""
        with self.phone(phone, path) as page:
            page.wait_for_timeout(500)
            _keep(page.screenshot(), name)


def _keep(shot: bytes, name: str) -> None:
    """Keep a picture with few colours: a screen has no more, and a phone loads it at once."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(160, dither=Image.Dither.NONE)
    picture.save(FOLDER / f"{name}.png", optimize=True)
    sys.stdout.write(f"{name}.png {picture.width}x{picture.height} {(FOLDER / f'{name}.png').stat().st_size} bytes\n")


_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <alias binding="strong"><family>system-ui</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
</fontconfig>"""
"""A bare Debian would write digits in one font and Chinese in another; phones do not."""


@contextmanager
def _demo() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "JIEDUI_WEB__PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "bot", "demo"], cwd=ROOT, env=environment)
    try:
        # Asked again, after longer and longer pauses, until it listens: a minute at most.
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
            client.get(address).raise_for_status()
        yield address
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with _demo() as address, tempfile.NamedTemporaryFile("w", suffix=".conf") as fonts, sync_playwright() as playwright:
        fonts.write(_FONTS)
        fonts.flush()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu"],
            env={**os.environ, "FONTCONFIG_FILE": fonts.name},
        )
        context = browser.new_context(locale="zh-CN", viewport=STAGE, device_scale_factor=2, reduced_motion="reduce")  # type: ignore[arg-type]
        studio = Studio(context, address)
        studio.play("写一行")
        studio.card("readback", "wang", holding="请核对")
        studio.play("核对，他点")
        studio.card("invitation", "mei", holding="学习二十届四中全会精神")
        studio.play("其他人陆续回复")
        studio.rest(4)  # a board is drawn at most once in three seconds
        studio.screen("phone", "mei")
        studio.card("board", "group", "g/g-stage", holding="学习二十届四中全会精神")
        studio.stage("stage")
        studio.card("replies", "wang", says="回复情况")
        studio.play("核对谁到了")
        studio.card("attendance", "wang", holding="谁到了")
        studio.play("小结发到群里")
        studio.card("digest", "group", "g/g-stage", holding="本周小结")
        browser.close()


if __name__ == "__main__":
    main()
