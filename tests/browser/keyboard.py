"""A person without a mouse: every step leaves the focus somewhere on the page where it can be seen."""

from __future__ import annotations

from playwright.sync_api import Page

from tests import patience
from tests.browser.helpers import tab_to

_AT = """() => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return 'nowhere';
  const name = at.outerHTML.slice(0, 120);
  const box = at.getBoundingClientRect();
  const link = at.matches('.row-link, .choice input, .row-check');  // drawn by the row or card around it
  if (!link && (!box.width || !box.height)) return `of no size: ${name}`;
  const drawn = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  };
  const around = [at, at.parentElement, at.closest('.row, .choice, form, .input-group')].filter(Boolean);
  const field = at.matches('input, textarea, select');  // a field shows its caret and its border
  const whole = at.matches('.pane-scroll, main, dialog, [role=log]');
  return field || whole || around.some(drawn) ? '' : `not to be seen: ${name}`;
}"""


class Keys:
    """`keys("g", "u")` presses one after the other; `keys.to("#login")` walks there with Tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, *presses: str, loads: bool = False) -> None:
        """`loads`: a new page comes, whose focus is at its beginning."""
        for press in presses:
            self.page.keyboard.press(press)
        if not loads:
            self.held()

    def types(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.held()

    def to(self, selector: str, *, steps: int = 120) -> None:
        tab_to(self.page, selector, steps=steps)
        self.held()

    def held(self) -> None:
        """The focus is somewhere, and is drawn."""
        self.page.wait_for_function(f"() => ({_AT})() === ''", timeout=patience.MS)
