"""Maps of pydeck (deck.gl)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal

from ..errors import StreamlitAPIException, StreamlitIncompatibleParametersError, StreamlitValueError
from ..runtime.widget import Widget
from ..tree.blob import Blob
from ..tree.node import Json
from .attributes import AttributeDict
from .charts import MAX_SELECTED, OnSelect, callback
from .commands import Commands, height_prop, width_prop

ELEMENT = "pydeck_chart"
MODES = ("single-object", "multi-object")
EMPTY: dict[str, Json] = {"indices": {}, "objects": {}}


class PydeckCommands(Commands):
    def pydeck_chart(
        self,
        pydeck_obj: Any = None,
        *,
        width: Literal["stretch", "content"] | int = "stretch",
        use_container_width: bool | None = None,
        height: Literal["stretch", "content"] | int = 500,
        selection_mode: str | Iterable[str] = "single-object",
        on_select: OnSelect = "ignore",
        key: str | int | None = None,
        alt: str | None = None,
    ) -> Any:
        """Draw a map of pydeck. It needs a browser with WebGL.

        Land and borders come with the package; base maps of others, which need the network, are not drawn.

        Parameters
        ----------
        pydeck_obj
            A `pydeck.Deck`; an empty map when None.
        width
            `"stretch"` or pixels.
        use_container_width
            Deprecated: True is `width="stretch"`.
        height
            `"stretch"` or pixels.
        selection_mode
            `"single-object"` or `"multi-object"`: how many objects can be selected at once.
        on_select
            `"ignore"`; `"rerun"`: a click on an object of a pickable layer runs the script again; or a
            callback, called before.
        key
            A name of its own; `st.session_state[key]` holds the selection.
        alt
            What a screen reader says of the map.

        Returns
        -------
        A handle; or, unless `on_select` is `"ignore"`, the state: `event.selection` has `indices` and
        `objects`, both by the id of the layer.

        Raises
        ------
        StreamlitAPIException
            It is no `pydeck.Deck`.

        Examples
        --------
        >>> import pydeck as pdk
        >>> import jupyter_streamkit as st
        >>> view = pdk.ViewState(latitude=59.9, longitude=10.8, zoom=5)
        >>> places = [{"position": [10.8, 59.9]}]
        >>> layer = pdk.Layer("ScatterplotLayer", places, get_position="position", get_radius=9000)
        >>> handle = st.pydeck_chart(pdk.Deck(layers=[layer], initial_view_state=view))
        """
        mode = _mode(selection_mode)
        spec = Blob.of(_json(pydeck_obj))
        props: dict[str, Json] = {
            "spec": spec.name,
            "alt": alt,
            "width": "stretch" if use_container_width else width_prop(width),
            "height": height_prop(height),
        }
        if on_select == "ignore":
            return self._add(ELEMENT, props, key=key, blobs=(spec,))
        widget = Widget(
            type=ELEMENT,
            default=EMPTY,
            decode=lambda value: AttributeDict({"selection": value}),
            encode=lambda state: state["selection"],
            check=_checked,
            key=None if key is None else str(key),
            identity={"spec": spec.name},
            bounds={"mode": mode},
            on_change=callback("on_select", on_select),
            settable=False,
        )
        return self._input(widget, props | {"mode": mode}, (spec,))


def _mode(given: str | Iterable[str]) -> str:
    modes = {given} if isinstance(given, str) else set(given)
    if not modes or modes - set(MODES):
        raise StreamlitValueError("selection_mode", [repr(mode) for mode in MODES])
    if len(modes) > 1:
        raise StreamlitIncompatibleParametersError("`selection_mode` takes one of its values, not both.")
    return modes.pop()


def _json(deck: Any) -> bytes:
    if deck is None:
        return json.dumps({"initialViewState": {"latitude": 20, "longitude": 0, "zoom": 1}}).encode()
    if not hasattr(deck, "to_json"):
        raise StreamlitAPIException(
            f"`st.pydeck_chart` draws a `pydeck.Deck`, not {type(deck).__name__}: "
            "write `st.pydeck_chart(pdk.Deck(layers=[...]))`."
        )
    spec = json.loads(deck.to_json())
    # Each Deck opens a widget of pydeck's own, which nobody would close.
    if (widget := getattr(deck, "deck_widget", None)) is not None:
        widget.close()
    tooltip = getattr(deck, "_tooltip", None)
    if tooltip is not None:
        spec["tooltip"] = tooltip
    return json.dumps(_named(spec), separators=(",", ":")).encode()


def _named(spec: dict[str, Json]) -> dict[str, Json]:
    """Give layers whose id pydeck made up their place for a name: equal maps are equal."""
    for index, layer in enumerate(spec.get("layers") or ()):
        if _is_random(layer.get("id")):
            layer["id"] = f"layer{index}"
    return spec


def _is_random(id: Json) -> bool:
    return not isinstance(id, str) or (len(id) == 36 and id.count("-") == 4)


def _checked(value: Json) -> Json:
    """What a browser may say of a selection."""
    if not isinstance(value, dict) or set(value) != set(EMPTY):
        raise ValueError(f"a selection has {sorted(EMPTY)}")
    for part in value.values():
        if not isinstance(part, dict) or any(
            not isinstance(entries, list) or len(entries) > MAX_SELECTED for entries in part.values()
        ):
            raise ValueError("a part of a selection has a list for each layer")
    return value
