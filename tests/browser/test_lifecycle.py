"""Apps, views and kernels end, and leave nothing behind."""

from __future__ import annotations

import json
import signal

import browsing
import pytest
from hosts import Host, hosted
from playwright.sync_api import Browser, Page, expect
from servers import Server, wait_for

COUNTER = """
import streamlit as st
level = st.slider("level", 0, 9, 4)
name = st.text_input("Name")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"level {level}, name {name or 'none'}")
"""
KERNEL = "import streamlit as st, os\nst.text('ready')\nst.button('again')"

# What an app costs: its comms in the kernel, its models in the browser, its nodes in the outputs.
IN_KERNEL = """
import comm, ipywidgets, threading, gc
threads = [each for each in threading.enumerate() if "answers" not in each.name]  # a pool has two when it needs them
print([len(comm.get_comm_manager().comms), len(ipywidgets.widget._instances), len(threads)])
"""
IN_BROWSER = f"""async () => {{
    const panel = {browsing.PANEL};
    const renderer = panel.content.rendermime.createRenderer('application/vnd.jupyter.widget-view+json');
    const manager = await renderer._manager.promise;
    return [
        Object.keys(manager._models).length,
        panel.node.querySelectorAll('.jp-OutputArea *').length,
        document.querySelectorAll('.streamkit').length,
        document.querySelectorAll('[data-testid=stElementContainer]').length,
        panel.node.querySelectorAll('.jp-OutputArea-output').length,
    ];
}}"""


def test_running_a_cell_again_leaves_nothing_behind(notebook: Host) -> None:
    app = notebook.show(COUNTER)
    notebook.settle()
    again(notebook)
    kernel, browser = cost(notebook)
    for number in range(100):  # every run has an input that the last one had not
        notebook.edit(COUNTER + f"st.text_input('Other {number}')")
    notebook.edit(COUNTER)
    again(notebook)
    assert cost(notebook) == (kernel, browser)
    expect(app).to_have_count(1)
    app.get_by_role("slider", name="level").press("End")
    expect(app.get_by_text("level 9")).to_be_visible()


def again(host: Host) -> None:
    """Run the cell once more, and wait until its page stands."""
    browsing.run_cell(host.page, 0)
    expect(host.app.get_by_text("level 4")).to_be_visible()
    host.settle()


def cost(host: Host) -> tuple[list[int], list[int]]:
    in_kernel = json.loads(browsing.evaluate_in_kernel(host.page, IN_KERNEL))
    return in_kernel, host.page.evaluate(IN_BROWSER)


@pytest.mark.parametrize("name", ["jupyterlab", "notebook7", "voila"])
def test_a_kernel_that_is_killed(browser: Browser, request: pytest.FixtureRequest, name: str) -> None:
    server: Server = request.getfixturevalue(name)
    before = {kernel.pid for kernel in server.kernels()}
    with hosted(browser, name, server) as host:
        app = host.show(KERNEL)
        expect(app.get_by_text("ready")).to_be_visible()
        host.settle()
        (kernel,) = (kernel for kernel in server.kernels() if kernel.pid not in before)
        kernel.send_signal(signal.SIGKILL)
        banner = host.page.get_by_test_id("stKernelBanner")
        if host.published:
            note = host.page.get_by_test_id("stSessionNote")
            expect(note).to_contain_text("started anew", timeout=30_000)
        else:
            expect(banner).to_contain_text("kernel", timeout=30_000)
            expect(banner).to_contain_text("died")
            expect(banner).to_contain_text("Run the cell again")
            wait_for_kernel(host.page)
            browsing.run_cell(host.page, 0)
        expect(app.get_by_text("ready")).to_be_visible()
        expect(banner).to_have_count(0)


def test_a_kernel_that_is_restarted(notebook: Host) -> None:
    notebook.show(COUNTER)
    notebook.settle()
    notebook.page.evaluate(f"() => {browsing.PANEL}.sessionContext.restartKernel()")
    banner = notebook.page.get_by_test_id("stKernelBanner")
    expect(banner).to_contain_text("was restarted")
    wait_for_kernel(notebook.page)
    browsing.run_cell(notebook.page, 0)
    expect(notebook.app.get_by_text("level 4")).to_be_visible()
    expect(banner).to_have_count(0)


def wait_for_kernel(page: Page) -> None:
    page.wait_for_function(f"() => {browsing.PANEL}.sessionContext.session?.kernel?.status === 'idle'")


def test_a_page_that_is_loaded_again_shows_the_same_app(notebook: Host) -> None:
    app = notebook.show(COUNTER)
    notebook.settle()
    app.get_by_role("slider", name="level").press("Home")
    app.get_by_role("textbox", name="Name").fill("Ada")
    app.get_by_role("textbox", name="Name").press("Enter")
    expect(app.get_by_text("level 0, name Ada")).to_be_visible()
    browsing.save(notebook.page)
    notebook.page.reload()
    expect(app.get_by_text("level 0, name Ada")).to_be_visible(timeout=60_000)
    expect(app.get_by_role("slider", name="level")).to_have_attribute("aria-valuenow", "0")
    expect(app.get_by_role("textbox", name="Name")).to_have_value("Ada")
    app.get_by_role("slider", name="level").press("ArrowRight")
    expect(app.get_by_text("level 1, name Ada")).to_be_visible()


def test_two_views_of_an_app_follow_each_other(browser: Browser, jupyterlab: Server) -> None:
    with hosted(browser, "jupyterlab", jupyterlab) as host:
        app = host.show(COUNTER)
        host.settle()
        host.page.evaluate("() => window.jupyterapp.commands.execute('notebook:create-output-view')")
        expect(app).to_have_count(2)
        for view, key, value in ((0, "Home", 0), (1, "End", 9)):
            app.nth(view).get_by_role("slider", name="level").press(key)
            for each in (0, 1):
                expect(app.nth(each).get_by_text(f"level {value}")).to_be_visible()
                thumb = app.nth(each).get_by_role("slider", name="level")
                expect(thumb).to_have_attribute("aria-valuenow", str(value))


def test_two_viewers_share_nothing(browser: Browser, voila: Server) -> None:
    notebook = browsing.write_notebook(voila.root / "viewers.ipynb", "%%streamapp\n" + COUNTER)
    wait_for(lambda: not voila.kernels(), what="the kernels of the tests before to end")
    context = browser.new_context()
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        browsing.open_published(page, voila, notebook.name)
        expect(page.get_by_text("level 4")).to_be_visible()
    assert len(voila.kernels()) == 2
    one.get_by_role("slider", name="level").press("End")
    expect(one.get_by_text("level 9")).to_be_visible()
    two.get_by_role("slider", name="level").press("ArrowRight")
    expect(two.get_by_text("level 5")).to_be_visible()
    expect(one.get_by_text("level 9")).to_be_visible()
    two.reload()
    expect(two.get_by_text("level 5")).to_be_visible()
    one.close()
    wait_for(lambda: len(voila.kernels()) == 1, what="the kernel of the closed tab to end")
    two.get_by_role("slider", name="level").press("Home")
    expect(two.get_by_text("level 0")).to_be_visible()
    context.close()
    wait_for(lambda: not voila.kernels(), what="all kernels to end")
