// The search page is a plain form. htmx makes a choice work at once; this keeps the reader's place while it does.

const sheet = document.querySelector(".refine");
const form = document.getElementById("zoek");

const opened = new Map();
const filters = new Map();

/** Leave out of the address what says nothing: empty words and the order that is the rule. */
function shorten(event) {
  const { formData, parameters } = event.detail;
  const rules = { sort: "relevance", page: "1" };
  for (const name of [...formData.keys()]) {
    if (formData.get(name) === (rules[name] ?? "")) {
      formData.delete(name);
      delete parameters[name];
    }
  }
}

/** As names are compared: lower case, without accents. */
function folded(text) {
  return text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** Hide the values of a facet that don't contain the typed letters; chosen ones stay. */
function narrow(facet, text) {
  const wanted = folded(text);
  for (const option of facet.querySelectorAll(".facet__option")) {
    const label = folded(option.querySelector("span").textContent);
    option.hidden = !label.includes(wanted) && !option.querySelector("input").checked;
  }
}

/** Give a long list a box to filter it with. */
function addFilter(more) {
  const facet = more.closest(".facet");
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "sr";
  label.htmlFor = box.id = `zoek-in-${facet.id}`;
  label.textContent = `Zoek in ${more.dataset.filter}`;
  box.type = "search";
  box.className = "filter";
  box.placeholder = label.textContent;
  box.autocomplete = "off";
  box.value = filters.get(more.id) ?? "";
  box.addEventListener("input", () => {
    filters.set(more.id, box.value);
    narrow(facet, box.value);
  });
  // It narrows a list on the page, it is no choice of its own.
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  more.querySelector(".more__list").before(label, box);
  if (box.value) narrow(facet, box.value);
}

/** An answer brings all facets anew: what the reader opened or closed stays so. */
function remember(details) {
  details.open = opened.get(details.id) ?? details.open;
  details.addEventListener("toggle", () => opened.set(details.id, details.open));
}

function dressFacets() {
  document.querySelectorAll("details.facet").forEach(remember);
  for (const more of document.querySelectorAll("details.more")) {
    more.open = more.querySelector("input:checked") !== null;
    remember(more);
    more.addEventListener("toggle", () => {
      if (!more.open) {
        filters.delete(more.id);
        narrow(more.closest(".facet"), "");
      }
    });
    addFilter(more);
  }
}

/** After a removed chip nothing has focus: go on at the number of results. */
function keepPlace() {
  if (document.activeElement === document.body) document.getElementById("aantal")?.focus({ preventScroll: true });
}

function closeSheet(event) {
  if (!event.target.closest("[data-closes-sheet]")) return;
  sheet.open = matchMedia(`(min-width: ${sheet.dataset.openFrom})`).matches;
  document.getElementById("aantal").focus();
}

/** A box that an answer replaced while it had focus says once more that it changed: what stands there needs no asking. */
function onlyOnce(event) {
  const { pathInfo, requestConfig } = event.detail;
  const stands = pathInfo.finalRequestPath === location.pathname + location.search;
  if (stands && requestConfig.triggeringEvent?.type === "change") event.preventDefault();
}

/** No answer, or a fault: let the browser go there itself, so that the reader sees what is the matter. */
function goThere(event) {
  location.assign(event.detail.pathInfo.finalRequestPath);
}

if (window.htmx && form) {
  document.documentElement.classList.add("scripted");
  document.body.addEventListener("htmx:configRequest", shorten);
  document.body.addEventListener("htmx:beforeRequest", onlyOnce);
  document.body.addEventListener("htmx:afterSettle", keepPlace);
  document.body.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id === "facetten") dressFacets();
  });
  document.body.addEventListener("htmx:responseError", goThere);
  document.body.addEventListener("htmx:sendError", goThere);
  document.body.addEventListener("htmx:timeout", goThere);
  sheet.addEventListener("click", closeSheet);
}
dressFacets();
