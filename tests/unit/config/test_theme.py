"""`[theme]` as a style sheet."""

from __future__ import annotations

import re

import pytest

from jupyter_streamkit.config import ConfigError
from jupyter_streamkit.config.theme import theme

LIGHT, DARK = 'data-jp-theme-light="true"', 'data-jp-theme-light="false"'


def rules(style: str, inside: str = "") -> dict[str, str]:
    """The declarations inside of an app, by the light that their rule is for: "", "light" or "dark"."""
    found: dict[str, str] = {}
    for selector, declarations in re.findall(r"(.*?) \{ (.*?) \}", style):
        if selector.partition(":not(#st)")[2].partition(",")[0] == inside:
            mode = "light" if LIGHT in selector else "dark" if DARK in selector else ""
            found[mode] = declarations
    return found


def test_nothing_said_nothing_styled(config) -> None:
    assert (theme(config).base, theme(config).style) == (None, "")


def test_colours_are_those_of_the_base(config, write) -> None:
    write("app", '[theme]\nprimaryColor = "#7b2ff7"\ntextColor = "navy"\nfont = "serif, My Font"')
    made = theme(config)
    assert made.base == "light"
    assert rules(made.style) == {
        "": '--st-font: "Source Serif", Georgia, serif, "My Font"',
        "light": "--st-primary-color: #7b2ff7; --st-text-color: navy; --st-primary-text-color: #fff",
    }
    assert f'.streamkit[data-theme="{made.id}"]' in made.style


@pytest.mark.parametrize(
    ("text", "base", "modes"),
    [
        ('[theme]\nbase = "dark"\nprimaryColor = "red"', "dark", {"dark"}),
        ('[theme]\nbackgroundColor = "#123"', "dark", {"dark"}),
        ('[theme]\nbackgroundColor = "#fafafa"', "light", {"light"}),
        ('[theme]\nprimaryColor = "red"\n[theme.dark]\ntextColor = "blue"', None, {"light", "dark"}),
        ('[theme]\nbase = "dark"\n[theme.light]\ntextColor = "blue"', "dark", {"light"}),
        ('[theme]\nbase = "dark"', "dark", set()),
    ],
)
def test_light_and_dark(config, write, text: str, base: str | None, modes: set[str]) -> None:
    write("app", text)
    made = theme(config)
    assert made.base == base
    assert rules(made.style).keys() == modes


def test_sections_come_before_what_they_share(config, write) -> None:
    write("app", '[theme]\nprimaryColor = "red"\n[theme.dark]\nprimaryColor = "blue"')
    found = rules(theme(config).style)
    assert found["light"].startswith("--st-primary-color: red;")
    assert found["dark"].startswith("--st-primary-color: blue;")


def test_the_sidebar_has_its_own_colours(config, write) -> None:
    write(
        "app",
        '[theme]\nbackgroundColor = "#fff"\nsecondaryBackgroundColor = "#eee"\n[theme.sidebar]\ntextColor = "#000"',
    )
    style = theme(config).style
    own = rules(style, " .stSidebar")["light"]
    assert "--st-background-color: #eee" in own
    assert "--st-secondary-background-color: #fff" in own
    assert "--st-text-color: #000" in own
    assert (
        rules(style, " .stSidebar .st-field")["light"] == "background: var(--st-secondary-background-color)"
    )


def test_shapes_sizes_and_charts(config, write) -> None:
    write(
        "app",
        """
[theme]
baseRadius = "full"
buttonRadius = "3"
baseFontSize = 18
headingFontSizes = ["3rem", "40"]
headingFontWeights = 500
codeFontSize = "0.9rem"
metricValueFontSize = "3rem"
linkUnderline = false
paddingTop = "1rem"
borderColor = "#888"
greenColor = "#0a0"
chartCategoricalColors = ["#111", "rgb(1, 2, 3)"]
""",
    )
    style = theme(config).style
    plain, light = rules(style)[""], rules(style)["light"]
    assert "--st-base-font-size: 18px; --st-radius: 1.4rem; --st-button-radius: 3px" in plain
    assert rules(style, " .stMain h2")[""] == "font-size: 40px; font-weight: 500"
    assert rules(style, " .stMain h6")[""] == "font-weight: 500"
    assert rules(style, " code")[""] == "font-size: 0.9rem"
    assert rules(style, " .stMetricValue")[""] == "font-size: 3rem"
    assert rules(style, " .stMarkdownContainer a")[""] == "text-decoration: none"
    assert rules(style, " .stMainBlockContainer")[""] == "padding-top: 1rem"
    assert rules(style, " .stSidebar")["light"] == (
        "--st-border-color: #888; "
        "--st-border-color-light: color-mix(in srgb, var(--st-border-color) 60%, transparent); "
        "border-inline-end: 1px solid var(--st-border-color)"
    )
    assert "--st-green: #0a0; --st-chart" not in light
    assert "--st-green-text: color-mix(in srgb, var(--st-green) 85%, var(--st-text-color))" in light
    assert "--st-chart-categories: #111, rgb(1, 2, 3)" in light


def test_fonts_that_the_author_brings(config, write) -> None:
    write(
        "app",
        """
[theme]
font = "Nunito:https://fonts.example/css2?family=Nunito, sans-serif"
[[theme.fontFaces]]
family = "Own"
url = "app/static/own.woff2"
weight = "400"
""",
    )
    style = theme(config).style
    assert style.startswith(
        '@import url("https://fonts.example/css2?family=Nunito");\n@font-face { font-family: "Own"'
    )
    assert 'src: url("app/static/own.woff2"); font-weight: 400; font-display: swap }' in style
    assert rules(style.partition("swap }")[2])[""] == '--st-font: "Nunito", "Source Sans", sans-serif'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('primaryColor = "red; } body { display: none"', "theme.primaryColor cannot be"),
        ('font = "</style><script>"', "theme.font cannot be"),
        ('chartCategoricalColors = ["url(\\"x\\")"]', "theme.chartCategoricalColors cannot be"),
        ('base = "https://x/theme.toml"', 'theme.base takes "light" or "dark"'),
        ("fontFaces = [1]", "needs a `family` and a `url`"),
    ],
)
def test_a_value_is_nothing_but_a_value(config, write, text: str, said: str) -> None:
    write("app", f"[theme]\n{text}")
    with pytest.raises(ConfigError, match=re.escape(said)):
        theme(config)


def test_white_is_read_on_strong_colours(config, write) -> None:
    text = {}
    for color in ("#ff4b4b", "#ffd166", "#000", "#fff", "rebeccapurple"):
        write("app", f'[theme]\nbase = "dark"\nprimaryColor = "{color}"')
        text[color] = rules(theme(config).style)["dark"].rpartition(": ")[2]
    assert text == {
        "#ff4b4b": "#fff",
        "#ffd166": "#1a1c24",
        "#000": "#fff",
        "#fff": "#1a1c24",
        "rebeccapurple": "#fff",
    }
