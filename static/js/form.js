// A form that came back with faults: begin at the list of them, so that it is read out and Tab leads to its links.

document.querySelector(".error-summary")?.focus();
