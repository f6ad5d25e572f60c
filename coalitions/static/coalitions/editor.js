// A button of the editor that is pressed while a draft saves itself waits until that is done: only then does the browser
// know which version is its own, and which rows (building blocks) are stored already. Nor does it leave the page of who is
// logged out: what was typed would be lost at the login.
const { loggedIn, cookie } = document.currentScript.dataset;
const LONGEST_WAIT = 5000; // milliseconds: then a button does what it does
const told = new WeakSet();
let saving = false;
let pressed = null;
let asking = false;
let going = false;
let leaving = false;

// Wagtail answers who is nobody with 403, since it is a script that asks. No answer at all says nothing about that. A form
// that has no place to tell it goes on as ever.
async function isLoggedOut() {
  if (!document.querySelector('template[data-type="logged_out"]')) return false;
  try {
    const answer = await fetch(loggedIn, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
      signal: AbortSignal.timeout(LONGEST_WAIT),
    });
    return answer.status === 403;
  } catch {
    return false;
  }
}

// A login in another tab made another token; the form has that of when it opened.
function freshToken() {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${cookie}=`));
  return found && found.slice(cookie.length + 1);
}

// The words are in wagtailadmin/shared/unsaved_changes_warning.html.
const LOGGED_OUT = { type: "logged_out", text: "U bent uitgelogd" };

function tell(form, detail) {
  const event = new CustomEvent("w-autosave:error", { bubbles: true, detail });
  told.add(event);
  form.dispatchEvent(event);
}

async function press() {
  if (asking) return;
  asking = true;
  const { form, button } = pressed;
  const isOut = await isLoggedOut();
  asking = false;
  if (saving) return; // begun meanwhile; its end comes back here
  pressed = null;
  // Pressed, it was switched off, against a second press; a button that is off doesn't say what it is for.
  if (isOut) {
    button?.setAttribute("data-w-progress-loading-value", "false");
    tell(form, LOGGED_OUT);
    return;
  }
  button?.removeAttribute("disabled");
  going = true;
  form.requestSubmit(button);
  going = false;
  button?.setAttribute("disabled", "");
}

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault();
  else saving = true;
  const token = freshToken();
  if (token) event.detail.formData.set("csrfmiddlewaretoken", token);
});

for (const end of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(end, () => {
    saving = false;
    if (pressed) press();
  });
}

// Before Wagtail tells of a fault of the server, we look whether it is that somebody is logged out.
document.addEventListener(
  "w-autosave:error",
  async (event) => {
    if (told.has(event) || event.detail.type !== "server_error") return;
    event.stopImmediatePropagation();
    const { target, detail } = event;
    tell(target, (await isLoggedOut()) ? { ...detail, ...LOGGED_OUT } : detail);
  },
  { capture: true },
);

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-edit-form]")) return;
    const token = freshToken();
    if (token) event.target.elements.csrfmiddlewaretoken.value = token;
    if (going) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = { form: event.target, button: event.submitter };
    if (!saving) press();
  },
  { capture: true },
);

window.addEventListener("submit", (event) => {
  if (going) leaving = !event.defaultPrevented;
});

window.addEventListener("pageshow", () => {
  leaving = false; // the browser may have kept the page that was left
});

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
