"""The options of the caches; the configuration (`st.set_option`, config.toml) writes them here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Settings:
    """Options shared by all caches of the process."""

    hash_seed: int = 0
    """`runner.cacheHashSeed`: which rows and elements of big arguments are looked at."""

    background_ttl_multiplier: float = 2.0
    """`runner.cacheBackgroundRefreshTTLMultiplier`: an expired value is handed out until this many `ttl`s."""

    connection_ttl: float | None = None
    """`runner.connectionDefaultTTL`: seconds a connection is kept when `st.connection` has no `ttl`."""


settings = Settings()
