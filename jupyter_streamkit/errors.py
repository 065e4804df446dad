"""The exceptions that the commands raise.

A message says what went wrong and what to write instead; it may use Markdown.
"""

from __future__ import annotations


class Error(Exception):
    """Base of all exceptions of the package."""


class StreamlitAPIException(Error):
    """A command was used in a wrong way."""


class NoSessionContext(Error):
    """A command that needs a session was called outside an app."""


class DuplicateWidgetID(StreamlitAPIException):
    """Two elements of one run share an identity."""


class StreamlitDuplicateElementId(DuplicateWidgetID):
    """Two equal widgets have no key that tells them apart."""


class StreamlitDuplicateElementKey(DuplicateWidgetID):
    """Two elements have the same key."""


class StreamlitWidgetAlreadyInstantiatedError(StreamlitAPIException):
    """The state of a widget was set after the widget was made."""


class StreamlitValueAssignmentNotAllowedError(StreamlitAPIException):
    """The state of a button or a file uploader was set."""


class StreamlitInvalidFormCallbackError(StreamlitAPIException):
    """An input in a form, which is no submit button, has a callback."""


class FragmentHandledException(Exception):
    """An exception ended a fragment, whose area shows it already."""


class FragmentStorageKeyError(Error, KeyError):
    """A fragment is asked for that the page does not have."""


class StreamlitValueError(StreamlitAPIException):
    """A value is not one of the accepted ones."""

    def __init__(self, parameter: str, accepted: list[str], *given: object) -> None:
        wrong = f"`{parameter}={given[0]!r}` is not accepted" if given else f"Invalid `{parameter}`"
        super().__init__(f"{wrong}: write one of {', '.join(accepted)}.")


class StreamlitInvalidParameterTypeError(StreamlitAPIException):
    """A parameter has a wrong type."""


class StreamlitMissingRequiredParameterError(StreamlitAPIException):
    """A parameter is missing."""


class StreamlitIncompatibleParametersError(StreamlitAPIException):
    """Two parameters exclude each other."""


class StreamlitInvalidWidthError(StreamlitAPIException):
    """A width is neither `"stretch"`, `"content"` nor a positive number of pixels."""


class StreamlitInvalidHeightError(StreamlitAPIException):
    """A height is neither `"stretch"`, `"content"` nor a positive number of pixels."""


class StreamlitInvalidColumnSpecError(StreamlitAPIException):
    """The widths of columns are wrong."""


class StreamlitInvalidColorError(StreamlitAPIException):
    """A colour cannot be read."""


class StreamlitInvalidNumberFormatError(StreamlitAPIException):
    """A number format cannot be read."""


class StreamlitInvalidMinMaxError(StreamlitAPIException):
    """A minimum lies above its maximum."""


class StreamlitMixedNumericTypesError(StreamlitAPIException):
    """An input mixes int and float."""


class StreamlitJSNumberBoundsError(StreamlitAPIException):
    """A number is beyond what a browser can hold exactly."""


class StreamlitValueBelowMinError(StreamlitAPIException):
    """A value lies below its minimum."""


class StreamlitValueAboveMaxError(StreamlitAPIException):
    """A value lies above its maximum."""


class StreamlitValueOutOfRangeError(StreamlitAPIException):
    """A value lies outside a closed interval."""


class StreamlitDefaultNotInOptionsError(StreamlitAPIException):
    """A default is not one of the options."""


class StreamlitSelectionCountExceedsMaxError(StreamlitAPIException):
    """There are more defaults than selections allowed."""


class StreamlitInvalidLayoutContextError(StreamlitAPIException):
    """A command stands where it is not allowed."""


class StreamlitBadTimeStringError(StreamlitAPIException):
    """A duration text cannot be read."""


class StreamlitInvalidURLError(StreamlitAPIException):
    """A URL cannot be read."""


class StreamlitDataframeConversionError(StreamlitAPIException):
    """A value cannot become a table."""


class StreamlitQueryParamDictValueError(StreamlitAPIException):
    """A query parameter was set to a dictionary."""


class StreamlitAuthError(StreamlitAPIException):
    """Nobody can sign in or out here."""


class StreamlitPageNotFoundError(StreamlitAPIException):
    """A page does not exist."""


class StreamlitSecretNotFoundError(Error, FileNotFoundError):
    """A secret is missing, or its file cannot be read."""


class UnserializableSessionStateError(StreamlitAPIException):
    """A value of the session state cannot be pickled."""


class MissingDependencyError(StreamlitAPIException, ImportError):
    """A command needs a package of an optional extra."""

    def __init__(self, command: str, package: str, extra: str) -> None:
        super().__init__(f"{command} needs {package}: pip install 'jupyter-streamkit[{extra}]'")


class StreamlitMissingAuthlibError(StreamlitAuthError, MissingDependencyError):
    """Signing in needs a package that is not installed."""

    def __init__(self) -> None:
        super().__init__("Signing in with `[auth]` of secrets.toml", "Authlib", "auth")
