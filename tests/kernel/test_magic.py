"""The `%%streamapp` magic in a real kernel."""

from __future__ import annotations

import textwrap

from kernels import Kernel, finished, nodes, patch_of, root


def app(script: str, options: str = "") -> str:
    return f"%%streamapp {options}\nimport streamlit as st\n{textwrap.dedent(script)}"


def texts(messages: list) -> list[str]:
    return [node["props"]["body"] for node in nodes(messages) if node["type"] == "text"]


def test_a_cell_becomes_an_app_without_load_ext(kernel: Kernel) -> None:
    kernel.run("greeting = 'hello'")
    told = kernel.app(app("st.text(greeting + ' world')"))
    assert texts(told) == ["hello world"]


def test_the_cell_returns_before_the_script_ends(kernel: Kernel) -> None:
    told = kernel.run(app("import time; st.text('first'); time.sleep(1); st.text('last')"))
    assert not any(finished(each) for each in told)
    kernel.until(finished)


def test_what_is_drawn_early_is_shown_early(kernel: Kernel) -> None:
    told = kernel.app(app("import time; st.text('first'); time.sleep(0.5); st.text('last')"))
    patches = [patch for each in told if (patch := patch_of(each))]
    assert [patch["state"] for patch in patches] == ["running", "idle"]


def test_the_apps_assignments_stay_its_own(kernel: Kernel) -> None:
    kernel.run("x = 1")
    kernel.app(app("x = 2\nst.text(str(x))"))
    assert kernel.evaluate("x") == "1"


def test_the_caches_of_edited_functions_go(kernel: Kernel) -> None:
    cached = "@st.cache_data\ndef f(): return {}\nst.text(str(f()))"
    for result in range(3):
        kernel.app(app(cached.format(result)))
    caches = "__import__('sys').modules['jupyter_streamkit.caching.data'].CachedData.caches._shared.values()"
    assert kernel.evaluate(f"len([each for each in {caches} if each.module.startswith('streamapp')])") == "1"


def test_running_the_cell_again_keeps_the_state(kernel: Kernel) -> None:
    count = "st.session_state.n = st.session_state.get('n', 0) + 1\nst.text(f'run {st.session_state.n}')"
    first = kernel.app(app(count))
    second = kernel.app(app(count + "\nst.text('edited')"))
    assert root(first) == root(second)
    patch = next(patch for each in second if (patch := patch_of(each)))
    assert list(patch["set"].values()) == [{"body": "run 2"}]
    third = kernel.app(app(count, "--reset"))
    assert {"body": "run 1"} in [
        change for each in third if (p := patch_of(each)) for change in p.get("set", {}).values()
    ]


def test_cells_are_apps_of_their_own_and_names_join_them(kernel: Kernel) -> None:
    one, other = kernel.app(app("st.text('a')"), cell="one"), kernel.app(app("st.text('b')"), cell="other")
    assert root(one) != root(other)
    near, next_to_it = (
        kernel.app(app("st.text('e')"), cell="notebook-1"),
        kernel.app(app("st.text('f')"), cell="notebook-2"),
    )
    assert root(near) != root(next_to_it)
    named, again = (
        kernel.app(app("st.text('c')", "mine"), cell="x"),
        kernel.app(app("st.text('d')", "mine"), cell="y"),
    )
    assert root(named) == root(again)


def test_a_deleted_cell_ends_its_app(kernel: Kernel) -> None:
    kernel.app(app("st.text('a')"), cell="doomed")
    kernel.run("pass", cell="next", deleted=("doomed",))
    assert "doomed" not in kernel.evaluate(
        "list(get_ipython().magics_manager.registry['StreamappMagics'].apps.by_name)"
    )


def test_a_hundred_runs_leave_as_many_as_one(kernel: Kernel) -> None:
    census = (
        "(__import__('threading').active_count(),"
        " len(__import__('ipywidgets').widgets.widget._instances),"
        " len(__import__('comm').get_comm_manager().comms),"
        " len([m for m in __import__('sys').modules if m.startswith('streamapp')]))"
    )
    script = app("import ipywidgets\nst.slider('x')\nst.write(ipywidgets.IntSlider())\nst.text('{}')")
    kernel.app(script.format(0))
    kernel.evaluate("0")
    before = kernel.evaluate(census)
    for number in range(100):
        kernel.app(script.format(number))
    assert kernel.evaluate(census) == before


