"use strict";

const streamkit = {
  /** The reader's choice of an earlier visit, before anything is painted; see `frame/theme.ts`. */
  restoreTheme() {
    try {
      const theme = window.localStorage.getItem("streamkit-theme");
      if (theme === "system") {
        delete document.body.dataset.streamkitTheme;
      } else if (theme) {
        document.body.dataset.streamkitTheme = theme;
      }
    } catch {
      // Some browsers keep nothing for us.
    }
  },

  /** A page within another page (`?embed=true`) has no frame of its own, but for what `embed_options` asks back. */
  embed() {
    const query = new URLSearchParams(window.location.search);
    const options = query.getAll("embed_options");
    if (query.get("embed") === "true") {
      if (!options.includes("show_toolbar")) {
        document.body.dataset.streamkitMenu = "hidden";
      }
      if (!options.includes("show_padding")) {
        document.body.dataset.streamkitPadding = "small";
      }
    }
  },

  /** Gives Jupyter's own code and widgets the theme that the page has now: the body's attribute, else the system's. */
  followTheme() {
    const body = document.body;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const theme = body.dataset.streamkitTheme ?? (system.matches ? "dark" : "light");
      const isLight = theme === "light";
      body.dataset.jpThemeLight = String(isLight);
      body.dataset.jpThemeName = isLight ? "JupyterLab Light" : "JupyterLab Dark";
      body.classList.toggle("theme-light", isLight);
      body.classList.toggle("theme-dark", !isLight);
      for (const link of document.querySelectorAll("link[data-streamkit-theme]")) {
        link.media = link.dataset.streamkitTheme === theme ? "all" : "not all";
      }
    };
    system.addEventListener("change", apply);
    new MutationObserver(apply).observe(body, { attributeFilter: ["data-streamkit-theme"] });
    apply();
  },

  /** The session is lost: the page that is loaded next shall not look for it. */
  isOver: false,

  /** The server has started a kernel. What there is to say of it the page's script may be waiting for already. */
  begin(page) {
    this.tell(page);
    this.beginVisit(page);
  },

  /**
   * Tells the server when the page is left, and the page that is loaded next what session was here. The request for
   * that one goes out before this one is gone; so a cookie is set when that is about to be.
   */
  beginVisit({ base, visit, token, return_seconds }) {
    const setCookie = (value, seconds) => {
      const secure = window.location.protocol === "https:" ? "; Secure" : "";
      const rest = `path=${base}; max-age=${seconds}; SameSite=Lax${secure}`;
      document.cookie = `streamkit-return=${encodeURIComponent(value)}; ${rest}`;
    };
    const prepare = event => {
      // Voilà's own listener, added later, would end the kernel, also where the page stays (a download).
      event.stopImmediatePropagation();
      if (!this.isOver) {
        const { pathname, search } = window.location;
        setCookie(`${visit}:${pathname}${search}`, return_seconds);
        setTimeout(() => setCookie("", 0), 1000);
      }
    };
    const leave = () => {
      const form = new FormData();
      form.append("_xsrf", token);
      form.append("visit", visit);
      navigator.sendBeacon(`${base}voila/streamkit/leave`, form);
    };
    window.addEventListener("beforeunload", prepare, true);
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", event => event.persisted && window.location.reload());
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

streamkit.page = new Promise(resolve => {
  streamkit.tell = resolve;
});

/** Voilà sends calls of it while a cell runs long. */
window.voila_heartbeat = () => {};

streamkit.restoreTheme();
streamkit.embed();
streamkit.followTheme();
