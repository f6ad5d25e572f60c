// Keys (WebAuthn): hands the forms of a page to allauth's script, and says so when a key didn't work.

const { forms } = window.allauth.webauthn;
const work = { add: forms.addForm, authenticate: forms.authenticateForm };

for (const form of document.querySelectorAll("form[data-key]")) {
  const button = form.querySelector("#key-button").id;
  work[form.dataset.key]({
    ids: { add: button, authenticate: button, credential: "id_credential", data: "key-data" },
  });
  form.querySelector("[data-key-without-script]").hidden = true;
  form.querySelector("[data-key-with-script]").hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-key-error]").hidden = false;
});
