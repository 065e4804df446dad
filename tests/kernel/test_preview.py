"""What the preview beside a notebook asks of a kernel."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import servers
from jupyter_client.manager import KernelManager
from kernels import Kernel, Message, finished, nodes, patch_of, root

_numbers = itertools.count(1)


def app(script: str, options: str = "") -> str:
    return f"%%streamapp {options}\nimport streamlit as st\n{textwrap.dedent(script)}"


PAGE = "page of a browser"


def view(kernel: Kernel, model: str, count: int = 1, page: str = PAGE) -> None:
    """Say how many views of the app the page shows."""
    content = {"method": "views", "page": page, "count": count}
    data = {"method": "custom", "content": content}
    kernel.client.shell_channel.send(kernel.client.session.msg("comm_msg", {"comm_id": model, "data": data}))


def ask(kernel: Kernel, model: str, do: str, **request: object) -> dict[str, Any]:
    """Ask what the preview asks."""
    number = next(_numbers)
    content = {"method": "ask", "ask": number, "node": ":notebook", "request": {"do": do, **request}}
    data = {"method": "custom", "content": content}
    kernel.client.shell_channel.send(kernel.client.session.msg("comm_msg", {"comm_id": model, "data": data}))

    def answers(message: Message) -> bool:
        told = message["content"].get("data", {}).get("content", {})
        return message["msg_type"] == "comm_msg" and told.get("method") == "answer" and told["ask"] == number

    told: dict[str, Any] = kernel.until(answers)["content"]["data"]["content"]
    return told["answer"] if "answer" in told else {"error": told["error"]}


def edit(kernel: Kernel, model: str, source: str) -> dict[str, Any]:
    return ask(kernel, model, "source", source=source, page=PAGE, edit=next(_numbers))


def settle(kernel: Kernel, start: int) -> None:
    """Wait for the end of a run; it may have come before the answer to what began it."""
    if not any(finished(each) for each in kernel.messages[start:]):
        kernel.until(finished)


def texts(messages: list[Message]) -> list[str]:
    return [node["props"]["body"] for node in nodes(messages) if node["type"] == "text"]


def test_an_edited_cell_runs_again_with_its_state(kernel: Kernel) -> None:
    count = "st.session_state.n = st.session_state.get('n', 0) + 1\n"
    model = root(kernel.app(app(count)))
    start = len(kernel.messages)
    assert edit(kernel, model, app(count + "st.text(f'run {st.session_state.n}')")) == {"taken": True}
    settle(kernel, start)
    assert texts(kernel.messages[start:]) == ["run 2"]


def test_an_equal_text_runs_nothing(kernel: Kernel) -> None:
    model = root(kernel.app(app("st.text('a')")))
    runs = ask(kernel, model, "last")["run"]
    assert edit(kernel, model, app("st.text('a')")) == {"taken": True}
    assert ask(kernel, model, "last") | {"seconds": 0} == {"outcome": "done", "seconds": 0, "run": runs}


def test_what_is_no_python_leaves_the_app_and_tells_the_place(kernel: Kernel) -> None:
    model = root(kernel.app(app("st.text('a')")))
    told = edit(kernel, model, app("st.text('a')\nst.text('b'"))
    assert told["taken"] is False
    assert (told["problem"]["line"], told["problem"]["message"]) == (4, "'(' was never closed")
    assert ask(kernel, model, "last")["run"] == 1


def test_a_text_that_is_another_app_waits_for_its_cell(kernel: Kernel) -> None:
    model = root(kernel.app(app("st.text('a')", "mine")))
    assert edit(kernel, model, app("st.text('b')", "other")) == {"taken": False}
    assert edit(kernel, model, "st.text('no app')") == {"taken": False}


def test_an_older_text_than_the_last_is_not_taken(kernel: Kernel) -> None:
    model = root(kernel.app(app("st.text('a')")))
    assert edit(kernel, model, app("st.text('new')"))["taken"]
    old = app("st.text('old')")
    assert ask(kernel, model, "source", source=old, page=PAGE, edit=0) == {"taken": False}
    # Another page counts its own: its clock may be behind.
    assert ask(kernel, model, "source", source=old, page="of a collaborator", edit=0) == {"taken": True}


def test_a_page_that_is_a_cell_can_be_edited(kernel: Kernel) -> None:
    model = root(kernel.app(app("st.text('a')", "--page One"), cell="one"))
    start = len(kernel.messages)
    assert edit(kernel, model, app("st.text('b')", "--page One")) == {"taken": True}
    settle(kernel, start)
    assert "'body': 'b'" in str(kernel.messages[start:])
    assert edit(kernel, model, app("st.text('b')", "--page Two")) == {"taken": False}


def test_cells_that_make_missing_names(kernel: Kernel) -> None:
    kernel.run("known = 1")
    model = root(kernel.app(app("st.text(str(table))")))
    cells = [
        ("a", "import numpy as numbers"),
        ("b", "def load():\n    return numbers.ones(known)"),
        ("c", "other = 1"),
        ("d", "table = load()"),
        ("e", "not python ("),
    ]
    told = ask(kernel, model, "needs", source=app("st.text(str(table))"), cells=cells)
    assert told == {"names": ["table"], "cells": ["a", "b", "d"]}
    last = ask(kernel, model, "last")
    assert (last["outcome"], last["error"]) == ("error", "NameError")


def test_where_a_run_is(kernel: Kernel) -> None:
    model = root(kernel.run(app("import time\nst.text('a')\ntime.sleep(3)")))
    kernel.until(lambda each: "'a'" in str(each["content"]))
    assert ask(kernel, model, "where") == {"line": 5, "text": "time.sleep(3)"}
    kernel.until(finished)


def test_the_inspector_tells_what_runs_did(kernel: Kernel) -> None:
    script = """
        import time
        @st.cache_data
        def slow(n):
            return n
        @st.fragment
        def part():
            st.button("Press", key="press")
        st.session_state.setdefault("count", 3)
        st.slider("Level", key="level")
        slow(1), slow(1)
        time.sleep(0.1)
        st.text("end", width="stretch")
        part()
    """
    model = root(kernel.app(app(script)))
    assert ask(kernel, model, "state")["runs"] == []
    view(kernel, model)
    ask(kernel, model, "inspect", page=PAGE, on=True)
    kernel.say(model, method="rerun")
    told = ask(kernel, model, "state")
    run = told["runs"][0]
    assert (run["what"], run["outcome"], run["hits"], run["misses"]) == (None, "done", 2, 0)
    assert max(run["lines"], key=lambda each: each["ms"])["line"] == 14
    slowest = max(run["elements"], key=lambda each: each["ms"])
    assert (slowest["type"], slowest["line"]) == ("text", 15)
    assert {each["key"]: each["text"] for each in told["state"]}["count"] == "3"
    first = told["widgets"][0]
    assert (first["type"], first["key"], first["label"]) == ("slider", "level", "Level")
    assert told["fragments"] == [{"name": "part", "runs": 1}]
    assert told["caches"] == [{"name": "slow", "hits": 2, "misses": 0}]
    lines = ask(kernel, model, "lines")["lines"]
    assert {10, 12, 15} <= {place["line"] for place in lines.values()}
    ask(kernel, model, "inspect", page=PAGE, on=False)
    kernel.say(model, method="rerun")
    assert len(ask(kernel, model, "state")["runs"]) == 1


def test_how_runs_end(kernel: Kernel) -> None:
    script = """
        import time
        def one():
            what = st.session_state.pop("what", "")
            if what == "rerun":
                st.rerun()
            if what == "stop":
                st.stop()
            if what == "switch":
                st.switch_page(st.Page(two))
            if what == "error":
                raise ValueError("no")
            while what == "long":
                st.empty()
                time.sleep(0.01)
        def two():
            st.text("two")
        st.navigation([st.Page(one), st.Page(two)]).run()
    """
    model = root(kernel.app(app(script)))
    view(kernel, model)
    ask(kernel, model, "inspect", page=PAGE, on=True)

    def ended(what: str, *then: Callable[[], object]) -> list[str]:
        before = len(ask(kernel, model, "state")["runs"])
        ask(kernel, model, "assign", key="what", text=repr(what))
        for act in then:
            servers.wait_for(lambda: len(ask(kernel, model, "state")["runs"]) > before)
            act()
        kernel.quiet(0.2)
        runs = ask(kernel, model, "state")["runs"]
        last = ask(kernel, model, "last")
        assert last["outcome"] == runs[0]["outcome"]
        return [run["outcome"] for run in reversed(runs[: len(runs) - before])]

    def edited() -> object:
        return edit(kernel, model, app(script.replace('"two"', '"edited"')))

    assert ended("") == ["done"]
    assert ended("rerun") == ["rerun", "done"]
    assert ended("stop") == ["done"]
    assert ended("error") == ["error"]
    assert ended("long", lambda: kernel.say(model, method="stop")) == ["stopped"]
    assert ended("long", lambda: kernel.say(model, method="rerun")) == ["interrupted", "done"]
    assert ended("long", edited) == ["interrupted", "done"]
    assert ended("switch") == ["rerun", "done"]


def test_nothing_is_measured_for_a_page_that_is_gone(kernel: Kernel) -> None:
    model = root(kernel.app(app("st.text('a')")))
    ask(kernel, model, "inspect", page=PAGE, on=True)
    for views, runs in ((0, 0), (1, 1), (0, 1), (2, 2)):
        view(kernel, model, views)
        ask(kernel, model, "last")  # what follows of the views is done before
        kernel.say(model, method="rerun")
        assert len(ask(kernel, model, "state")["runs"]) == runs


def test_parallel_fragments_are_measured_by_themselves(kernel: Kernel) -> None:
    script = """
        import time
        @st.fragment(parallel=True)
        def part():
            time.sleep(0.1)
            st.button("Press", key="press")
        part()
        st.text("beside")
    """
    model = root(kernel.app(app(script)))
    view(kernel, model)
    ask(kernel, model, "inspect", page=PAGE, on=True)
    kernel.say(model, method="rerun")
    told = ask(kernel, model, "state")
    script_run, part = sorted(told["runs"], key=lambda run: run["beside"])
    assert (script_run["what"], part["what"], part["outcome"]) == (None, "part", "done")
    assert max(part["lines"], key=lambda each: each["ms"])["text"] == "time.sleep(0.1)"
    assert [each["type"] for each in part["elements"]] == ["button"]
    assert "text" in [each["type"] for each in script_run["elements"]]
    assert told["fragments"] == [{"name": "part", "runs": 1}]


def test_lines_tell_whose_they_are(kernel: Kernel) -> None:
    folder = Path(kernel.evaluate("__import__('os').getcwd()"))
    (folder / "drawn.py").write_text("import streamlit as st\nst.text('file')")
    kernel.app(app("st.text('one')", "--page One"), cell="one")
    model = root(kernel.app(app("st.text('two')\nst.Page('drawn.py')", "--page Two"), cell="two"))
    places = ask(kernel, model, "lines")["lines"].values()
    assert {"line": 3, "page": "Two"} in places
    model = root(kernel.app(app("st.text('own')\nst.navigation([st.Page('drawn.py')]).run()", "mine")))
    places = ask(kernel, model, "lines")["lines"].values()
    assert {"line": 3} in places
    assert {"line": 2, "file": "drawn.py"} in places


def test_state_is_assigned_as_the_script_would(kernel: Kernel) -> None:
    model = root(kernel.app(app("""st.text(f"level {st.slider('Level', key='level')}")""")))
    start = len(kernel.messages)
    assert ask(kernel, model, "assign", key="level", text="7") == {}
    settle(kernel, start)
    assert "level 7" in str(kernel.messages[start:])
    assert "write it as in Python" in ask(kernel, model, "assign", key="level", text="seven")["error"]


def test_a_local_module_that_changes_runs_the_app(kernel: Kernel) -> None:
    folder = Path(kernel.evaluate("__import__('os').getcwd()"))
    module = folder / "preview_helper.py"
    module.write_text("text = 'first'")
    model = root(kernel.app(app("import preview_helper\nst.text(preview_helper.text)\nst.button('b')")))
    view(kernel, model)
    ask(kernel, model, "watch", page=PAGE, on=True)
    start = len(kernel.messages)
    # The watch begins in a thread of its own: write until it sees it.
    for number in range(20):
        module.write_text(f"text = 'second'  # {number}")
        if any(finished(each) for each in kernel.quiet(0.5)):
            break
    assert "second" in str(kernel.messages[start:])
    runs = ask(kernel, model, "last")["run"]
    module.write_text("text = 'third'\nother = (")
    broken = {"file": "preview_helper.py", "line": 2, "message": "'(' was never closed"}
    patch = patch_of(kernel.until(lambda each: "never closed" in str(each)))
    assert patch is not None
    assert broken.items() <= patch["set"]["root"]["broken"].items()
    assert ask(kernel, model, "last")["run"] == runs, "the last good app stays"
    module.write_text("text = 'third'")
    kernel.until(lambda each: "third" in str(each))
    module.write_text("raise ValueError('failed')")
    kernel.until(lambda each: "failed" in str(each))
    module.write_text("text = 'fourth'")
    kernel.until(lambda each: "fourth" in str(each))
    view(kernel, model, 0)


def test_pages_that_show_one_app_hear_of_each_others_values(kernel: Kernel) -> None:
    messages = kernel.app(app("st.slider('Level', key='level')"))
    slider = next(node["model"] for node in nodes(messages) if node["type"] == "slider")
    at = ["one", 1]

    def told(value: int) -> list[object]:
        state = {"value": [value], "at": at}
        came = kernel.send(slider, {"method": "update", "state": state, "buffer_paths": []})
        at[1] += 1
        ours = [each["content"]["data"] for each in came if each["content"].get("comm_id") == slider]
        return [data["content"] for data in ours if data["method"] == "custom"]

    view(kernel, root(messages), page="one")
    assert told(3) == []
    view(kernel, root(messages), page="two")
    assert told(4) == [{"method": "value", "value": [4], "at": ["one", 2]}]


@pytest.fixture
def published(tmp_path: Path) -> Iterator[Kernel]:
    """A kernel as Voilà starts it."""
    manager = KernelManager()
    environment = servers.environment(tmp_path) | {"VOILA_BASE_URL": "/"}
    manager.start_kernel(env=environment, cwd=str(tmp_path))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield Kernel(manager, client)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_viewers_of_a_published_app_may_ask_nothing(published: Kernel) -> None:
    model = root(published.app(app("st.text('a')\nst.session_state.secret = 1")))
    refused = {"error": "the element is no longer on the page"}
    assert edit(published, model, app("st.text('theirs')")) == refused
    for do in ("state", "assign", "inspect", "needs", "watch", "lines", "where", "last", "reset"):
        assert ask(published, model, do, on=True, key="secret", text="2") == refused
    assert published.say(model, method="rerun")
    assert "theirs" not in str(published.messages)
