"""The patch applied to the old page is the new page, always."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_streamkit.testing.browser import Browser
from jupyter_streamkit.tree.blob import Blob
from jupyter_streamkit.tree.diff import BOTTOM, EVENT, MAIN, SIDEBAR, Page, Patch, difference, frame, splice
from jupyter_streamkit.tree.node import Input, Node, block

Tree = tuple[Any, ...]
"""What a child looks like, as nested tuples."""


def leaf(type: str, props: dict[str, Any], line: int | None = None, **more: Any) -> Node:
    return Node(type, props, line=line, **more)


def picture(node: Node) -> Tree:
    """What a browser should show of a node."""
    children = None if node.children is None else tuple(picture(child) for child in node.children)
    return node.type, tuple(sorted(node.props.items())), children


def shown(browser: Browser, id: str) -> Tree:
    element = browser.shown[id]
    children = (
        None if element.children is None else tuple(shown(browser, child) for child in element.children)
    )
    return element.type, tuple(sorted(element.props.items())), children


def draw(page: Page, browser: Browser, *children: Node, final: bool = True) -> Patch:
    """A run that draws these in the main block."""
    root = frame()
    page.begin(root)
    for child in children:
        root.children[0].append(child)  # type: ignore[index]
    return flush(page, browser, final)


def flush(page: Page, browser: Browser, final: bool = True) -> Patch:
    patch = page.patch(final)
    browser.show(page, patch, "idle" if final else "running")
    return patch


def texts(*bodies: str) -> list[Node]:
    return [leaf("text", {"body": body}, line) for line, body in enumerate(bodies, 1)]


def ids(browser: Browser) -> list[str]:
    return list(browser.shown[MAIN].children or ())


# Random runs.

lines = st.one_of(st.none(), st.integers(1, 6))
props = st.dictionaries(st.sampled_from("ab"), st.integers(0, 2), max_size=2)
blobs = st.lists(st.sampled_from([Blob.of(b"x"), Blob.of(b"y"), Blob.of(b"z")]), max_size=2).map(tuple)
leaves = st.builds(
    lambda kind, props, line, blobs: leaf(kind, props, line, blobs=blobs),
    st.sampled_from("tu"),
    props,
    lines,
    blobs,
)
widgets = st.builds(
    lambda key, props: leaf("w", props, identity=key, input=Input(key, 0, lambda value: value)),
    st.sampled_from("klmn"),
    props,
)
keyed = st.builds(lambda key: block("b", {"key": key}, f"b:{key}"), st.sampled_from("pq"))
blocks = st.builds(lambda line: Node(line=line, type="b", children=[]), lines)
steps = st.lists(
    st.tuples(
        st.sampled_from(["append", "append", "append", "append", "replace", "clear", "patch", "title"]),
        st.integers(0, 9),
        st.one_of(leaves, widgets, blocks, keyed),
    ),
    max_size=14,
)
runs = st.lists(st.tuples(steps, st.booleans()), min_size=1, max_size=5)


def once(root: Node, node: Node) -> bool:
    """An identity stands on a page once."""
    return node.identity is None or all(other.identity != node.identity for other in root.walk())


def play(steps: list[Any], page: Page, browser: Browser, drawn_in: Node) -> None:
    """Draw: more in the beginning of `drawn_in`, and now and then anywhere on the page."""
    root = page.root
    parents = [node for node in drawn_in.walk() if node.children is not None and node is not root]
    for what, number, node in steps:
        parent = parents[number % len(parents)]
        assert parent.children is not None
        if what == "patch":
            flush(page, browser, final=False)
            check_mid_run(root, browser)
        elif what == "title":
            root.props = {"page_title": number}
        elif what == "clear":
            parent.clear()
        elif node.parent is None and once(root, node):
            if what == "replace" and parent.children:
                parent.replace(number % len(parent.children), node)
            else:
                parent.append(node)
        parents = [each for each in root.walk() if each.children is not None and each is not root]


def check(root: Node, browser: Browser) -> None:
    """The browser shows the tree, and nothing else."""
    assert shown(browser, "root") == picture(root)
    assert set(browser.shown) == {node.id for node in root.walk()}
    assert set(browser.blobs) == {blob.name for node in root.walk() for blob in node.blobs}
    assert not browser.fresh


@settings(max_examples=400, deadline=None)
@given(runs)
def test_patches_bring_the_browser_to_the_tree(runs: list[Any]) -> None:
    page, browser = Page(), Browser()
    for steps, complete in runs:
        page.begin(frame())
        play(steps, page, browser, page.root)
        if complete:  # else an event interrupts the run, and the next one goes on from here
            flush(page, browser)
            check(page.root, browser)
        assert sorted(browser.shown) == sorted(element.id for element in browser.walk()), "nothing dangles"


@settings(max_examples=200, deadline=None)
@given(steps, st.lists(st.tuples(steps, st.integers(0, 9), st.booleans()), min_size=1, max_size=5))
def test_patches_of_areas_bring_the_browser_to_the_tree(first: list[Any], runs: list[Any]) -> None:
    page, browser = Page(), Browser()
    page.begin(frame())
    play(first, page, browser, page.root)
    flush(page, browser)
    begun: list[Node] = []
    for steps, number, complete in runs:
        blocks = [node for node in page.root.walk() if node.children is not None and node is not page.root]
        begun = [area for area in begun if area in blocks]
        if not begun:
            begun = [blocks[number % len(blocks)]]
        page.begin_areas(page.root, begun)
        play(steps, page, browser, begun[0])
        if complete:  # else an event interrupts the run, and the next one draws the area again
            flush(page, browser)
            check(page.root, browser)
            begun = []
        assert sorted(browser.shown) == sorted(element.id for element in browser.walk()), "nothing dangles"


def test_a_patch_of_an_area_leaves_the_rest_alone() -> None:
    page, browser = Page(), Browser()
    area, other = block("fragment"), block("block")
    draw(page, browser, area, other, *texts(*map(str, range(50))))
    for number in range(3):
        page.begin_areas(page.root, [area])
        area.append(leaf("text", {"body": number}, 1))
        other.append(leaf("text", {"body": "more"}, 2))
        patch = flush(page, browser)
        assert len(patch.put) + len(patch.set) == 2
    assert [browser.shown[id].props["body"] for id in browser.shown[area.id].children or ()] == [2]
    assert len(browser.shown[other.id].children or ()) == 3


def check_mid_run(root: Node, browser: Browser) -> None:
    """What the run has drawn stands first in each block; what is stale stands behind it."""
    for node in root.walk():
        if node.children is not None:
            children = browser.shown[node.id].children
            assert children is not None
            drawn = [child.id for child in node.children]
            assert children[: len(drawn)] == drawn
            assert browser.fresh.get(node.id, len(children)) == len(drawn) or len(drawn) == len(children)
    assert sorted(browser.shown) == sorted(element.id for element in browser.walk())
    assert set(browser.blobs) >= {blob.name for node in root.walk() for blob in node.blobs}


@given(st.lists(st.integers(0, 5), unique=True), st.lists(st.integers(0, 5), unique=True))
def test_a_splice_turns_one_list_into_the_other(before: list[int], now: list[int]) -> None:
    start, remove, insert = splice([*map(str, before)], [*map(str, now)])
    result = [*map(str, before)]
    result[start : start + remove] = insert
    assert result == [*map(str, now)]


@given(props, props)
def test_a_difference_turns_props_into_the_others(before: dict[str, Any], now: dict[str, Any]) -> None:
    merged = before | difference(before, now)
    assert {name: value for name, value in merged.items() if value is not None} == now


# Single properties.


def test_an_equal_run_sends_an_empty_patch() -> None:
    page, browser = Page(), Browser()
    draw(page, browser, *texts("a", "b"))
    patch = draw(page, browser, *texts("a", "b"))
    assert patch == Patch(seq=2)


def test_one_change_is_one_prop() -> None:
    page, browser = Page(), Browser()
    draw(page, browser, *texts(*map(str, range(500))))
    patch = draw(page, browser, *texts(*map(str, range(250)), "new", *map(str, range(251, 500))))
    assert patch == Patch(seq=2, set={"e251": {"body": "new"}})


def test_an_element_that_comes_first_leaves_the_others_as_they_are() -> None:
    page, browser = Page(), Browser()
    draw(page, browser, *texts("a", "b", "c"))
    before = ids(browser)
    patch = draw(page, browser, leaf("text", {"body": "new"}, 9), *texts("a", "b", "c"))
    assert ids(browser)[1:] == before
    assert not patch.set
    assert not patch.drop
    assert len(patch.put) == 1


def test_the_same_line_keeps_its_element_when_its_text_changes() -> None:
    page, browser = Page(), Browser()
    draw(page, browser, *texts("a", "b", "c"))
    before = ids(browser)
    patch = draw(page, browser, *texts("a", "B", "c"))
    assert ids(browser) == before
    assert patch.set == {before[1]: {"body": "B"}}


def test_a_widget_keeps_its_element_wherever_it_goes() -> None:
    def slider() -> Node:
        return leaf("slider", {}, identity="s", input=Input("s", 1, lambda value: value))

    page, browser = Page(), Browser()
    draw(page, browser, slider(), *texts("a"))
    (before, _) = ids(browser)
    draw(page, browser, *texts("a", "b", "c"), slider())
    assert ids(browser)[-1] == before


def test_an_id_never_comes_back() -> None:
    page, browser = Page(), Browser()
    for _ in range(3):
        draw(page, browser, *texts("a"))
        draw(page, browser)
    assert ids(browser) == []


def test_what_the_last_run_left_stays_until_the_run_ends() -> None:
    page, browser = Page(), Browser()
    draw(page, browser, *texts("a", "b", "c"))
    before = ids(browser)
    draw(page, browser, *texts("a"), final=False)
    assert ids(browser) == before
    assert browser.fresh == {MAIN: 1}
    flush(page, browser)
    assert ids(browser) == before[:1]


def test_an_empty_never_shows_two() -> None:
    page, browser = Page(), Browser()
    for type in ("text", "progress"):
        root = frame()
        page.begin(root)
        slot = Node("empty", line=1, children=[])
        root.children[0].append(slot)  # type: ignore[index]
        slot.append(leaf(type, {}, 2))
        flush(page, browser, final=False)
        assert [browser.shown[id].type for id in browser.shown[slot.id].children or ()] == [type]
        flush(page, browser)


def test_what_was_replaced_does_not_come_back_as_stale() -> None:
    page, browser = Page(), Browser()
    draw(page, browser, *texts("a", "b"))
    root = frame()
    page.begin(root)
    main = root.children[0]  # type: ignore[index]
    main.append(texts("a")[0])
    flush(page, browser, final=False)
    main.replace(0, leaf("other", {}))
    flush(page, browser, final=False)
    assert [browser.shown[id].type for id in ids(browser)] == ["other", "text"]


def test_settings_of_the_page_may_come_late() -> None:
    page, browser = Page(), Browser()
    root = frame()
    page.begin(root)
    flush(page, browser, final=False)
    root.props = {"page_title": "late"}
    flush(page, browser)
    assert browser.shown["root"].props == {"page_title": "late"}


def test_a_buffer_crosses_once() -> None:
    page, browser = Page(), Browser()
    picture = Blob.of(b"pixels")
    again = Blob.of(b"pixels")
    draw(page, browser, leaf("image", {"a": picture.name}, 1, blobs=(picture,)))
    patch = draw(
        page,
        browser,
        leaf("image", {"a": again.name}, 1, blobs=(again,)),
        leaf("image", {"b": again.name}, 2, blobs=(again,)),
    )
    assert patch.blobs == {}
    assert patch.forget == []
    assert draw(page, browser).forget == [picture.name]
    assert browser.blobs == {}


def test_a_buffer_that_comes_and_goes_within_a_run_is_not_kept() -> None:
    page, browser = Page(), Browser()
    frames = [Blob.of(bytes([number])) for number in range(3)]
    root = frame()
    page.begin(root)
    main = root.children[0]  # type: ignore[index]
    main.append(leaf("image", {"a": frames[0].name}, 1, blobs=(frames[0],)))
    flush(page, browser, final=False)
    for each in frames[1:]:
        main.replace(0, leaf("image", {"a": each.name}, 1, blobs=(each,)))
        flush(page, browser, final=False)
    patch = flush(page, browser)
    assert set(patch.forget) == {frames[0].name, frames[1].name}
    assert set(browser.blobs) == {frames[2].name}


def test_a_foreign_widget_is_known_by_itself() -> None:
    page, browser = Page(), Browser()
    one, other = object(), object()
    draw(page, browser, leaf("widget", {}, 1, foreign=one))
    before = ids(browser)
    draw(page, browser, leaf("widget", {}, 1, foreign=one))
    assert ids(browser) == before
    draw(page, browser, leaf("widget", {}, 1, foreign=other))
    assert ids(browser) != before


def test_the_page_has_three_blocks() -> None:
    assert [child.id for child in frame().children or ()] == [MAIN, SIDEBAR, EVENT, BOTTOM]
