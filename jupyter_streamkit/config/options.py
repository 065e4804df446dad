"""The options: their names, defaults and values.

They are Streamlit's. Those that mean nothing here are known, so that an app may ask for them, and change nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Value = Any


@dataclass(frozen=True, slots=True)
class Option:
    """One option."""

    key: str
    kind: str
    """What it takes: a name of `KINDS`, or the accepted words, joined by `|`."""
    default: Value = None
    help: str = ""
    """What it does here; empty where it changes nothing."""
    scriptable: bool = False
    """Whether a running script may set it."""

    variable: str = field(init=False)
    """The environment variable that sets it."""

    def __post_init__(self) -> None:
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", self.key.replace(".", "_"))
        object.__setattr__(self, "variable", f"STREAMLIT_{words.upper()}")

    @property
    def accepted(self) -> str:
        """What it takes, in words."""
        if self.kind in KINDS:
            return KINDS[self.kind]
        return "one of " + ", ".join(f'"{word}"' for word in self.kind.split("|"))

    def check(self, value: Value) -> Value:
        """The value as it is used; raises ValueError."""
        if not self._fits(value):
            raise ValueError(f"{self.key} takes {self.accepted}, not {value!r}")
        return float(value) if self.kind == "number" else value

    def read(self, text: str) -> Value:
        """The value of a text of the environment or the command line; raises ValueError."""
        return self.check(_read(self.kind, text))

    def _fits(self, value: Value) -> bool:
        if self.kind in _CHECKS:
            return _CHECKS[self.kind](value)
        return (str(value).lower() if isinstance(value, bool) else value) in self.kind.split("|")


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


_CHECKS: Mapping[str, Callable[[Value], bool]] = {
    "bool": lambda value: isinstance(value, bool),
    "int": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": _is_number,
    "text": lambda value: isinstance(value, str),
    "texts": lambda value: isinstance(value, list) and all(isinstance(each, str) for each in value),
    "any": lambda value: True,
}
KINDS = {
    "bool": "true or false",
    "int": "a whole number",
    "number": "a number",
    "text": "a text",
    "texts": "a list of texts",
    "any": "anything",
}


def _read(kind: str, text: str) -> Value:
    match kind:
        case "bool" if text.lower() in ("true", "1", "yes", "on", "false", "0", "no", "off"):
            return text.lower() in ("true", "1", "yes", "on")
        case "int" if re.fullmatch(r"[+-]?\d+", text.strip()):
            return int(text)
        case "number" if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", text.strip(), re.IGNORECASE):
            return float(text)
        case "texts":
            return [each.strip() for each in text.split(",") if each.strip()]
    return text


_DETAILS = "full|stacktrace|type|none|true|false"

_OPTIONS = (
    Option("client.showErrorDetails", _DETAILS, "full", "what viewers see of an error that ends a run", True),
    Option(
        "client.toolbarMode",
        "auto|developer|viewer|minimal",
        "auto",
        'what the app\'s menu offers; "auto": rerun and clear cache only at localhost and in notebooks',
        True,
    ),
    Option("client.showSidebarNavigation", "bool", True, "a menu for the pages of the folder `pages`", True),
    Option("client.disableDataExport", "bool", False, scriptable=True),
    Option("client.showErrorLinks", "auto|true|false", "auto"),
    Option("runner.magicEnabled", "bool", True, "a value on a line of its own is shown"),
    Option("runner.cacheHashSeed", "int", 0, "which rows of big arguments caches look at"),
    Option(
        "runner.cacheBackgroundRefreshTTLMultiplier",
        "number",
        2.0,
        "how many times its `ttl` a cached value is handed out while a new one is computed",
    ),
    Option("runner.connectionDefaultTTL", "number", None, "seconds that a connection without `ttl` is kept"),
    Option("runner.fastReruns", "bool", True),
    Option("runner.enforceSerializableSessionState", "bool", False),
    Option("runner.enumCoercion", "off|nameOnly|nameAndValue", "nameOnly"),
    Option("runner.parallelMaxWorkers", "int"),
    Option("server.port", "int", 8501, "port of `streamkit run`; the next free one, unless it is set"),
    Option("server.address", "text", None, "address to listen on; by default this machine only"),
    Option("server.baseUrlPath", "text", "", "path in front of all addresses"),
    Option("server.headless", "bool", None, "no browser opens; by default so where there is no display"),
    Option("server.runOnSave", "bool", False, "run again as soon as a file of the app is saved"),
    Option(
        "server.fileWatcherType", "auto|watchdog|poll|none", "auto", '"none": saved files are not looked for'
    ),
    Option("server.folderWatchList", "texts", []),
    Option("server.folderWatchBlacklist", "texts", []),
    Option("server.sslCertFile", "text", None, "certificate, for https"),
    Option("server.sslKeyFile", "text", None, "key of the certificate"),
    Option("server.disconnectedSessionTTL", "int", 120, "seconds that a session waits for its viewer"),
    Option("server.maxUploadSize", "int", 200, "megabytes of a file that is uploaded"),
    Option("server.maxMessageSize", "int", 200),
    Option(
        "server.enableStaticServing",
        "bool",
        False,
        "serve the folder `static` beside the app, as `app/static`",
    ),
    Option(
        "server.maxCacheDataSize",
        "any",
        None,
        'what viewers of published apps may share of `cache_data`: bytes or "2GB"; by default a tenth of the disk',
    ),
    Option("server.enableExpensiveMemoryStats", "bool", False),
    Option("server.cookieSecret", "text"),
    Option("server.showEmailPrompt", "bool", True),
    Option("server.enableCORS", "bool", True),
    Option("server.corsAllowedOrigins", "texts", []),
    Option("server.allowedHosts", "texts", []),
    Option("server.enableXsrfProtection", "bool", True),
    Option("server.xsrfCookieSameSite", "lax|strict|none", "lax"),
    Option("server.enableWebsocketCompression", "bool", False),
    Option("server.websocketPingInterval", "int"),
    Option("server.enableAgentApi", "bool", False),
    Option("server.agentWaitTimeout", "int", 30),
    Option("server.agentSessionTTL", "int", 900),
    Option("server.agentMaxSessions", "int", 100),
    Option("server.agentPreviewRows", "int", 100),
    Option("browser.serverAddress", "text", "localhost", "name of the server in the address that is shown"),
    Option("browser.serverPort", "int", None, "port in the address that is shown; by default `server.port`"),
    Option("browser.gatherUsageStats", "bool", True),
    Option("logger.level", "error|warning|info|debug", "info", "what the server tells in its log"),
    Option("logger.messageFormat", "text", "%(asctime)s %(message)s"),
    Option("global.disableWidgetStateDuplicationWarning", "bool", False),
    Option("global.showWarningOnDirectExecution", "bool", True),
    Option("secrets.files", "texts", []),
)

_COLORS = ("red", "orange", "yellow", "blue", "green", "violet", "gray")
THEME = {
    "primaryColor": "text",
    "backgroundColor": "text",
    "secondaryBackgroundColor": "text",
    "textColor": "text",
    **{f"{color}{part}": "text" for part in ("Color", "BackgroundColor", "TextColor") for color in _COLORS},
    "linkColor": "text",
    "linkUnderline": "bool",
    "codeTextColor": "text",
    "codeBackgroundColor": "text",
    "font": "text",
    "headingFont": "text",
    "headingFontSizes": "any",
    "headingFontWeights": "any",
    "codeFont": "text",
    "codeFontSize": "any",
    "codeFontWeight": "int",
    "baseRadius": "text",
    "buttonRadius": "text",
    "paddingTop": "text",
    "paddingBottom": "text",
    "borderColor": "text",
    "dataframeBorderColor": "text",
    "dataframeHeaderBackgroundColor": "text",
    "dataframeHeaderTextColor": "text",
    "showWidgetBorder": "bool",
    "chartCategoricalColors": "texts",
    "chartSequentialColors": "texts",
    "chartDivergingColors": "texts",
}
"""The options of all sections of the theme."""

_THEME_ONLY = {
    "base": "text",
    "fontFaces": "any",
    "baseFontSize": "int",
    "baseFontWeight": "int",
    "metricValueFontSize": "text",
    "metricValueFontWeight": "int",
    "showSidebarBorder": "bool",
}

SECTIONS = (
    "theme",
    "theme.sidebar",
    "theme.light",
    "theme.dark",
    "theme.light.sidebar",
    "theme.dark.sidebar",
)


def _theme() -> Iterator[Option]:
    for section in SECTIONS:
        names = THEME | _THEME_ONLY if section == "theme" else THEME
        about = "for the look of the app" if section == "theme" else ""
        yield from (Option(f"{section}.{name}", kind, help=about) for name, kind in names.items())


OPTIONS: Mapping[str, Option] = {option.key: option for option in (*_OPTIONS, *_theme())}
