// The desk works without this. It adds keys, and opens what is folded before printing.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const remembered = () => {
    try { return localStorage.getItem("onrecord-keys") !== "off"; } catch { return true; }
  };
  let on = remembered();
  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      try { localStorage.setItem("onrecord-keys", on ? "on" : "off"); } catch { /* not kept: for this page only */ }
    });
  }

  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  let here = null;
  const go = (row) => {
    if (!row) return;
    if (here) here.classList.remove("here");
    here = row;
    here.classList.add("here");
    const link = here.querySelector("a[href]");
    if (link) link.focus({ preventScroll: true });
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    here.scrollIntoView({ block: "nearest", behavior: quiet ? "auto" : "smooth" });
  };
  const step = (by) => {
    const all = rows();
    const at = all.indexOf(here);
    go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
  };

  const places = { f: "/", s: "/stories", c: "/contradictions", q: "/queue", r: "/read" };
  let leading = 0;
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (target instanceof HTMLElement && target.closest("input, textarea, select")) return;
    const key = event.key;
    if (Date.now() - leading < 2000 && Object.hasOwn(places, key)) {
      leading = 0;
      location.assign(places[key]);
    } else if (key === "g") {
      leading = Date.now();
    } else if (key === "j") {
      step(1);
    } else if (key === "k") {
      step(-1);
    } else if (key === "/") {
      const find = document.getElementById("find");
      if (!find) return;
      find.focus();
    } else if (key === "?") {
      location.assign("/help");
    } else if (key === "n" && target instanceof HTMLElement) {
      const link = target.closest("a[href^='#']");
      const other = link && document.getElementById(link.hash.slice(1));
      if (!other) return;
      const inner = other.matches("a[href]") ? other : other.querySelector("a[href]") || other.closest("a[href]");
      (inner || other).focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
})();
