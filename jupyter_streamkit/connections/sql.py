"""Connections to SQL databases, through SQLAlchemy."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from jupyter_streamkit.caching import cache_data
from jupyter_streamkit.connections.base import BaseConnection
from jupyter_streamkit.errors import MissingDependencyError, StreamlitAPIException

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy.engine import URL, Connection, Engine
    from sqlalchemy.orm import Session

_URL_PARTS = ("username", "password", "host", "port", "database", "query")


class SQLConnection(BaseConnection["Engine"]):
    """A connection to a SQL database.

    Its parameters come from `[connections.<name>]` of secrets.toml and from the keyword arguments of
    `st.connection`, which count more: `url`, or `dialect`, `driver`, `username`, `password`, `host`, `port`,
    `database`, `query`; `autocommit` (default False); anything else goes to `sqlalchemy.create_engine`.

    Examples
    --------
    >>> from jupyter_streamkit.connections import connection
    >>> numbers = connection("numbers", type="sql", url="sqlite://")
    >>> int(numbers.query("select 6 * 7 as answer")["answer"][0])
    42

    """

    def _connect(self, autocommit: bool = False, **kwargs: Any) -> Engine:
        try:
            import sqlalchemy
        except ImportError as error:
            raise MissingDependencyError("st.connection(type='sql')", "sqlalchemy", "sql") from error
        parameters = {**self._secrets.to_dict(), **kwargs}
        parameters.pop("type", None)
        autocommit = parameters.pop("autocommit", autocommit)
        url = self._url(parameters)
        options = {**parameters.pop("create_engine_kwargs", {}), **parameters}
        engine = sqlalchemy.create_engine(url, **options)
        return engine.execution_options(isolation_level="AUTOCOMMIT") if autocommit else engine

    def _url(self, parameters: dict[str, Any]) -> URL:
        """Take the parts of the URL out of the parameters."""
        from sqlalchemy.engine import URL, make_url

        if "url" in parameters:
            return make_url(parameters.pop("url"))
        dialect, driver = parameters.pop("dialect", None), parameters.pop("driver", None)
        if dialect is None:
            raise StreamlitAPIException(
                f"The connection {self._connection_name!r} has no database: write "
                f'`url = "sqlite:///my.db"` under `[connections.{self._connection_name}]` in '
                ".streamlit/secrets.toml, "
                "or pass `url=` to st.connection."
            )
        parts = {name: parameters.pop(name) for name in _URL_PARTS if name in parameters}
        return URL.create(f"{dialect}+{driver}" if driver else dialect, **parts)

    def query(
        self,
        sql: str,
        *,
        show_spinner: bool | str = "Running `sql.query(...)`.",
        ttl: float | timedelta | None = None,
        index_col: str | list[str] | None = None,
        chunksize: int | None = None,
        params: Any | None = None,
        **kwargs: Any,
    ) -> pd.DataFrame:
        """Run a query that only reads, and keep its result as `st.cache_data` does.

        If the database has dropped the connection, it connects again and repeats the query once.

        Parameters
        ----------
        sql
            The query; parameters are written `:name`.
        show_spinner
            Show a spinner while it runs, none, or one with this text.
        ttl
            Seconds (or a `timedelta`) for which the result is good. None (default): for ever.
        index_col
            The column or columns that become the index. None (default): none.
        chunksize
            Handed to `pandas.read_sql`; its iterators cannot be cached, so this raises.
        params
            The values of the parameters.
        **kwargs
            Handed to `pandas.read_sql`.

        Returns
        -------
        A data frame, the caller's own.

        Raises
        ------
        UnserializableReturnValueError
            `chunksize` was given.
        pandas.errors.DatabaseError, sqlalchemy.exc.SQLAlchemyError
            The query failed.

        Examples
        --------
        >>> from jupyter_streamkit.connections import connection
        >>> numbers = connection("numbers", type="sql", url="sqlite://")
        >>> row = numbers.query("select :n + 1 as n", params={"n": 2}, ttl=600)
        >>> int(row["n"][0])
        3

        """

        def query(sql: str, **options: Any) -> pd.DataFrame:
            try:
                return self._read(sql, options)
            except Exception as error:
                if not _is_disconnect(error):
                    raise
                self.reset()
                return self._read(sql, options)

        # Each connection and each ttl has a cache of its own.
        query.__qualname__ = f"SQLConnection.query {self._connection_name} {self._instance.url!r} {ttl}"
        cached = cache_data(show_spinner=show_spinner, ttl=ttl)(query)
        options = {"index_col": index_col, "chunksize": chunksize, "params": params, **kwargs}
        return cached(sql, **options)

    def _read(self, sql: str, options: dict[str, Any]) -> pd.DataFrame:
        import pandas as pd
        from sqlalchemy import text

        with self._instance.connect() as connection:
            return cast("pd.DataFrame", pd.read_sql(text(sql), connection, **options))

    def connect(self) -> Connection:
        """A SQLAlchemy connection, to be closed by the caller: `with conn.connect() as connection: ...`."""
        return self._instance.connect()

    def close(self) -> None:
        """Close the pooled connections."""
        if self._raw_instance is not None:
            self._raw_instance.dispose()
        self.reset()

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine."""
        return self._instance

    @property
    def driver(self) -> str:
        """The name of the database driver, such as `"pysqlite"`."""
        return self._instance.driver

    @property
    def session(self) -> Session:
        """A new SQLAlchemy session, for writing: `with conn.session as session: ...`."""
        from sqlalchemy.orm import Session

        return Session(self._instance)


def _is_disconnect(error: BaseException | None) -> bool:
    """Whether the database had gone; pandas wraps the error of SQLAlchemy in one of its own."""
    while error is not None:
        if getattr(error, "connection_invalidated", False):
            return True
        error = error.__cause__
    return False
