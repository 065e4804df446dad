import shop
import streamlit as st

st.set_page_config(page_title="Shop")
st.title("Shop")
fruit = st.selectbox("Fruit", list(shop.prices()))
with st.form("order"):
    count = st.number_input("How many", 1, 9)
    if st.form_submit_button("Order"):
        shop.cart().extend([fruit] * int(count))
        st.success(f"{count} x {fruit}")
st.metric("Sum", sum(shop.prices()[each] for each in shop.cart()))
if st.button("Pay", disabled=not shop.cart()):
    st.switch_page("pages/paid.py")
if question := st.chat_input("Ask"):
    st.chat_message("user").write(question)
    st.chat_message("assistant", avatar="🍎").write(f"{st.secrets['clerk']} says: yes.")
