// Native disclosures work by themselves; this makes them kinder.
// data-open-from="60rem": stands open on a screen at least that wide, so that assistive technology hears it is open too.
// data-escape: Escape closes it and gives focus back; so does leaving it by keyboard, lest it covers what has focus.

function followWidth(details) {
  const wide = matchMedia(`(min-width: ${details.dataset.openFrom})`);
  const follow = () => {
    details.open = wide.matches;
  };
  wide.addEventListener("change", follow);
  follow();
}

function closeOnEscape(details) {
  const stays = () => details.dataset.openFrom && matchMedia(`(min-width: ${details.dataset.openFrom})`).matches;
  details.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && details.open && !stays()) {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });
  details.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget) && !stays()) {
      details.open = false;
    }
  });
}

document.querySelectorAll("details[data-open-from]").forEach(followWidth);
document.querySelectorAll("details[data-escape]").forEach(closeOnEscape);
