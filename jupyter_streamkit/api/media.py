"""Pictures."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
from PIL import Image, UnidentifiedImageError

from ..errors import StreamlitAPIException, StreamlitInvalidURLError, StreamlitValueError
from ..tree.blob import Blob
from ..tree.markup import markdown
from ..tree.node import Json
from .commands import Commands, choice, width_prop

ELEMENT = "image"
Format = Literal["JPEG", "PNG", "GIF", "auto"]
_URL = re.compile(r"(?:https?://|data:image/)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SHOWN = {
    "PNG": "png",
    "JPEG": "jpeg",
    "MPO": "jpeg",
    "GIF": "gif",
    "WEBP": "webp",
    "BMP": "bmp",
    "ICO": "x-icon",
    "AVIF": "avif",
}
"""What browsers show as it is, by Pillow's names."""
_PAINTED = {"1", "L", "P", "RGB"}


@dataclass(frozen=True, slots=True)
class Options:
    clamp: bool = False
    bgr: bool = False
    format: Format = "auto"


class MediaCommands(Commands):
    def image(
        self,
        image: Any,
        caption: Any = None,
        width: Literal["stretch", "content"] | int = "content",
        clamp: bool = False,
        channels: Literal["RGB", "BGR"] = "RGB",
        output_format: Format = "auto",
        *,
        use_container_width: bool | None = None,
        link: str | None = None,
        use_column_width: Literal["auto", "always", "never"] | bool | None = None,
        alt: Any = None,
    ) -> Self:
        """Show a picture, or several.

        Parameters
        ----------
        image
            A path, a URL (the browser fetches it), the bytes or the open file of a picture, text of an SVG,
            an image of Pillow, an array of shape (height, width), (height, width, 1), (height, width, 3) or
            (height, width, 4); or a list of such.
        caption
            Markdown below the picture; a list for several.
        width
            `"content"`: its own, up to the column's; `"stretch"`: the column's; or pixels.
        clamp
            Bring numbers of an array outside 0-255 (0.0-1.0 for floats) inside, instead of raising.
        channels
            The order of an array's colours: `"RGB"` or `"BGR"` (of OpenCV).
        output_format
            How arrays and images of Pillow travel: `"PNG"`, `"JPEG"`, `"GIF"`; `"auto"` is JPEG, and PNG for
            what is transparent.
        use_container_width
            Deprecated: True is `width="stretch"`, False is `width="content"`.
        link
            A URL that a click on the picture opens; for a single picture.
        use_column_width
            Deprecated: True and `"always"` are `width="stretch"`, the others `width="content"`.
        alt
            What a screen reader says of the picture; a list for several.

        Returns
        -------
        A handle.

        Raises
        ------
        StreamlitAPIException
            It is no picture, its numbers are out of range, or there are not as many captions as pictures.

        Examples
        --------
        >>> import numpy as np
        >>> import jupyter_streamkit as st
        >>> handle = st.image(np.random.default_rng(0).random((40, 60, 3)), caption="Noise", width=200)
        """
        choice("channels", channels, ("RGB", "BGR"))
        choice("output_format", output_format, ("JPEG", "PNG", "GIF", "auto"))
        if link is not None:
            check_link(link)
        options = Options(clamp, channels == "BGR", output_format)
        pictures = [Picture.of(entry, options) for entry in _listed(image)]
        if link is not None and len(pictures) != 1:
            raise StreamlitAPIException(f"`link` is for a single picture, and there are {len(pictures)}.")
        captions = _paired("captions", caption, len(pictures))
        alts = _paired("alternative texts", alt, len(pictures))
        images = [
            picture.props | _texts(text, other)
            for picture, text, other in zip(pictures, captions, alts, strict=True)
        ]
        props = {
            "images": images,
            "link": link,
            "width": _width(width, use_container_width, use_column_width),
        }
        blobs = tuple(picture.blob for picture in pictures if picture.blob is not None)
        return self._add(ELEMENT, props, blobs=blobs, raw={"captions": captions})


def check_link(link: str) -> None:
    """Raise StreamlitInvalidURLError for what may run code."""
    scheme = _SCHEME.match(link.strip())
    if scheme is not None and scheme[1].lower() not in ("http", "https", "mailto"):
        raise StreamlitInvalidURLError(
            f"`link={link!r}` is not accepted: write an address that begins with https://."
        )


