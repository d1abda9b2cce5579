// In the list, j and k walk from message to message.
(() => {
  "use strict";
  const links = () => [...document.querySelectorAll(".entry__link")];
  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.keys !== "on" || !["j", "k"].includes(event.key)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    const all = links();
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    const next = event.key === "j" ? Math.min(here + 1, all.length - 1) : Math.max(here - 1, 0);
    all[next].focus();
    event.preventDefault();
  });
})();
