from unittest.mock import patch

import streamlit as st
from streamlit.testing.v1 import AppTest


def test_an_order(app: AppTest) -> None:
    assert app.title[0].value == "Shop"
    assert app.button[1].disabled
    app.selectbox[0].select("pear")
    app.number_input[0].set_value(2)
    app.button[0].click().run()
    assert app.success[0].value == "2 x pear"
    assert app.metric[0].value == "8"
    assert app.session_state.cart == ["pear", "pear"]
    assert not app.exception


def test_paying_leads_to_another_page(app: AppTest) -> None:
    app.session_state.cart = ["apple"]
    app.run().button[1].click().run()
    assert (app.header[0].value, app.text[0].value) == ("Paid", "1 things")


def test_a_page_by_itself(app: AppTest) -> None:
    assert app.switch_page("pages/paid.py").run().text[0].value == "0 things"


def test_a_chat(app: AppTest) -> None:
    app.chat_input[0].set_value("Are they ripe?").run()
    assert [(each.name, each.markdown[0].value) for each in app.chat_message] == [
        ("user", "Are they ripe?"),
        ("assistant", "Ada says: yes."),
    ]
    assert not app.run().chat_message


def test_a_function_and_what_it_raises() -> None:
    def page(divisor: int) -> None:
        import streamlit as st

        st.text(8 // divisor)

    assert AppTest.from_function(page, args=(2,)).run().text[0].value == "4"
    assert AppTest.from_function(page, kwargs={"divisor": 0}).run().exception[0].value


def test_the_library_in_the_test_itself() -> None:
    assert issubclass(st.errors.StreamlitAPIException, Exception)
    with patch("shop.prices", return_value={"plum": 1}):
        tested = AppTest.from_string(
            "import shop, streamlit as st\nst.text(shop.prices())", default_timeout=30
        )
        assert tested.run().text[0].value == "{'plum': 1}"
