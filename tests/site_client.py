"""A person's browser without the screen: cookies, CSRF and the sign-in form, over plain HTTP."""

from __future__ import annotations

from typing import Any

import httpx

from tests import patience
from tests.site_server import PASSWORD, Site


class Person(httpx.Client):
    """Asks the running installation; what is posted carries the CSRF token that the pages gave out."""

    def __init__(self, site: Site, email: str = "", *, password: str = PASSWORD) -> None:
        super().__init__(base_url=site.url, timeout=patience.SECONDS, headers={"Origin": site.url})
        if email:
            self.get("/accounts/login/")
            answer = self.send_form("/accounts/login/", {"login": email, "password": password})
            assert answer.status_code == 302, f"{email} was not let in: {answer.text[:2000]}"

    def send_form(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """POST as a page's form does."""
        return self.post(path, data=data, headers={"X-CSRFToken": self.cookies.get("csrftoken", "")}, **more)
