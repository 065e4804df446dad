"""The commands of text, and the page's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import drawn


def test_headings() -> None:
    with drawn("""
        st.title("Hello *you*\\nand more", help="h", icon="🎈")
        st.header("A", divider=True)
        st.header("B", anchor="own", divider=True)
        st.subheader("C", anchor=False, divider="grey", wrap=False, text_alignment="center")
    """) as page:
        title, first, second, third = (shown.props for shown in page.all("heading"))
    assert (title["level"], title["html"], title["rest_html"]) == (1, "Hello <em>you</em>", "<p>and more</p>")
    assert (title["anchor"], title["icon"], title["help_html"]) == ("hello-you", "🎈", "<p>h</p>")
    assert (first["divider"], second["divider"], third["divider"]) == ("blue", "green", "gray")
    assert second["anchor"] == "own"
    assert "anchor" not in third
    assert third["nowrap"] is True
    assert third["text_alignment"] == "center"


def test_dividers_begin_anew_with_every_run() -> None:
    with drawn("st.header('A', divider=True)") as page:
        assert page.rerun().one("heading").props["divider"] == "blue"


def test_text_is_text() -> None:
    with drawn("st.text('<b> *x*')\nst.text(5, help='*h*')") as page:
        assert page.texts == ["<b> *x*", "5"]
        assert page.all("text")[1].props["help_html"] == "<p><em>h</em></p>"


def test_markdown_and_its_kin() -> None:
    with drawn("""
        st.markdown("*a*")
        st.markdown("<b>b</b>", unsafe_allow_html=True)
        st.caption("c")
        st.latex("x < y")
        st.divider()
        st.badge("N [x]", icon=":material/home:", color="green")
        st.space("large")
    """) as page:
        plain, html, badge = (shown.props["html"] for shown in page.all("markdown"))
        assert (plain, html) == ("<p><em>a</em></p>", "<p><b>b</b></p>")
        assert "st-badge-green" in badge
        assert "N [x]" in badge
        assert page.one("latex").props["html"] == '<div class="math block">x &lt; y</div>'
        assert page.one("divider").props["html"] == "<hr>"
        assert page.one("space").props["size"] == "large"


def test_code() -> None:
    with drawn("st.code('x = 1', line_numbers=True, height=100)\nst.code('<b>', language=None)") as page:
        first, second = (shown.props for shown in page.all("code"))
    assert first["line_numbers"] is True
    assert first["height"] == 100
    assert "tok-mi" in first["html"]
    assert second["html"] == "&lt;b&gt;"


def test_html_of_files_and_objects(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<i>file</i><script>alert(1)</script>")
    (tmp_path / "b.css").write_text(".a { color: red }")
    with drawn(f"""
        from pathlib import Path
        class Rich:
            def _repr_html_(self): return "<u>rich</u>"
        st.html(Path({str(tmp_path / "a.html")!r}))
        st.html(Rich())
        st.html("<script>1</script>", unsafe_allow_javascript=True)
        st.html(Path({str(tmp_path / "b.css")!r}))
    """) as page:
        main, rich, script, style = page.all("html")
        assert main.props["html"] == "<i>file</i>"
        assert rich.props["html"] == "<u>rich</u>"
        assert script.props["scripts"] is True
        assert style.props["html"] == "<style>.a { color: red }</style>"
        assert style.id in (page.browser.shown["event"].children or ())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("st.html('  ')", "nothing to show"),
        ("st.badge('x', color='pink')", "color='pink'"),
        ("st.title('x', icon=':tulip:')", "one emoji"),
        ("st.header('x', divider='pink')", "divider='pink'"),
        ("st.title('x', anchor=True)", "anchor=True"),
        ("st.text('x', width=-1)", "width=-1"),
        ("st.markdown('x', unsafe_allow_html=True, wrap=False)", "exclude each other"),
        ("st.space('big')", "size='big'"),
    ],
)
def test_errors_say_what_to_write(call: str, message: str) -> None:
    with drawn(call) as page:
        html = page.one("exception").props["message_html"]
    assert message in html.replace("<code>", "").replace("</code>", "").replace("&#x27;", "'")


def test_echo_shows_the_block_and_runs_it() -> None:
    with drawn("""
        with st.echo():
            # a comment
            st.text("one")

            x = 2
        with st.echo("below"):
            st.text("two")
    """) as page:
        order = [shown.type for shown in page.browser.walk("main")][1:]
        assert order == ["code", "text", "text", "code"]
        first = page.browser.nodes[page.all("code")[0].id].raw["body"]
    assert first == '# a comment\nst.text("one")\n\nx = 2'


def test_help_names_what_the_script_named() -> None:
    with drawn("""
        class Cat:
            "A pet."
            lives = 9
            def purr(self, volume: int = 3) -> None: "Purrs."
        felix = Cat()
        st.help(felix)
        st.help(Cat.purr)
        st.help()
    """) as page:
        felix, purr, all_of_st = (shown.props for shown in page.all("help"))
    assert (felix["name"], felix["type"], felix["doc"]) == ("felix", "Cat", "A pet.")
    assert {"name": "lives", "type": "int", "value": "9"} in felix["members"]
    assert "(self, volume: int = 3) -> None" in purr["value"]
    assert (all_of_st["name"], all_of_st["type"]) == ("st", "module")


def test_page_config_is_merged_and_forgotten() -> None:
    with drawn("""
        st.session_state.setdefault("n", 0)
        st.session_state.n += 1
        if st.session_state.n == 1:
            st.set_page_config("T", ":shark:", "wide", menu_items={"About": "*a*", "Get help": "https://a.org"})
            st.set_page_config(page_title="U", menu_items={"get help": None})
    """) as page:
        assert page.root["page_title"] == "U"
        assert page.root["page_icon"] == "🦈"
        assert page.root["layout"] == "wide"
        assert page.root["menu_items"] == {"about_html": "<p><em>a</em></p>", "get_help": None}
        assert page.rerun().root == {}


@pytest.mark.parametrize(
    "call",
    [
        "layout='narrow'",
        "initial_sidebar_state='open'",
        "initial_sidebar_state=100",
        "menu_items={'Help': 'x'}",
        "menu_items={'Get help': 'javascript:alert(1)'}",
    ],
)
def test_page_config_is_checked(call: str) -> None:
    with drawn(f"st.set_page_config({call})") as page:
        assert page.all("exception")


def test_page_icons_become_small_pictures(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (300, 200), "red").save(tmp_path / "icon.png")
    with drawn(f"st.set_page_config(page_icon={str(tmp_path / 'icon.png')!r})") as page:
        assert page.root["page_icon"].startswith("data:image/png;base64,")
        assert len(page.root["page_icon"]) < 2000


def test_query_parameters_are_read_and_change_the_address() -> None:
    with drawn(
        """
        q = st.query_params
        st.text(q.to_dict())
        st.text(q.get_all("a"))
        st.text(q.get("none"))
        q["b"] = [1, 2]
        q.c = "x y"
        del q["a"]
        st.text(dict(q))
        """,
        search="?a=1&a=2&embed=true",
    ) as page:
        assert page.texts == ["{'a': '2'}", "['1', '2']", "None", "{'b': '2', 'c': 'x y'}"]
        assert page.root["query"] == "?embed=true&b=1&b=2&c=x+y"
        assert page.session.browser["search"] == page.root["query"]


def test_query_parameters_complain() -> None:
    for call in ("st.query_params['a'] = {}", "st.query_params['embed'] = 1", "st.query_params['a']"):
        with drawn(call) as page:
            assert page.all("exception")
