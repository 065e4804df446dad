"""What the viewer's microphone and camera give: `st.audio_input`, `st.camera_input`."""

from __future__ import annotations

from typing import Literal

from jupyter_streamkit.errors import StreamlitValueError
from jupyter_streamkit.runtime.uploads import UploadedFile

from .commands import LabelVisibility
from .fields import Args, Kwargs, OnChange, field
from .files import FileCommands, rules_of

Resolution = Literal["480p", "720p", "1080p"]

RATES = (8000, 11025, 16000, 22050, 24000, 32000, 44100, 48000, None)
RESOLUTIONS = ("480p", "720p", "1080p", None)


class RecordingCommands(FileCommands):
    def audio_input(
        self,
        label: str,
        *,
        sample_rate: int | None = 16000,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        width: int | Literal["stretch"] = "stretch",
    ) -> UploadedFile | None:
        """Let the viewer record with the microphone, and listen to it.

        Browsers give the microphone only to pages that come by https or from localhost, and ask the viewer first.
        A recording may be as large as the option `server.maxUploadSize` says.

        Parameters
        ----------
        label
            What is to be recorded, as Markdown of one line.
        sample_rate
            In Hertz: 8000, 11025, 16000, 22050, 24000, 32000, 44100 or 48000; None: what the browser records with.
        key
            Its identity; the recording stands in `st.session_state` under it. It cannot be set there.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        disabled
            True: it shows, but records nothing.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        width
            `"stretch"` or pixels.

        Returns
        -------
        An `UploadedFile` with WAV, one channel of 16 bits; None while there is no recording.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> said = st.audio_input("Say something")
        >>> if said is not None:
        ...     st.text(f"{said.size} bytes")
        """
        check_rate("sample_rate", sample_rate)
        asked = field(
            "audio_input",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
        )
        rules = rules_of(False, False, "wav", None)
        given: UploadedFile | None = self._take_files(asked, rules, sample_rate=sample_rate)
        return given

    def camera_input(
        self,
        label: str,
        key: str | int | None = None,
        help: str | None = None,
        on_change: OnChange = "rerun",
        args: Args = None,
        kwargs: Kwargs = None,
        *,
        disabled: bool = False,
        label_visibility: LabelVisibility = "visible",
        resolution: Resolution | None = None,
        width: int | Literal["stretch"] = "stretch",
    ) -> UploadedFile | None:
        """Show what the viewer's camera sees, and let the viewer take a photo.

        Browsers give the camera only to pages that come by https or from localhost, and ask the viewer first, as
        soon as it shows: put it behind a checkbox or `disabled` where it is not always wanted.

        Parameters
        ----------
        label
            What is to be photographed, as Markdown of one line.
        key
            Its identity; the photo stands in `st.session_state` under it. It cannot be set there.
        help
            Markdown that shows at the question mark.
        on_change, args, kwargs
            A function called before the run that a change causes, and its arguments; with `"ignore"` a change
            waits for the next run.
        disabled
            True: it shows, but does not ask for the camera.
        label_visibility
            `"visible"`, `"hidden"` (its place stays) or `"collapsed"`.
        resolution
            Lines of the photo, `"480p"`, `"720p"` or `"1080p"`, as near as the camera comes to it; None: as wide as
            it shows on the page.
        width
            `"stretch"` or pixels.

        Returns
        -------
        An `UploadedFile` with a JPEG; None while there is no photo.

        Raises
        ------
        StreamlitAPIException
            A parameter has a value that is not accepted.

        Examples
        --------
        >>> import jupyter_streamkit as st
        >>> photo = st.camera_input("Your plant")
        >>> if photo is not None:
        ...     st.image(photo)
        """
        if resolution not in RESOLUTIONS:
            raise StreamlitValueError("resolution", [repr(each) for each in RESOLUTIONS])
        asked = field(
            "camera_input",
            label,
            key=key,
            help=help,
            on_change=on_change,
            args=args,
            kwargs=kwargs,
            disabled=disabled,
            label_visibility=label_visibility,
            width=width,
        )
        rules = rules_of(False, False, "jpg", None)
        given: UploadedFile | None = self._take_files(asked, rules, resolution=resolution)
        return given


def check_rate(parameter: str, rate: object) -> None:
    """Raise StreamlitValueError when nothing is recorded with that rate."""
    if rate not in RATES:
        raise StreamlitValueError(parameter, [str(each) for each in RATES])
