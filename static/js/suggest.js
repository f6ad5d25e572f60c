// Offers pages while somebody types: the editable combobox with a listbox of the ARIA practices.
// Without this script the box is a plain one, and with it Enter without a choice does what it did.
// data-suggest: where to ask. data-suggest-only: the one kind of names that the box takes; a choice is filled in then,
// elsewhere it is gone to.
const PAUSE = 150;
const FEWEST = 2;

function element(tag, attributes, text = "") {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

function optionOf(offer, id) {
  const option = element("div", { role: "option", id, "aria-selected": "false", class: "suggest__option", "data-url": offer.url });
  option.append(element("span", {}, offer.label));
  if (offer.note) option.append(" ", element("span", { class: "suggest__note" }, offer.note));
  return option;
}

function suggest(input) {
  const list = element("div", { role: "listbox", id: `${input.id}-suggesties`, "aria-label": "Suggesties", class: "suggest", hidden: "" });
  const status = element("p", { role: "status", class: "sr" });
  let options = [];
  let active = -1;
  let timer = 0;
  let asking = new AbortController();

  const { suggest: address, suggestOnly: only } = input.dataset;
  const isOpen = () => !list.hidden;

  function take(option) {
    if (!only) {
      location.assign(option.dataset.url);
      return;
    }
    input.value = option.firstChild.textContent;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function mark(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = options[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function close() {
    clearTimeout(timer);
    asking.abort();
    mark(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function show(groups) {
    mark(-1);
    options = [];
    list.replaceChildren();
    for (const group of groups) {
      const part = element("div", { role: "group", "aria-label": group.label });
      const made = group.offers.map((offer, place) => optionOf(offer, `${list.id}-${options.length + place}-optie`));
      options.push(...made);
      if (!only) part.append(element("div", { class: "suggest__kind", "aria-hidden": "true" }, group.label));
      part.append(...made);
      list.append(part);
    }
    list.hidden = options.length === 0;
    input.setAttribute("aria-expanded", String(isOpen()));
    status.textContent = { 0: "Geen suggesties", 1: "1 suggestie" }[options.length] ?? `${options.length} suggesties`;
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const question = new URLSearchParams(only ? { q: input.value, only } : { q: input.value });
      const answer = await fetch(`${address}?${question}`, { signal });
      const { groups } = answer.ok ? await answer.json() : { groups: [] };
      if (!signal.aborted) show(groups);
    } catch {
      // Aborted, or no answer: a search by Enter works all the same.
      if (!signal.aborted) close();
    }
  }

  function typed() {
    clearTimeout(timer);
    if (input.value.trim().length < FEWEST) {
      close();
      status.textContent = "";
    } else {
      timer = setTimeout(ask, PAUSE);
    }
  }

  function move(step) {
    if (!isOpen()) {
      typed();
      return;
    }
    // From the last one on, and from the first one back, lies the box itself.
    const places = options.length + 1;
    mark(((active + 1 + step + places) % places) - 1);
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => {
      if (active >= 0) return take(options[active]);
      close();
      return false;
    },
    Escape: () => {
      if (isOpen()) close();
      else input.value = "";
    },
    Home: () => caret(0),
    End: () => caret(input.value.length),
  };

  function caret(place) {
    mark(-1);
    input.setSelectionRange(place, place);
  }

  input.addEventListener("keydown", (event) => {
    const plain = !event.isComposing && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (plain && keys[event.key] && keys[event.key]() !== false) event.preventDefault();
  });
  input.addEventListener("input", typed);
  input.addEventListener("blur", close);
  // The box keeps focus, so that a press doesn't close the list before it counts.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  // A combobox is a box for text; the keyboard of a phone goes on offering to search.
  input.type = "text";
  for (const [name, value] of Object.entries({
    role: "combobox",
    enterkeyhint: "search",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);
  input.parentElement.append(list, status);
}

function dress() {
  document.querySelectorAll("input[data-suggest]:not([role])").forEach(suggest);
}

dress();
// On the page of results an answer brings boxes of its own.
document.body.addEventListener("htmx:afterSettle", dress);
