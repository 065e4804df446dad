"use strict";

const streamkit = {
  /** Says to Jupyter's code which of its themes the page has; without a choice the system's, also when it changes. */
  followTheme() {
    const body = document.body;
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const isDark = body.dataset.streamkitTheme ? body.dataset.streamkitTheme === "dark" : dark.matches;
      body.dataset.jpThemeLight = String(!isDark);
      body.dataset.jpThemeName = isDark ? "JupyterLab Dark" : "JupyterLab Light";
      body.classList.toggle("theme-dark", isDark);
      body.classList.toggle("theme-light", !isDark);
    };
    dark.addEventListener("change", apply);
    apply();
  },

  /**
   * Ends the kernel with the page. Voilà's front end does so on `beforeunload`, which comes also where the page
   * stays (a mailto: link, a download): that listener, added later, is kept from hearing of it.
   */
  endWithPage(url, token) {
    window.addEventListener("beforeunload", event => event.stopImmediatePropagation(), true);
    window.addEventListener("pagehide", () => {
      const form = new FormData();
      form.append("_xsrf", token);
      navigator.sendBeacon(url, form);
    });
    // A page that the browser kept in memory has lost its kernel.
    window.addEventListener("pageshow", event => event.persisted && window.location.reload());
  }
};

/** Voilà sends calls of it while a cell runs long. */
window.voila_heartbeat = () => {};

streamkit.followTheme();
