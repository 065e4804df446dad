from __future__ import annotations

import sqlite3
import sys

import pandas as pd
import pytest
from sqlalchemy import text

from jupyter_streamkit.connections import BaseConnection, SQLConnection, connection
from jupyter_streamkit.errors import MissingDependencyError, StreamlitAPIException


@pytest.fixture
def database(tmp_path, write_secrets):
    path = tmp_path / "my.db"
    with sqlite3.connect(path) as raw:
        raw.executescript("create table my_table (a, b); insert into my_table values (1, 'x'), (2, 'y')")
    raw.close()
    write_secrets(f'[connections.my_database]\nurl = "sqlite:///{path}"')
    return path


class Shelf(BaseConnection[dict]):
    closed = 0

    def _connect(self, **kwargs):
        return {**self._secrets, **kwargs}

    def items(self):
        return self._instance

    def close(self):
        Shelf.closed += 1


def test_the_example_of_the_documentation(database):
    conn = connection("my_database")
    df = conn.query("select * from my_table")
    pd.testing.assert_frame_equal(df, pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}))


def test_a_connection_is_made_once(database):
    assert connection("my_database") is connection("my_database")
    assert connection("my_database") is not connection("my_database", type="sql", echo=False)


def test_queries_are_cached_until_their_ttl(database):
    conn = connection("my_database")
    question = "select count(*) as n from my_table"
    assert conn.query(question).n[0] == 2
    with conn.session as session:
        session.execute(text("insert into my_table values (3, 'z')"))
        session.commit()
    assert conn.query(question).n[0] == 2
    assert conn.query(question, ttl=0).n[0] == 3


def test_parameters_and_index(database):
    conn = connection("my_database")
    df = conn.query("select * from my_table where a = :a", params={"a": 2}, index_col="a")
    assert df.to_dict() == {"b": {2: "y"}}


def test_the_ways_down_to_sqlalchemy(database):
    conn = connection("my_database")
    assert isinstance(conn, SQLConnection)
    assert (conn.driver, conn.engine.dialect.name) == ("pysqlite", "sqlite")
    with conn.connect() as raw:
        assert raw.execute(text("select 1")).scalar() == 1
    before = conn.engine
    conn.reset()
    assert conn.engine is not before


def test_the_url_in_parts_and_autocommit(tmp_path):
    path = tmp_path / "parts.db"
    conn = connection("parts", type="sql", dialect="sqlite", database=str(path), autocommit=True)
    with conn.connect() as raw:
        raw.execute(text("create table t (a)"))
        raw.execute(text("insert into t values (1)"))
    assert conn.query("select a from t").a.tolist() == [1]


def test_errors_of_the_database_come_through(database):
    with pytest.raises(pd.errors.DatabaseError, match="no such table"):
        connection("my_database").query("select * from no_table")


def test_own_connection_types(write_secrets):
    path = write_secrets('[connections.books]\ncolour = "red"')
    books = connection("books", type=Shelf, height=2)
    assert books.items() == {"colour": "red", "height": 2}
    path.write_text('[connections.books]\ncolour = "green"\nroom = 1')
    assert books.items() == {"colour": "green", "room": 1, "height": 2}
    before = Shelf.closed
    connection("books", type=Shelf, max_entries=1)
    connection("books", type=Shelf, max_entries=1, height=3)
    assert Shelf.closed == before + 2


def test_a_type_by_its_path():
    conn = connection("any", type="jupyter_streamkit.connections.SQLConnection", url="sqlite://")
    assert isinstance(conn, SQLConnection)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"name": "nothing"}, r"\[connections\.nothing\]"),
        ({"name": "nothing", "type": "sql"}, r"\[connections\.nothing\]"),
        ({"name": "nothing", "type": "tape"}, '"sql"'),
        ({"name": "nothing", "type": "no.such.Type"}, '"sql"'),
        ({"name": "nothing", "type": int}, "subclass of BaseConnection"),
    ],
)
def test_what_is_missing_is_explained(arguments, message):
    with pytest.raises(StreamlitAPIException, match=message):
        connection(**arguments)


def test_without_sqlalchemy_the_extra_is_named(monkeypatch):
    # The package is a test dependency; None makes the import fail as if it were not there.
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(
        MissingDependencyError, match=r"needs sqlalchemy: pip install 'jupyter-streamkit\[sql\]'"
    ):
        connection("my_database", type="sql", url="sqlite://")