def test_options_are_parsed_and_explained(kernel: Kernel) -> None:
    told = kernel.run(app("pass", "--height x"))
    text = "".join(each["content"].get("evalue", "") + each["content"].get("text", "") for each in told)
    assert "height" in text
    told = kernel.run("%streamapp")
    text = "".join(each["content"].get("evalue", "") + each["content"].get("text", "") for each in told)
    assert "write %%streamapp" in text
    help = kernel.evaluate("get_ipython().object_inspect_text('%%streamapp')")
    for option in ("--wait", "--reset", "--height", "--page", "--icon"):
        assert option in help


def test_height_page_and_icon_reach_the_page(kernel: Kernel) -> None:
    told = kernel.app(app("st.text('a')", "--height 300 --page 'My page' --icon 🎈"))
    state = kernel.send(root(told), {"method": "custom", "content": {"method": "rerun"}})
    assert state
    kernel.client.session.send(
        kernel.client.shell_channel.socket,
        kernel.client.session.msg("comm_msg", {"comm_id": root(told), "data": {"method": "request_state"}}),
    )
    message = kernel.until(lambda each: "tree" in each["content"].get("data", {}).get("state", {}))
    props = message["content"]["data"]["state"]["tree"]["nodes"]["root"]["props"]
    assert (props["height"], props["page_title"], props["page_icon"]) == (300, "My page", "🎈")


def test_printing_goes_to_the_apps_console(kernel: Kernel) -> None:
    kernel.app(app("import sys\nprint('hello')\nprint('oh', file=sys.stderr)"))
    told = kernel.quiet()
    lines = [
        line
        for each in told
        if (content := each["content"].get("data", {}).get("content", {})).get("method") == "print"
        for line in content["lines"]
    ]
    lines += [
        line
        for each in kernel.messages
        if (content := each["content"].get("data", {}).get("content", {})).get("method") == "print"
        for line in content["lines"]
        if line not in lines
    ]
    assert ["stdout", "hello"] in lines
    assert ["stderr", "oh"] in lines
    assert not [each for each in told if each["msg_type"] == "stream"]


def test_display_becomes_an_element_in_its_place(kernel: Kernel) -> None:
    told = kernel.app(
        app(
            "from IPython.display import display, HTML\nst.text('a')\ndisplay(HTML('<b>bold</b>'))\nst.text('b')"
        )
    )
    assert [node["type"] for node in nodes(told)] == ["text", "html", "text"]


def test_a_figure_of_pyplot_is_shown_in_place(kernel: Kernel) -> None:
    told = kernel.app(app("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nst.text('b')"))
    assert [node["type"] for node in nodes(told)] == ["image", "text"]


def test_the_figures_of_an_app_are_not_shown_by_the_next_cell(kernel: Kernel) -> None:
    told = kernel.app(
        app(
            "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 2])\nst.pyplot(figure)"
        )
    )
    assert [node["type"] for node in nodes(told)] == ["image"]
    kernel.quiet()
    assert not [each for each in kernel.run("1 + 1", cell="next") if each["msg_type"] == "display_data"]
    assert kernel.evaluate("__import__('matplotlib.pyplot').pyplot.get_fignums()") == "[]"


def test_the_interrupt_button_ends_a_waiting_cell_and_an_idle_loop(kernel: Kernel) -> None:
    for options in ("--wait", ""):
        message = kernel.client.session.msg(
            "execute_request",
            {"code": app("st.text('in')\nwhile True: pass", options), "silent": False, "store_history": True},
        )
        kernel.client.shell_channel.send(message)
        kernel.until(lambda each: patch_of(each) is not None)
        kernel.manager.interrupt_kernel()
        kernel.until(finished)
    assert kernel.evaluate("1 + 1") == "2"


def test_wait_leaves_a_snapshot(kernel: Kernel) -> None:
    told = kernel.run(app("st.title('Snap')\nst.text('shot')", "--wait"))
    shots = [
        each["content"]["data"]["text/html"] for each in told if each["msg_type"] == "update_display_data"
    ]
    assert "Snap" in shots[-1]
    assert "shot" in shots[-1]


