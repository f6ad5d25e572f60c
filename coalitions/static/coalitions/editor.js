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
    form.requestSubmit(button);
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
