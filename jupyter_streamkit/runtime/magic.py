"""The syntax tree of a script: bare expressions are written, `__main__` is met.

Only what stands on a line of its own is written, at any depth of `if`, `for`, `with` and functions.
"""

from __future__ import annotations

import ast
import io
import tokenize

WRITE = "__streamkit_write__"


def transform(source: str, filename: str, magic: bool = True) -> ast.Module:
    """Parse a script and rewrite it; raises SyntaxError with the script's own lines."""
    tree: ast.Module = _Main().visit(ast.parse(source, filename, type_comments=False))
    if magic:
        tree = _Magic(_semicolons(source), is_file=not filename.startswith("<")).visit(tree)
    return ast.fix_missing_locations(tree)


class _Main(ast.NodeTransformer):
    """`__name__ == "__main__"` is true in an app, though its module has a name of its own."""

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        match node:
            case ast.Compare(
                ast.Name("__name__"), [ast.Eq() | ast.NotEq()], [ast.Constant("__main__")]
            ) | ast.Compare(ast.Constant("__main__"), [ast.Eq() | ast.NotEq()], [ast.Name("__name__")]):
                return ast.copy_location(ast.Constant(isinstance(node.ops[0], ast.Eq)), node)
        self.generic_visit(node)
        return node


class _Magic(ast.NodeTransformer):
    def __init__(self, semicolons: set[int], is_file: bool) -> None:
        self.semicolons = semicolons
        self.is_file = is_file

    def visit_Module(self, node: ast.Module) -> ast.Module:
        future = [
            each for each in node.body if isinstance(each, ast.ImportFrom) and each.module == "__future__"
        ]
        # A file's first text is about the file; the first text of a cell is its reader's.
        self._body(node, docstring=self.is_file)
        node.body = [*future, *(each for each in node.body if each not in future)]
        return node

    def _body(self, node: ast.AST, docstring: bool) -> None:
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                setattr(node, name, self._statements(body, docstring))
        for handler in [*getattr(node, "handlers", ()), *getattr(node, "cases", ())]:
            self._body(handler, docstring=False)

    def _statements(self, body: list[ast.stmt], docstring: bool) -> list[ast.stmt]:
        ends = [follower.lineno for follower in body[1:]] + [0]
        return [
            self._statement(each, docstring and place == 0, last=each.end_lineno != ends[place])
            for place, each in enumerate(body)
        ]

    def _statement(self, node: ast.stmt, docstring: bool, last: bool) -> ast.stmt:
        if isinstance(node, ast.Expr):
            return node if docstring and _is_text(node.value) else self._expression(node, last)
        if isinstance(node, ast.ClassDef):
            return node
        self._body(node, docstring=isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
        return node

    def _expression(self, node: ast.Expr, last: bool) -> ast.Expr:
        value = node.value
        if isinstance(value, _SILENT) or (last and node.end_lineno in self.semicolons):
            return node
        args = value.elts if isinstance(value, ast.Tuple) and value.elts else [value]
        call = ast.Call(ast.Name(WRITE, ast.Load()), args, [])
        return ast.copy_location(ast.Expr(ast.copy_location(call, value)), node)


# A call is run for what it does: `st.button("Go")` must not write False.
_SILENT = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _semicolons(source: str) -> set[int]:
    """The lines that end with a semicolon."""
    lines: set[int] = set()
    last = None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.NEWLINE, tokenize.ENDMARKER):
            if last is not None and last.string == ";":
                lines.add(last.start[0])
        elif token.type != tokenize.COMMENT:
            last = token
    return lines
