"""The options of one section of the theme as rules: what stands inside the app, and its declarations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .errors import ConfigError

Options = Mapping[str, Any]
Rules = dict[str, dict[str, str]]

PALETTE = ("red", "orange", "yellow", "green", "blue", "violet", "gray")
RADII = {"none": "0rem", "small": "0.35rem", "medium": "0.5rem", "large": "1rem", "full": "1.4rem"}
FAMILIES = {
    "sans-serif": '"Source Sans", sans-serif',
    "serif": '"Source Serif", Georgia, serif',
    "monospace": '"Source Code", monospace',
}
PROPERTIES = {
    "primaryColor": "--st-primary-color",
    "backgroundColor": "--st-background-color",
    "secondaryBackgroundColor": "--st-secondary-background-color",
    "textColor": "--st-text-color",
    "linkColor": "--st-link-color",
    "borderColor": "--st-border-color",
    "dataframeBorderColor": "--st-table-border-color",
    "dataframeHeaderBackgroundColor": "--st-table-header-color",
    "dataframeHeaderTextColor": "--st-table-header-text-color",
    **{f"{color}Color": f"--st-{color}" for color in PALETTE},
    **{f"{color}BackgroundColor": f"--st-{color}-background" for color in PALETTE},
    **{f"{color}TextColor": f"--st-{color}-text" for color in PALETTE},
}
CHARTS = {
    "chartCategoricalColors": "--st-chart-categories",
    "chartSequentialColors": "--st-chart-sequence",
    "chartDivergingColors": "--st-chart-diverging",
}
SIDEBAR = " .stSidebar"
REMADE = {
    "--st-border-color",
    "--st-border-color-light",
    *(name for name in PROPERTIES.values() if name.startswith("--st-table-")),
}
"""What `style/theme.css` makes anew for the sidebar."""
MAIN = " .stMain"
"""What holds for the main part alone: the sizes of headings are not the sidebar's."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def is_color(name: str) -> bool:
    """Whether an option is of the light or of the dark look, not of both."""
    return name.endswith(("Color", "Colors"))


def rules(options: Options) -> Rules:
    """The rules of an app."""
    made: Rules = {"": {**_colors(options), **_fonts(options), **_shapes(options)}, **_headings(options)}
    made[" code"] = _code(options)
    made[" .stMetricValue"] = _plain(
        options, {"metricValueFontSize": "font-size", "metricValueFontWeight": "font-weight"}
    )
    made[" .stMarkdownContainer a"] = _underline(options)
    made[" .stMainBlockContainer"] = _plain(
        options, {"paddingTop": "padding-top", "paddingBottom": "padding-bottom"}
    )
    has_color = "borderColor" in options
    if options.get("showWidgetBorder", has_color):
        made[" .st-field:not(:focus-within, .st-field-open, .st-field-invalid)"] = {
            "border-color": "var(--st-border-color)"
        }
    made[SIDEBAR] = {name: value for name, value in made[""].items() if name in REMADE}
    if options.get("showSidebarBorder", has_color):
        made[SIDEBAR]["border-inline-end"] = "1px solid var(--st-border-color)"
    return {inside: declarations for inside, declarations in made.items() if declarations}


def sidebar_rules(options: Options, main: Options) -> Rules:
    """The rules of the sidebar: until it has its own, its backgrounds are those of the main part, turned round."""
    if not options:
        return {}
    turned = {"backgroundColor": "secondaryBackgroundColor", "secondaryBackgroundColor": "backgroundColor"}
    told = {name: main[other] for name, other in turned.items() if other in main} | dict(options)
    parts = {inside: each for inside, each in rules(told).items() if inside != SIDEBAR}
    made = {f"{SIDEBAR}{inside.replace(MAIN, '')}": each for inside, each in parts.items()}
    own = made.setdefault(SIDEBAR, {})
    own |= {"color": "var(--st-text-color)", "font-family": "var(--st-font)"}
    if "backgroundColor" in told:
        own["background"] = "var(--st-background-color)"
    if "secondaryBackgroundColor" in told:
        made[f"{SIDEBAR} .st-field"] = {"background": "var(--st-secondary-background-color)"}
    return made


def faces(options: Options) -> Iterator[str]:
    """The fonts that the author brings: style sheets at an address, and files."""
    for name in ("font", "headingFont", "codeFont"):
        for family in _families(options.get(name)):
            if address := _address(family):
                yield f'@import url("{_value(name, address)}");'
    for face in options.get("fontFaces") or ():
        yield _face(face)


def is_dark(color: str) -> bool:
    """Whether a colour `#rgb` or `#rrggbb` is a dark one; of others nothing is known."""
    digits = re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", color.strip().lower())
    if digits is None:
        return False
    width = len(digits[1]) // 3
    red, green, blue = (int(digits[1][i * width : (i + 1) * width] * (3 - width), 16) for i in range(3))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128


