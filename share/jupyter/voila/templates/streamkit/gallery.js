"use strict";

{
  const search = document.getElementById("streamkit-search");
  const nothing = document.getElementById("streamkit-nothing");
  const cards = [...document.querySelectorAll(".streamkit-gallery > li")];

  /** Shows the cards that have all the words; the address keeps them, so that it can be handed on. */
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const card of cards) {
      card.hidden = !words.every(word => card.dataset.words.includes(word));
    }
    nothing.hidden = cards.some(card => !card.hidden);
    window.history.replaceState(null, "", words.length > 0 ? `#${encodeURIComponent(search.value)}` : " ");
  };
  search.value = decodeURIComponent(window.location.hash.slice(1));
  search.addEventListener("input", filter);
  if (search.value) {
    filter();
  }

  document.getElementById("streamkit-theme-switch").addEventListener("click", () => {
    const { dataset } = document.body;
    dataset.streamkitTheme = dataset.jpThemeLight === "true" ? "dark" : "light";
    // `streamkit.restoreTheme`, of the gallery and of apps, looks for it.
    window.localStorage.setItem("streamkit-theme", dataset.streamkitTheme);
  });
}
