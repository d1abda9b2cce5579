// The reply: gaps fill the text as they are typed, nothing with an open gap can be copied.
(() => {
  "use strict";
  document.querySelectorAll(".needs-js").forEach((el) => { el.hidden = false; });
  document.querySelectorAll(".no-js").forEach((el) => { el.hidden = true; });
  const GAP = /\{(\w+)\}/;
  const text = document.getElementById("text");
  const gaps = [...document.querySelectorAll("[data-gap]")];
  const button = document.getElementById("kopieren");

  // What was typed into a gap is found again in an edited text where it is unmistakable.
  const emptied = (written) => gaps.reduce((result, gap) => {
    const value = gap.dataset.filled || "";
    const parts = value.length > 2 ? result.split(value) : [];
    return parts.length === 2 ? parts.join(`{${gap.dataset.gap}}`) : result;
  }, written);
  let template = "";

  const check = () => {
    if (!button) return;
    const open = GAP.test(text.value);
    button.disabled = open;
    const note = document.getElementById("offen");
    if (note) note.hidden = !open;
  };
  const fill = () => {
    text.value = gaps.reduce((result, gap) => {
      const value = gap.value.trim();
      gap.dataset.filled = value;
      return value ? result.replaceAll(`{${gap.dataset.gap}}`, () => value) : result;
    }, template);
    check();
  };
  if (text) {
    gaps.forEach((gap) => { gap.dataset.filled = gap.value.trim(); });
    template = emptied(text.value);
    gaps.forEach((gap) => gap.addEventListener("input", fill));
    text.addEventListener("input", () => { template = emptied(text.value); check(); });
    check();
  }

  const say = (place, words) => { const el = document.getElementById(place); if (el) el.textContent = words; };
  const copy = async (words) => {
    try { await navigator.clipboard.writeText(words); return true; } catch { /* an older way */ }
    const area = document.createElement("textarea");
    area.value = words;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  };
  document.addEventListener("click", async (event) => {
    const source = event.target.closest("[data-copy], [data-copy-from]");
    if (!source || source.disabled) return;
    const reply = source.dataset.copyFrom !== undefined;
    if (reply && GAP.test(text.value)) return;
    const done = await copy(reply ? text.value : source.dataset.copy);
    if (reply) say("kopiert", done ? "Kopiert. Jetzt im Portal einfügen und senden. Danach hier „Erledigt“." : "Bitte markieren und kopieren Sie den Text selbst.");
    else say("meldung", done ? source.dataset.copied : "Bitte kopieren Sie die Nummer selbst.");
  });
})();
