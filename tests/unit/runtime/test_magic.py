"""What is written because it stands on a line of its own."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from jupyter_streamkit.runtime.magic import WRITE, transform


def written(source: str, filename: str = "<streamapp app>") -> list[Any]:
    """What a script writes; several values in one expression come as a tuple."""
    out: list[Any] = []
    namespace: dict[str, Any] = {"__name__": "app"}
    namespace[WRITE] = lambda *values: out.append(values[0] if len(values) == 1 else values)
    exec(compile(transform(textwrap.dedent(source), filename), filename, "exec"), namespace)
    return out


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 5\nx", [5]),
        ("5", [5]),
        ("x = 1\n'text'", ["text"]),
        ("x = 5\nf'{x} apples'", ["5 apples"]),
        ("1, 'two'", [(1, "two")]),
        ("'You selected: ', 3", [("You selected: ", 3)]),
        ("()", [()]),
        ("[1, 2]", [[1, 2]]),
        ("x = 5\nx == 5", [True]),
        ("x = [1]\nx[0]", [1]),
        ("import math\nmath.pi > 3", [True]),
        ("None", [None]),
        ("x = 1; 'a'; 'b'", ["a", "b"]),
    ],
)
def test_expressions_are_written(source: str, expected: list[Any]) -> None:
    assert written(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "x = 5",
        "x: int = 5",
        "x = 5\nx += 1",
        "x = 5\nx;",
        "x = 5\nx ;  # quiet",
        "'text';",
        "len([])",
        "[].append(1)",
        "(lambda: 1)()",
        "import math",
        "del_me = 1\ndel del_me",
        "assert True",
        "pass",
    ],
)
def test_statements_calls_and_silenced_lines_are_not(source: str) -> None:
    assert written(source) == []


def test_the_docstring_of_a_cell_is_written_that_of_a_file_is_not() -> None:
    source = '"""About"""\n"""\n# Title\n"""\nx = 1'
    assert written(source) == ["About", "\n# Title\n"]
    assert written(source, "/home/ada/app.py") == ["\n# Title\n"]


def test_future_imports_stay_first() -> None:
    source = '"""Title"""\n# note\nfrom __future__ import annotations\ndef f(x: Nowhere): pass\n"end"'
    assert written(source) == ["Title", "end"]


def test_it_goes_into_blocks_and_functions() -> None:
    source = """
    def f():
        "docstring"
        "in function"
    f()
    class A:
        "docstring"
        1
        def method(self):
            "docstring"
            2
    if True:
        "if"
    else:
        "not"
    for i in range(2):
        i
    else:
        "for else"
    while False:
        pass
    else:
        "while else"
    try:
        "try"
        1 / 0
    except ZeroDivisionError:
        "except"
    else:
        "no"
    finally:
        "finally"
    with open(__import__("os").devnull):
        "with"
    match 1:
        case 1:
            "case"
    """
    expected = [
        "in function",
        "if",
        0,
        1,
        "for else",
        "while else",
        "try",
        "except",
        "finally",
        "with",
        "case",
    ]
    assert written(source) == expected


def test_async_functions_run_as_they_are() -> None:
    source = """
    import asyncio
    async def g():
        "docstring"
        await asyncio.sleep(0)
        "async"
    def numbers():
        yield 1
        (yield)
    asyncio.run(g())
    list(numbers())
    """
    assert written(source) == ["async"]


def test_a_semicolon_silences_the_end_of_its_line_only() -> None:
    assert written("1; 'a'; 'b';\n'c'") == [1, "a", "c"]
    assert written("x = [\n 1,\n 2]\n(x,\n x);") == []


def test_main_is_met() -> None:
    assert written("if __name__ == '__main__':\n    'main'") == ["main"]
    assert written("if '__main__' == __name__:\n    'main'") == ["main"]
    assert written("if __name__ != '__main__':\n    'no'") == []


def test_without_magic_nothing_is_written() -> None:
    tree = transform("5", "app.py", magic=False)
    assert WRITE not in str([type(node) for node in tree.body])


def test_a_syntax_error_points_at_its_line() -> None:
    with pytest.raises(SyntaxError) as raised:
        transform("x = 1\nif True\n    2", "app.py")
    assert raised.value.lineno == 2
    assert raised.value.filename == "app.py"


def test_lines_stay_where_they_are() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        written("x = 1\n\n(1 /\n 0)")
    assert raised.traceback[-1].frame.code.raw.co_filename == "<streamapp app>"
    assert raised.traceback[-1].lineno + 1 in (3, 4)
