"""An agent comes in by the company's own sign-in; nobody else does, whatever he says his address is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.peers.oidc_provider import SECRET, oidc_provider
from tests.site_server import Site
from tests.tools.servers import free_port

pytestmark = pytest.mark.xdist_group("oidc")


@pytest.fixture
def company(new_site: Callable[..., Site]) -> Iterator[Site]:
    """Our installation, joined to a real provider."""
    port = free_port()
    installation = new_site(
        MADOGUCHI_OIDC_URL=f"http://127.0.0.1:{port}",
        MADOGUCHI_OIDC_CLIENT_ID="madoguchi",
        MADOGUCHI_OIDC_CLIENT_SECRET=SECRET,
        MADOGUCHI_OIDC_NAME="Hoshi staff",
        MADOGUCHI_OIDC_DOMAINS="hoshi.example",
    )
    with oidc_provider(port, redirect=f"{installation.url}/accounts/oidc/oidc/login/callback/"):
        installation.start()
        yield installation


def come_in(browser: Browser, company: Site, address: str) -> Page:
    """As a person does: our button, the provider's two pages, and back."""
    page = browser.new_context(base_url=company.url, locale="en").new_page()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Hoshi staff").click()
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill("whatever the provider takes")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(lambda url: url.startswith(company.url))
    return page


def agents(company: Site) -> set[str]:
    return {
        row[0]
        for row in company.rows("SELECT u.email FROM people_user u JOIN people_agent a ON a.user_id = u.id")
    }


def test_nadia_becomes_an_agent_and_strangers_do_not(browser: Browser, company: Site) -> None:
    before = agents(company)
    nadia = come_in(browser, company, "nadia@hoshi.example")
    expect(nadia).to_have_url(re.compile("/desk/"))
    assert agents(company) == before | {"nadia@hoshi.example"}
    for stranger in ("mallory@evil.example", "unverified@hoshi.example", "customer@hoshi.example"):
        page = come_in(browser, company, stranger)
        assert "/desk" not in page.url
        page.goto("/desk/")
        assert "/accounts/login/" in page.url
    assert agents(company) == before | {"nadia@hoshi.example"}
    again = come_in(browser, company, "nadia@hoshi.example")
    expect(again).to_have_url(re.compile("/desk/"))
