from __future__ import annotations

import os

import pytest

from jupyter_streamkit.connections import Secrets
from jupyter_streamkit.errors import StreamlitSecretNotFoundError


def test_secrets_are_read_by_key_and_by_attribute(write_secrets):
    write_secrets('top = "x"\n[db]\nuser = "u"\nnested = {a = 1}\nitems = [1, 2]')
    secrets = Secrets()
    assert (secrets["top"], secrets.top, secrets["db"]["user"], secrets.db.user) == ("x", "x", "u", "u")
    assert (secrets.db.nested.a, secrets.db["items"], list(secrets), len(secrets)) == (
        1,
        [1, 2],
        ["top", "db"],
        2,
    )
    assert ("db" in secrets, secrets.has_key("nothing"), secrets.get("nothing", 3)) == (True, False, 3)
    assert secrets.to_dict() == {"top": "x", "db": {"user": "u", "nested": {"a": 1}, "items": [1, 2]}}
    assert list(secrets.keys()) == ["top", "db"]
    assert dict(secrets.items())["db"] == secrets.db.to_dict()
    assert os.environ["top"] == "x"  # noqa: SIM112 - named as in the file
    assert "x" not in repr(secrets)


def test_the_folder_of_the_notebook_comes_before_the_home_folder(write_secrets, tmp_path):
    write_secrets('a = "home"\nb = "home"', tmp_path / "home")
    write_secrets('a = "here"')
    assert Secrets().to_dict() == {"a": "here", "b": "home"}


def test_a_changed_file_is_read_again(write_secrets):
    path = write_secrets('a = "old"')
    secrets = Secrets()
    assert secrets.a == "old"
    path.write_text('a = "new"')
    os.utime(path, ns=(1, 1))
    assert secrets.a == "new"


def test_without_a_file_the_error_names_the_files_searched(tmp_path):
    secrets = Secrets()
    assert not secrets.load_if_toml_exists()
    with pytest.raises(StreamlitSecretNotFoundError) as raised:
        secrets["a"]
    for folder in ("here", "home"):
        assert str(tmp_path / folder / ".streamlit" / "secrets.toml") in str(raised.value)
    with pytest.raises(AttributeError, match=r"secrets\.toml"):
        secrets.a  # noqa: B018 - the error is what is tested


def test_an_absent_secret_and_a_broken_file_are_explained(write_secrets):
    path = write_secrets("[db]\nuser = 1")
    secrets = Secrets()
    with pytest.raises(KeyError, match=r"st.secrets.db has no key 'name'"):
        secrets["db"]["name"]
    with pytest.raises(AttributeError, match=r"st.secrets has no key 'name'"):
        secrets.name  # noqa: B018
    with pytest.raises(TypeError, match=r"write `user` into secrets\.toml"):
        secrets.db.user = 2
    path.write_text("user = ,")
    with pytest.raises(StreamlitSecretNotFoundError, match=r"secrets\.toml cannot be read.*line 1"):
        secrets["user"]
