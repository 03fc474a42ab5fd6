"""Payloads in a real browser: what the product makes of them is a page of its own, and no script may run in it.

Each answer of `madoguchi sanitize` is served as a document to headless Chromium with alert, prompt, confirm, print,
fetch and their like hooked. Every element then gets the events that handlers wait for, and every address is looked
at. A Content-Security-Policy that only reports says what else would have run.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from tests.vectors.figures import Figures, Tally

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PLACE = "http://payload.example/"
TOGETHER = 40
REPORT = "script-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'"
HOOKS = """
window.__ran = [];
for (const name of ["alert", "prompt", "confirm", "print", "fetch", "open"])
  window[name] = (...what) => { window.__ran.push(name + "(" + String(what[0]).slice(0, 60) + ")"); };
document.addEventListener("securitypolicyviolation", (event) => {
  window.__ran.push(event.effectiveDirective + " " + event.blockedURI);
});
window.addEventListener("error", (event) => { if (event.error) window.__ran.push("script: " + event.message); });
"""
EVENTS = """() => {
  const names = ["click", "dblclick", "mousedown", "mouseup", "mouseover", "mouseenter", "mousemove", "mouseout",
    "pointerover", "pointerenter", "pointerdown", "pointerrawupdate", "keydown", "keyup", "keypress", "focus",
    "focusin", "blur", "input", "change", "select", "submit", "reset", "load", "error", "abort", "toggle",
    "animationstart", "animationend", "transitionend", "transitionrun", "begin", "end", "repeat", "play", "canplay",
    "loadstart", "loadeddata", "wheel", "scroll", "scrollend", "copy", "cut", "paste", "drag", "drop", "dragstart",
    "touchstart", "touchend", "contextmenu", "auxclick", "beforetoggle", "resize", "message", "hashchange"];
  window.addEventListener("click", (event) => event.preventDefault());
  window.addEventListener("submit", (event) => event.preventDefault());
  for (const element of document.querySelectorAll("*")) {
    for (const name of names) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    for (const attribute of element.attributes) {
      const value = attribute.value.replace(/[\\u0000-\\u0020]/g, "").toLowerCase();
      if (attribute.name.startsWith("on")) window.__ran.push("handler " + attribute.name);
      if (/^(javascript:|vbscript:|data:text\\/html|data:image\\/svg)/.test(value)
          && /(href|src|action|data|background|cite|poster|from|to|values|code|longdesc)$/.test(attribute.name))
        window.__ran.push("address " + attribute.name + "=" + value.slice(0, 40));
    }
  }
  const active = "script,iframe,object,embed,base,meta[http-equiv],form,style,link,frame,frameset,applet,template";
  for (const element of document.body?.querySelectorAll(active) ?? [])
    window.__ran.push("element " + element.localName);
  return window.__ran;
}"""


def judge_payloads(folder: Path) -> list[Figures]:
    """HTML, Markdown and strange strings: none may run a script."""
    html = json.loads((folder / "html" / "cases.json").read_text())
    markdown = json.loads((folder / "html" / "cases_markdown_xss.json").read_text())
    strings = json.loads((folder / "html" / "cases_naughty_strings.json").read_text())
    sets = {
        "HTML payloads": [("html", case["payload"], case) for case in html],
        "Markdown payloads": [("markdown", case["payload"], case) for case in [*markdown, *html]],
        "naughty strings": [(kind, case["text"], case) for kind in ("html", "markdown") for case in strings],
    }
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = chromium.new_page()
        page.add_init_script(HOOKS)
        figures = [
            _judge(page, f"{name}: no script runs in the browser", cases) for name, cases in sets.items()
        ]
        chromium.close()
    return figures


def _judge(page: Page, name: str, cases: list[tuple[str, str, dict[str, Any]]]) -> Figures:
    tally = Tally()
    answers = sanitized((kind, payload) for kind, payload, _ in cases)
    for start in range(0, len(cases), TOGETHER):
        some = list(zip(cases[start : start + TOGETHER], answers[start : start + TOGETHER], strict=True))
        together = _quiet_together(page, [answer.get("html") for _, answer in some])
        for (kind, payload, case), answer in some:
            if "html" not in answer:
                tally.add(case["source"], False, f"{case['id']}: no answer: {answer}")
                continue
            ran = [] if together else scripts_run(page, answer["html"])
            why = f"{case['id']} as {kind}: {ran} from {payload[:80]!r} made {answer['html'][:120]!r}"
            tally.add(case["source"], not ran, why)
    return tally.figures(name, bar=1.0)


def _quiet_together(page: Page, answers: list[str | None]) -> bool:
    """Whether many answers in one page keep apart from each other and run nothing; else each is looked at alone."""
    parts = [f"<section id=part-{n}>{html}</section>" for n, html in enumerate(answers) if html is not None]
    if scripts_run(page, "".join(parts)):
        return False
    return page.locator("body > section[id^=part-]").count() == len(parts)


def sanitized(payloads: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """What `madoguchi sanitize` answers, in order."""
    lines = "\n".join(
        json.dumps({"id": str(n), "kind": kind, "payload": payload})
        for n, (kind, payload) in enumerate(payloads)
    )
    command = [sys.executable, "-m", "madoguchi.site.cli", "sanitize"]
    done = subprocess.run(command, input=lines + "\n", capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def scripts_run(page: Page, html: str) -> list[str]:
    """Serve `html` as a page, fire every event, and say what ran or would have."""
    document = f"<!doctype html><meta charset=utf-8><title>payload</title><body>{html}</body>"

    def answer(route: Route) -> None:
        if route.request.url == PLACE and route.request.is_navigation_request():
            headers = {"Content-Security-Policy-Report-Only": REPORT}
            route.fulfill(body=document, content_type="text/html; charset=utf-8", headers=headers)
        else:
            route.abort()

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(PLACE, wait_until="load")
    ran = list(page.evaluate(EVENTS))
    if page.url != PLACE:
        ran.append(f"left for {page.url}")
    return ran