def _colors(options: Options) -> dict[str, str]:
    made = {PROPERTIES[name]: _value(name, told) for name, told in options.items() if name in PROPERTIES}
    for color in PALETTE:
        if f"{color}Color" in options:
            made.setdefault(
                f"--st-{color}-text", f"color-mix(in srgb, var(--st-{color}) 85%, var(--st-text-color))"
            )
    if "borderColor" in options:
        made["--st-border-color-light"] = "color-mix(in srgb, var(--st-border-color) 60%, transparent)"
    if "primaryColor" in options:
        made["--st-primary-text-color"] = "#fff" if _is_strong(str(options["primaryColor"])) else "#1a1c24"
    for name in CHARTS.keys() & options.keys():
        made[CHARTS[name]] = ", ".join(_value(name, color) for color in options[name])
    return made


def _is_strong(color: str) -> bool:
    """Whether white can be read on it; a colour that is not in hexadecimal is taken for one."""
    return (
        not re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", color.strip().lower())
        or is_dark(color)
        or (is_dark(_darker(color)))
    )


def _darker(color: str) -> str:
    digits = color.strip().removeprefix("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else re.findall("..", digits)
    return "#" + "".join(f"{int(int(pair, 16) * 0.72):02x}" for pair in pairs)


def _fonts(options: Options) -> dict[str, str]:
    names = {"font": "--st-font", "headingFont": "--st-heading-font", "codeFont": "--st-code-font"}
    made = {names[name]: _stack(name, options[name]) for name in names if name in options}
    if "baseFontSize" in options:
        made["--st-base-font-size"] = f"{options['baseFontSize']}px"
    return made | _plain(options, {"baseFontWeight": "font-weight"})


def _shapes(options: Options) -> dict[str, str]:
    names = {"baseRadius": "--st-radius", "buttonRadius": "--st-button-radius"}
    return {
        names[name]: RADII.get(options[name]) or _length(name, options[name])
        for name in names
        if name in options
    }


def _headings(options: Options) -> Rules:
    made: Rules = {f"{MAIN} {heading}": {} for heading in HEADINGS}
    for name, declares in (("headingFontSizes", "font-size"), ("headingFontWeights", "font-weight")):
        told = options.get(name, [])
        for heading, value in zip(HEADINGS, told if isinstance(told, list) else [told] * 6, strict=False):
            made[f"{MAIN} {heading}"][declares] = (
                _length(name, value) if declares == "font-size" else _value(name, value)
            )
    return made


def _code(options: Options) -> dict[str, str]:
    names = {
        "codeTextColor": "color",
        "codeBackgroundColor": "background",
        "codeFontSize": "font-size",
        "codeFontWeight": "font-weight",
    }
    return _plain(options, names)


def _underline(options: Options) -> dict[str, str]:
    if "linkUnderline" not in options:
        return {}
    return {"text-decoration": "underline" if options["linkUnderline"] else "none"}


def _plain(options: Options, names: Mapping[str, str]) -> dict[str, str]:
    return {
        declares: _length(name, options[name])
        if declares.startswith(("font-size", "padding"))
        else _value(name, options[name])
        for name, declares in names.items()
        if name in options
    }


def _length(name: str, value: object) -> str:
    """A length; a bare number is one of pixels."""
    text = _value(name, value)
    return f"{text}px" if re.fullmatch(r"\d*\.?\d+", text) else text


def _stack(name: str, fonts: str) -> str:
    """Families as a style sheet has them."""
    known = (FAMILIES.get(family) or f'"{_value(name, _family(family))}"' for family in _families(fonts))
    return ", ".join(known)


def _families(fonts: str | None) -> list[str]:
    return [family.strip() for family in re.split(r",(?![^:]*//)", fonts or "") if family.strip()]


def _family(told: str) -> str:
    return told.partition(":http")[0].strip("'\" ")


def _address(told: str) -> str:
    return "http" + told.partition(":http")[2] if ":http" in told else ""


def _face(face: Any) -> str:
    if not isinstance(face, Mapping) or not {"family", "url"} <= face.keys():
        raise ConfigError("Each of theme.fontFaces needs a `family` and a `url`.")
    told = {
        "font-family": f'"{_value("theme.fontFaces", face["family"])}"',
        "src": f'url("{_value("theme.fontFaces", face["url"])}")',
        "font-weight": face.get("weight"),
        "font-style": face.get("style"),
        "unicode-range": face.get("unicodeRange"),
        "font-display": "swap",
    }
    lines = "; ".join(
        f"{name}: {value if name in ('font-family', 'src') else _value('theme.fontFaces', value)}"
        for name, value in told.items()
        if value is not None
    )
    return f"@font-face {{ {lines} }}"


def _value(name: str, value: object) -> str:
    """A value that can only be a value: it ends no declaration and begins no tag."""
    text = str(value).strip()
    if not text or re.search(r"[;{}<>\\\"]", text):
        raise ConfigError(f"theme.{name.removeprefix('theme.')} cannot be {value!r}.")
    return text
