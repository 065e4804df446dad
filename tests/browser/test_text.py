"""Text as a reader sees it in a published page."""

from __future__ import annotations

import pytest
from browsing import open_published, write_notebook
from playwright.sync_api import Page, expect
from servers import Server


@pytest.fixture
def app(page: Page, voila: Server):
    """Publishes a script and opens it."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def publish(script: str, query: str = "") -> Page:
        write_notebook(voila.root / "text.ipynb", "%%streamapp\nimport streamlit as st\n" + script)
        open_published(page, voila, "text.ipynb", query)
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
        return page

    yield publish
    assert [error for error in errors if "streamkit" in error] == []


def test_text_of_every_kind(app) -> None:
    page = app(r"""
st.title("Hello *you*")
st.header("Head", divider="red")
st.subheader("Sub", anchor=False)
st.markdown("**bold** :red[red] :green-badge[ok] :tulip: :material/home: $x^2$ <b>raw</b>")
st.caption("small")
st.text("<i>plain</i>")
st.code("x = 1\ny = 2", line_numbers=True)
st.latex(r"\frac{a}{b}")
st.divider()
st.html("<em id='own'>html</em><script>document.title = 'hacked'</script>")
st.help(len)
st.set_page_config(page_title="Texts", page_icon="🦈")
""")
    expect(page.get_by_test_id("stHelp")).to_contain_text("len(obj, /)")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello you")
    expect(page.get_by_test_id("stHeading")).to_have_count(3)
    expect(page.locator("h3 a")).to_have_count(0)
    markdown = page.get_by_test_id("stMarkdown").first
    expect(markdown).to_contain_text("🌷")
    expect(markdown).to_contain_text("<b>raw</b>")
    expect(markdown.locator(".katex")).to_have_count(1)
    expect(markdown.get_by_test_id("stIconMaterial")).to_have_text("home")
    expect(page.get_by_test_id("stCaptionContainer")).to_have_text("small")
    expect(page.get_by_test_id("stText")).to_have_text("<i>plain</i>")
    expect(page.locator(".stCode .st-line")).to_have_count(2)
    expect(page.locator(".katex-display")).to_have_count(1)
    expect(page.locator("hr").last).to_be_visible()
    expect(page.locator("#own")).to_have_text("html")
    expect(page).to_have_title("Texts")


def test_a_heading_links_to_itself_and_help_shows(app) -> None:
    page = app("""
st.title("Top", help="*Helpful*")
for number in range(60):
    st.text(number)
st.header("Far below")
st.markdown("[down](#far-below)")
""")
    page.get_by_role("link", name="down").click()
    expect(page.locator("#far-below")).to_be_in_viewport()
    assert page.url.endswith("#far-below")
    page.get_by_test_id("stTooltipIcon").hover()
    expect(page.get_by_test_id("stTooltipContent")).to_have_text("Helpful")


def test_scripts_run_only_when_told(app) -> None:
    page = app("""
st.html("<script>document.body.dataset.safe = 'no'</script><p>one</p>")
st.html("<p>two</p><script>document.body.dataset.told = 'yes'</script>", unsafe_allow_javascript=True)
class Scripted:
    def _repr_html_(self):
        return "<script>document.body.append('ran'); parent.document.body.dataset.framed = 1</script>"
st.write(Scripted())
""")
    frame = page.frame_locator(".stHtml iframe")
    expect(frame.locator("body")).to_contain_text("ran")
    data = page.evaluate("() => ({...document.body.dataset})")
    assert data.get("told") == "yes"
    assert "safe" not in data
    assert "framed" not in data


def test_query_parameters_go_both_ways(app) -> None:
    page = app(
        """
st.text(f"hour {st.query_params.get('hour')}")
if st.button("later"):
    st.query_params["hour"] = 18
""",
        query="?hour=17",
    )
    page.get_by_role("button", name="later").click()
    page.wait_for_url("**?hour=18")
    page.get_by_role("button", name="later").click()
    expect(page.get_by_test_id("stText")).to_have_text("hour 18")


def test_a_stream_grows(app) -> None:
    page = app("""
import time
def words():
    for word in "one two three four five".split():
        yield word + " "
        time.sleep(0.3)
if st.button("go"):
    st.write_stream(words(), cursor="▌")
""")
    page.get_by_role("button", name="go").click()
    text = page.get_by_test_id("stMarkdown")
    expect(text).to_contain_text("▌")
    expect(text).to_have_text("one two three four five")


def test_code_is_copied(app) -> None:
    page = app("st.code('x = 1')")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code = page.get_by_test_id("stCode")
    code.hover()
    page.get_by_test_id("stCodeCopyButton").click()
    expect(page.locator(".st-copied")).to_have_count(1)
    assert page.evaluate("() => navigator.clipboard.readText()") == "x = 1"
