// Single keys press what carries them in `data-key`. Off where the person has switched them off,
// and never while they write (WCAG 2.1.4).
(() => {
  "use strict";
  const writing = (el) => el.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
  const seen = (el) => el.getClientRects().length > 0 && !el.disabled;

  const openAround = (el) => {
    for (let box = el.closest("details:not([open])"); box; box = box.parentElement?.closest("details:not([open])")) {
      if (!(el.matches("summary") && el.parentElement === box)) box.open = true;
    }
  };

  const help = () => {
    let dialog = document.getElementById("hilfe");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "hilfe";
      dialog.setAttribute("aria-labelledby", "hilfe_titel");
      fetch(document.querySelector(".top__keys").href, { credentials: "same-origin" })
        .then((answer) => answer.text())
        .then((text) => {
          const page = new DOMParser().parseFromString(text, "text/html");
          const title = document.createElement("h2");
          title.id = "hilfe_titel";
          title.textContent = "Tasten";
          const row = document.createElement("div");
          row.className = "row";
          const close = document.createElement("button");
          close.type = "button";
          close.className = "kern-btn kern-btn--primary";
          const label = document.createElement("span");
          label.className = "kern-label";
          label.textContent = "Schließen";
          close.append(label);
          close.addEventListener("click", () => dialog.close());
          const off = document.createElement("a");
          off.className = "kern-link";
          off.href = document.querySelector(".top__keys").href;
          off.textContent = "Tasten ausschalten";
          row.append(close, off);
          dialog.replaceChildren(title, page.querySelector(".keys"), row);
          dialog.showModal();
        });
      document.body.append(dialog);
      return;
    }
    dialog.showModal();
  };

  const press = (key) => {
    const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
    all.forEach((el) => { if (!el.hidden) openAround(el); });
    const target = all.find(seen);
    if (!target) return false;
    if (target.matches("input, textarea")) target.focus();
    else if (target.matches("summary")) {
      target.parentElement.open = true;
      (target.parentElement.querySelector("select, input:not([type=hidden]), textarea") || target).focus();
    } else target.click();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (document.body.dataset.keys !== "on" || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length !== 1 || writing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") { help(); event.preventDefault(); return; }
    if (press(event.key)) event.preventDefault();
  });
})();