def _width(width: Any, use_container_width: bool | None, use_column_width: bool | str | None) -> Json:
    if use_container_width is not None:
        return "stretch" if use_container_width else "content"
    if use_column_width is not None:
        return "stretch" if use_column_width in (True, "always") else "content"
    return width_prop(width)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on its way to the browser: bytes of a type, or an address."""

    url: str | None = None
    blob: Blob | None = None
    type: str = ""

    @classmethod
    def of(cls, image: Any, options: Options) -> Picture:  # noqa: PLR0911 - a line for each kind of picture
        if isinstance(image, str) and _URL.match(image):
            return cls(url=image)
        if isinstance(image, str) and "<svg" in image[:1000]:
            return cls(blob=Blob.of(image.encode()), type="svg+xml")
        if isinstance(image, (str, os.PathLike)):
            return cls.encoded(_read(Path(image)))
        if isinstance(image, (bytes, bytearray)):
            return cls.encoded(bytes(image))
        if isinstance(image, Image.Image):
            return cls.painted(image, options)
        if hasattr(image, "read"):
            return cls.encoded(_read_file(image))
        if hasattr(image, "__array__"):
            return cls.painted(_from_array(np.asarray(image), options), options)
        raise StreamlitAPIException(
            f"`st.image` cannot show {type(image).__name__}: hand over a path, a URL, bytes, an open file, "
            "an image of Pillow or an array."
        )

    @classmethod
    def encoded(cls, data: bytes) -> Picture:
        """Bytes of a file: as they are, if browsers know the format."""
        if b"<svg" in data[:1000]:
            return cls(blob=Blob.of(data), type="svg+xml")
        try:
            with Image.open(io.BytesIO(data)) as image:
                if image.format in _SHOWN:
                    return cls(blob=Blob.of(data), type=_SHOWN[image.format])
                return cls.painted(image, Options())
        except UnidentifiedImageError:
            raise StreamlitAPIException(
                f"`st.image` cannot read these {len(data)} bytes: they are of no known picture format."
            ) from None

    @classmethod
    def painted(cls, image: Image.Image, options: Options) -> Picture:
        opaque = image.mode in _PAINTED and "transparency" not in image.info
        kind = ("JPEG" if opaque else "PNG") if options.format == "auto" else options.format
        if (kind == "JPEG" and image.mode not in ("L", "RGB")) or (
            kind != "JPEG" and image.mode in ("CMYK", "YCbCr", "LAB", "HSV", "F")
        ):
            image = image.convert("RGB")
        file = io.BytesIO()
        image.save(file, kind, **({"quality": 95} if kind == "JPEG" else {}))
        return cls(blob=Blob.of(file.getvalue()), type=kind.lower())

    @property
    def props(self) -> dict[str, Json]:
        if self.blob is None:
            return {"url": self.url}
        return {"blob": self.blob.name, "mime": f"image/{self.type}"}


def _listed(image: Any) -> list[Any]:
    if isinstance(image, np.ndarray) and image.ndim == 4:
        return list(image)
    if isinstance(image, Iterable) and not isinstance(
        image, (str, bytes, bytearray, np.ndarray, Image.Image)
    ):
        return [image] if hasattr(image, "read") or hasattr(image, "__array__") else list(image)
    return [image]


def _paired(what: str, texts: Any, count: int) -> Sequence[Any]:
    if texts is None:
        return [None] * count
    listed = list(texts) if isinstance(texts, (list, tuple, np.ndarray)) else [texts]
    if len(listed) != count:
        raise StreamlitAPIException(
            f"There are {len(listed)} {what} for {count} pictures: give one for each."
        )
    return listed


def _texts(caption: Any, alt: Any) -> dict[str, Json]:
    texts: dict[str, Json] = {}
    if caption is not None:
        texts["caption_html"] = markdown(str(caption), inline=True)
        texts["alt"] = str(caption)
    return texts if alt is None else {**texts, "alt": str(alt)}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StreamlitAPIException(
            f"`st.image` cannot open {str(path)!r}: {error.strerror}. "
            f"A path is looked up from {str(Path.cwd())!r}."
        ) from error


def _read_file(file: Any) -> bytes:
    if hasattr(file, "seek"):
        file.seek(0)
    data = file.read()
    return data if isinstance(data, bytes) else str(data).encode()


def _from_array(array: np.ndarray[Any, Any], options: Options) -> Image.Image:
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim not in (2, 3):
        raise StreamlitValueError("image", ["an array of two or three dimensions"])
    if array.ndim == 3 and array.shape[2] not in (3, 4):
        raise StreamlitAPIException(
            f"A picture has 1, 3 or 4 numbers a pixel, and the array's shape is {array.shape}: "
            "the last dimension holds them."
        )
    if array.ndim == 3 and options.bgr:
        array = array[:, :, [2, 1, 0, *range(3, array.shape[2])]]
    return Image.fromarray(np.ascontiguousarray(_bytes(array, options.clamp)))


def _bytes(array: np.ndarray[Any, Any], clamp: bool) -> np.ndarray[Any, Any]:
    """The numbers from 0 to 255."""
    if array.dtype == np.uint8:
        return array
    if array.dtype == bool:
        return array.astype(np.uint8) * 255
    top: float = 1.0 if array.dtype.kind == "f" else 255
    if array.size and not clamp and (array.min() < 0 or array.max() > top):
        raise StreamlitAPIException(
            f"The picture's numbers go from {array.min()} to {array.max()}, beyond 0 to {top}: "
            "scale them, or write `clamp=True`."
        )
    clipped = np.clip(array, 0, top)
    pixels: np.ndarray[Any, Any] = (clipped * 255 if top == 1.0 else clipped).astype(np.uint8)
    return pixels
