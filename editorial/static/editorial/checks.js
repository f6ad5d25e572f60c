// The panel of checks beside a form: the words that the writer wrote (Wagtail counts those of the site along), and each
// place by its first words (Wagtail calls it by a selector of CSS).
const FIRST = 8;
const WITHOUT_WORDS = "op de pagina";

const preview = () => document.querySelector("#w-preview-iframe")?.contentDocument;

const sayHowMuch = () => {
  const words = Number(preview()?.querySelector("[data-written-words]")?.dataset.writtenWords ?? 0);
  const line = document.querySelector("[data-words-written]");
  if (!line) return;
  if (words === 0) line.textContent = "U hebt nog niets geschreven.";
  else line.textContent = words === 1 ? "1 woord" : `${words} woorden`;
};

const placesOf = (selector) => {
  try {
    return preview()?.querySelectorAll(selector) ?? [];
  } catch (error) {
    if (error.name === "SyntaxError") return []; // a place within another document has no selector that can be asked
    throw error;
  }
};

const wordsAt = (selector) => {
  const places = placesOf(selector);
  if (places.length !== 1) return WITHOUT_WORDS;
  const said = places[0].querySelector("[data-found]") ?? places[0];
  const words = (said.getAttribute("alt") ?? said.textContent).trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return WITHOUT_WORDS;
  return words.length > FIRST ? `${words.slice(0, FIRST).join(" ")}…` : words.join(" ");
};

const namePlaces = (panel) => {
  for (const place of panel.querySelectorAll("[data-content-checker-selector-text]:not([data-named])")) {
    if (!place.textContent) continue; // not filled in yet
    place.dataset.named = "";
    place.textContent = wordsAt(place.textContent);
  }
};

const begin = () => {
  const panel = document.querySelector("[data-checks-panel]");
  if (!panel) return;
  new MutationObserver(() => namePlaces(panel)).observe(panel, { childList: true, subtree: true });
  document.addEventListener("w-preview:content", sayHowMuch);
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