def test_an_error_names_the_cells_line_and_the_next_run_goes_on(kernel: Kernel) -> None:
    told = kernel.app(app("st.text('before')\nn = st.number_input('n', value=0)\nst.text(str(1 / n))"))
    assert [node["type"] for node in nodes(told)] == ["text", "number_input", "exception"]
    assert "line 5" in str(nodes(told)[2]["props"])
    model = nodes(told)[1]["model"]
    assert texts(kernel.change(model, 4)) == ["0.25"]


def test_one_number_of_five_hundred_elements_is_one_small_message(kernel: Kernel) -> None:
    told = kernel.app(
        app("n = st.slider('n', 0, 100)\nfor i in range(498): st.text(f'line {i}')\nst.text(f'n = {n}')")
    )
    model = next(node["model"] for node in nodes(told) if node["type"] == "slider")
    kernel.quiet()  # the notebook's snapshot, taken once
    told = kernel.change(model, [7]) + kernel.quiet()
    sent = [
        each
        for each in told
        if each["msg_type"].startswith("comm") or each["msg_type"].endswith("display_data")
    ]
    assert len(sent) == 1
    packed = kernel.client.session.pack(sent[0]["content"])
    assert len(packed) < 1000, packed


def test_a_browser_may_not_write_what_does_not_fit(kernel: Kernel) -> None:
    told = kernel.app(app("n = st.slider('n', 0, 100, 5)\nst.text(f'n = {n}')"))
    model = next(node["model"] for node in nodes(told) if node["type"] == "slider")
    before = len(kernel.messages)
    for value in ([101], [-1], ["5"], "x", None, [], [1, 2], {"a": 1}):
        message = kernel.client.session.msg(
            "comm_msg",
            {"comm_id": model, "data": {"method": "update", "state": {"value": value}, "buffer_paths": []}},
        )
        kernel.client.shell_channel.send(message)
    assert texts(kernel.change(model, [6])) == []
    patches = [patch for each in kernel.messages[before:] if (patch := patch_of(each))]
    assert [change["body"] for patch in patches for change in patch.get("set", {}).values()] == ["n = 6"]


def test_a_button_pressed_quickly_counts_each_press(kernel: Kernel) -> None:
    told = kernel.app(
        app(
            "import time\n"
            "st.session_state.setdefault('n', 0)\n"
            "def more(): st.session_state.n += 1\n"
            "st.button('more', on_click=more)\n"
            "time.sleep(0.05)\n"
            "st.text(f'{st.session_state.n}')"
        )
    )
    model = next(node["model"] for node in nodes(told) if node["type"] == "button")
    for presses in range(1, 21):
        message = kernel.client.session.msg(
            "comm_msg",
            {"comm_id": model, "data": {"method": "update", "state": {"value": presses}, "buffer_paths": []}},
        )
        kernel.client.shell_channel.send(message)
    kernel.until(lambda each: "'20'" in str(patch_of(each)) and finished(each))


def test_the_namesake_in_the_notebook_is_ours_inside(kernel: Kernel) -> None:
    kernel.run("import streamlit as st")
    told = kernel.app("%%streamapp\nst.text(st.__name__)")
    assert texts(told) == ["jupyter_streamkit"]
    assert kernel.evaluate("st.__name__") == "streamlit"


def test_a_browser_that_missed_a_patch_gets_the_page(kernel: Kernel) -> None:
    told = kernel.app(app("st.text('drawn while nobody listened')"))
    kernel.quiet()

    def ask(seq: int) -> list:
        data = {"method": "custom", "content": {"method": "resync", "seq": seq}}
        message = kernel.client.session.msg("comm_msg", {"comm_id": root(told), "data": data})
        kernel.client.shell_channel.send(message)
        return [each for each in kernel.quiet() if each["content"].get("data", {}).get("method") == "update"]

    (state,) = ask(0)
    tree = state["content"]["data"]["state"]["tree"]
    assert "drawn while nobody listened" in str(tree)
    assert ask(tree["seq"]) == []
