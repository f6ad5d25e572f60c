// Goes on by itself with work in steps; without this file there is the button.
document.querySelector("[data-go-on]")?.requestSubmit();
