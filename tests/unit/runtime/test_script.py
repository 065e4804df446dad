"""A script is a module of its own: pickling, `inspect`, tracebacks, the notebook's variables."""

from __future__ import annotations

import sys
import traceback
from typing import Any

HEAD = "import streamlit as st\n"


def test_classes_of_the_script_can_be_pickled(app: Any) -> None:
    one = app(
        HEAD
        + """
import pickle, dataclasses, typing
@dataclasses.dataclass
class Point:
    x: int
def function(): pass
copy = pickle.loads(pickle.dumps(Point(3)))
assert pickle.loads(pickle.dumps(function)) is function
st.text((copy == Point(3), typing.get_type_hints(Point)))
"""
    ).run()
    assert not one.errors
    assert one.texts == ["(True, {'x': <class 'int'>})"]


def test_inspect_finds_the_source(app: Any) -> None:
    one = app(
        HEAD
        + """
import inspect
class A:
    def method(self): return 1
def f():
    return 2
st.text(inspect.getsource(A) + inspect.getsource(f) + inspect.getsource(A.method))
"""
    ).run()
    assert not one.errors
    assert "class A:" in one.texts[0]
    assert "return 2" in one.texts[0]


def test_tracebacks_show_the_lines_of_the_script(app: Any) -> None:
    one = app(HEAD + "def broken():\n    return 1 / 0  # here\nbroken()").run()
    (error,) = one.errors
    shown = "".join(traceback.format_exception(error))
    assert 'File "<streamapp test>", line 3, in broken' in shown
    assert "return 1 / 0  # here" in shown


def test_a_syntax_error_shows_its_line(app: Any) -> None:
    one = app(HEAD + "x = (1,\ny = 2").run()
    (error,) = one.errors
    assert isinstance(error, SyntaxError)
    assert (error.filename, error.lineno) == ("<streamapp test>", 2)
    assert "x = (1," in (error.text or "")


def test_the_notebooks_variables_are_there_and_stay_as_they_are(app: Any) -> None:
    notebook = {"df": [1, 2], "x": 1}
    one = app(HEAD + "x += 1\nnew = 5\nst.text((df, x))", namespace=lambda: notebook)
    assert one.run().texts == ["([1, 2], 2)"]
    assert one.run().texts == ["([1, 2], 2)"]
    assert notebook == {"df": [1, 2], "x": 1}


def test_each_run_begins_with_an_empty_module(app: Any) -> None:
    one = app(HEAD + "st.text('left' in globals())\nleft = 1")
    assert one.run().texts == ["False"]
    assert one.run().texts == ["False"]


def test_main_guard_is_met_under_a_name_of_its_own(app: Any) -> None:
    one = app(HEAD + "if __name__ == '__main__':\n    st.text(__name__)")
    assert one.run().texts == ["streamapp_test"]
    assert "streamapp_test" in sys.modules


def test_a_fork_pool_works_on_functions_of_the_script(app: Any) -> None:
    source = """
import multiprocessing, warnings
def square(x): return x * x
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    with multiprocessing.get_context("fork").Pool(1) as pool:
        st.text(pool.map(square, [1, 2, 3]))
"""
    assert app(HEAD + source).run(30).texts == ["[1, 4, 9]"]


def test_future_statements_of_ours_are_not_the_scripts(app: Any) -> None:
    one = app(HEAD + "def f(x: 1 + 1): pass\nst.text(f.__annotations__['x'])")
    assert one.run().texts == ["2"]
