import shop
import streamlit as st

st.header("Paid")
st.text(f"{len(shop.cart())} things")
