// Telling works without this. It saves while somebody types, does the sum that keeps robots out, copies and prints the
// code, shows a list only beside its mark, and makes "snel weg" leave nothing to go back to.

const EVERY = 10_000; // milliseconds between two saves
const LONGEST = 10_000; // milliseconds that a button waits for the answer to a save
const AT_ONCE = 500; // hashes between two looks at the rest of the page

// What was sent and not answered may be kept or not. So it is sent again as it was, before anything else: by the answer
// the form knows which version is its own. A button that is pressed waits for that, else what comes after it would look
// like the text of another window.
function saveWhileTyping(form) {
  const told = form.querySelector("[data-saved]");
  const version = form.elements.version;
  let kept = form.elements.text.value;
  let sent = null;
  let saving = null;
  let pressed = false;
  let wait = EVERY;

  const attempt = async () => {
    const text = form.elements.text.value;
    if (!sent && (text === kept || !text.trim())) return;
    if (!sent) sent = { text, body: new URLSearchParams(new FormData(form)) };
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: sent.body });
      const { version: number, at } = await answer.json();
      if (answer.ok) {
        version.value = number;
        kept = sent.text;
      }
      sent = null;
      wait = answer.ok ? EVERY : longer(wait);
      told.textContent = answer.ok ? `${told.dataset.words} ${at}` : told.dataset.lost;
    } catch {
      wait = longer(wait);
      told.textContent = told.dataset.lost;
    }
  };
  const save = () => {
    if (!saving) saving = attempt().then(() => (saving = null));
    return saving;
  };
  const again = () => save().then(() => setTimeout(again, wait));
  setTimeout(again, wait);

  form.addEventListener("submit", async (event) => {
    if (!sent) return;
    event.preventDefault();
    if (pressed) return;
    pressed = true;
    await Promise.race([save(), new Promise((late) => setTimeout(late, LONGEST))]);
    pressed = false;
    form.submit();
  });
}

function longer(wait) {
  return Math.min(wait * 2, 60_000);
}

async function doTheSum(field) {
  if (!globalThis.crypto?.subtle) return; // only on https: then the story waits in the second line
  const { challenge, salt, signature, algorithm, most } = JSON.parse(field.dataset.sum);
  const encoder = new TextEncoder();
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  for (let start = 0; start <= most; start += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, place) => start + place);
    const hashes = await Promise.all(numbers.map((n) => crypto.subtle.digest(algorithm, encoder.encode(salt + n))));
    const found = hashes.findIndex((hash) => hex(hash) === challenge);
    if (found >= 0) {
      field.value = btoa(JSON.stringify({ algorithm, challenge, number: numbers[found], salt, signature }));
      return;
    }
  }
}

function leaveAtOnce(form) {
  const link = form.querySelector("a");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    navigator.sendBeacon(form.action, new FormData(form)); // the code opens it again
    document.body.replaceChildren();
    location.replace(link.href);
  });
}

function offerToCopy(button) {
  const status = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    status.textContent = button.dataset.done;
  });
}

// Of the lists beside some marks only that of the chosen mark shows and is sent; and one that is asked about.
function showBesideItsMark(part) {
  const { form } = part.querySelector("select");
  const follow = () => {
    const chosen = form.elements[part.dataset.beside].value === part.dataset.mark;
    part.hidden = !chosen && !part.querySelector(".form__error");
    part.querySelector("select").disabled = part.hidden;
  };
  form.addEventListener("change", follow);
  addEventListener("pageshow", follow); // going back gives an earlier choice back
  follow();
}

document.querySelectorAll("form[data-save]").forEach(saveWhileTyping);
document.querySelectorAll("[data-sum]").forEach(doTheSum);
document.querySelectorAll("form[data-leave]").forEach(leaveAtOnce);
document.querySelectorAll("[data-beside]").forEach(showBesideItsMark);
document.querySelectorAll("[data-copy]").forEach(offerToCopy);
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
document.querySelectorAll("[data-with-script]").forEach((element) => element.removeAttribute("hidden"));
