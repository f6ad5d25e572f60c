// A button of the editor that is pressed while a draft saves itself waits until that is done: only then does the browser
// know which version is its own, and which rows (building blocks) are stored already.
let saving = false;
let pressed = null;
let leaving = false;

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault();
  else saving = true;
});

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, () => {
    saving = false;
    if (!pressed) return;
    const { form, button } = pressed;
    pressed = null;
    leaving = true;
    // Pressed, it was switched off, against a second press; a button that is off doesn't say what it is for.
    button?.removeAttribute("disabled");
    form.requestSubmit(button);
    button?.setAttribute("disabled", "");
  });
}

document.addEventListener(
  "submit",
  (event) => {
    if (!saving || !event.target.matches("[data-edit-form]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = { form: event.target, button: event.submitter };
  },
  { capture: true },
);

// Wagtail compares a form with how it was: two seconds after it opened, and each time when a draft was kept. Whatever was
// typed just before such a moment would count as kept, and be lost without a word. So it is said that there is more.
let typed = 0;
let kept = 0;

for (const way of ["beforeinput", "input", "change"]) {
  document.addEventListener(
    way,
    (event) => {
      if (event.isTrusted && event.target.closest("[data-edit-form]")) typed += 1;
    },
    { capture: true },
  );
}

document.addEventListener("w-autosave:save", () => {
  kept = typed; // what is sent is what stands there now
});

document.addEventListener("w-unsaved:watch-edits", (event) => {
  if (typed === kept) return;
  // After Wagtail has finished: clearing, it would take this back.
  queueMicrotask(() => event.target.setAttribute("data-w-unsaved-force-value", "true"));
});
