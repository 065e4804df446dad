"""Signing in with a provider of `[auth]`: a provider of its own process, and viewers in browsers."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator

import browsing
import pytest
import servers
import signing
from playwright.sync_api import Browser, Page, expect
from servers import Server
from signing import enter, identities

STRANGE = "This sign-in began in another browser, or too long ago."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Voilà whose apps have a provider."""
    with (
        signing.provider(tmp_path_factory.mktemp("provider")) as provider,
        servers.voila(tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home")) as server,
    ):
        signing.write_app(server.root, server.url, provider)
        yield server


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """A tab of somebody else's browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_in_and_out(page: Page, server: Server) -> None:
    browsing.open_published(page, server, "app.ipynb")
    page.get_by_role("textbox", name="Note").fill("mine")
    page.get_by_role("textbox", name="Note").press("Enter")
    address = f"{server.url}voila/render/app.ipynb?note=mine"
    page.wait_for_url(address)
    enter(page, "ada")
    assert page.url == address
    expect(page.get_by_text("Ada by default, 1 token")).to_be_visible()
    expect(page.get_by_text("cookies: []")).to_be_visible()
    (cookie,) = identities(page.context)
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    page.reload()
    expect(page.get_by_text("Ada by default")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_text("nobody by None")).to_be_visible()
    assert page.url == address
    assert not identities(page.context)
    assert signing.SECRET not in server.log.read_text() + page.content()


def test_two_viewers(page: Page, other: Page, server: Server) -> None:
    """One of them by a provider with a name; each stays who they are."""
    for viewer in (page, other):
        browsing.open_published(viewer, server, "app.ipynb")
    enter(page, "ada")
    enter(other, "bob", "Sign in elsewhere")
    for viewer, who in ((page, "Ada by default"), (other, "Bob by other")):
        viewer.reload()
        expect(viewer.get_by_text(who)).to_be_visible()


def test_a_cookie_that_was_changed(page: Page, server: Server) -> None:
    browsing.open_published(page, server, "app.ipynb")
    enter(page, "ada")
    (cookie,) = identities(page.context)
    value = str(cookie["value"])
    changed = value[:100] + ("b" if value[100] == "a" else "a") + value[101:]
    page.context.add_cookies([{**cookie, "value": changed}])  # type: ignore[typeddict-item]
    page.reload()
    expect(page.get_by_text("nobody by None")).to_be_visible()


def test_a_way_back_is_for_the_browser_that_went(page: Page, other: Page, server: Server) -> None:
    """Nobody is signed in by an address that somebody else has made, and the address is good for once."""
    browsing.open_published(page, server, "app.ipynb")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/authorize?**code_challenge_method=S256**")
    back = answer(page.url)
    other.goto(back)
    expect(other.get_by_text(STRANGE)).to_be_visible()
    assert not identities(other.context)
    page.goto(back)
    expect(page.get_by_text("Ada by default")).to_be_visible()
    page.goto(back)
    expect(page.get_by_text(STRANGE)).to_be_visible()


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirects."""

    def redirect_request(self, *told: object) -> None:
        return None


def answer(address: str) -> str:
    """Where the provider would send Ada."""
    with pytest.raises(urllib.error.HTTPError) as led:
        urllib.request.build_opener(Stay).open(address, data=b"sub=ada")
    with led.value as error:
        return str(error.headers["Location"])
