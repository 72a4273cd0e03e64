"""What a page must be for everybody: measured in the page itself."""

from playwright.sync_api import Page

_CONTRAST = """
() => {
  const channel = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  const wrong = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (!words || !element.checkVisibility() || element.closest("script, noscript, .unseen")) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(parse(style.color)), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) wrong.push(`${words.slice(0, 20)}: ${ratio.toFixed(2)}`);
  }
  return wrong;
}
"""

_SIZES = """
() => [...document.querySelectorAll("button, .button, summary, nav a, textarea, .file, .attach, .more form button")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.textContent.trim().slice(0, 20) || one.tagName, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([words, box]) => `${words}: ${Math.round(box.width)}x${Math.round(box.height)}`)
"""

_SMALL = """
() => [...document.querySelectorAll("p, dt, dd, h1, h2, button, .button, textarea, a")]
  .filter((one) => one.checkVisibility() && one.textContent.trim())
  .filter((one) => !one.closest(".when, .day, .author, .small, .size, .unseen"))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 17)
  .map((one) => `${one.textContent.trim().slice(0, 20)}: ${getComputedStyle(one).fontSize}`)
"""


def too_faint(page: Page) -> list[str]:
    """Return words whose contrast is below 4.5 to 1."""
    found: list[str] = page.evaluate(_CONTRAST)
    return found


def too_small_to_tap(page: Page) -> list[str]:
    """Return what can be tapped and is smaller than 44 by 44 pixels."""
    found: list[str] = page.evaluate(_SIZES)
    return found


def too_small_to_read(page: Page) -> list[str]:
    """Return running words smaller than 17 pixels."""
    found: list[str] = page.evaluate(_SMALL)
    return found
