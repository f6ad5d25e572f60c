// A link in the list of what a reuser still misses: Wagtail opens the step, this brings the field into sight once it is open.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".still-missing a");
  const target = link && document.getElementById(link.hash.slice(1));
  const step = target?.closest("[role=tabpanel]");
  if (!step) return;
  const show = () => {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ behavior: "instant" });
  };
  if (!step.hidden) return show();
  new MutationObserver((_, observer) => {
    if (step.hidden) return;
    observer.disconnect();
    show();
  }).observe(step, { attributes: true, attributeFilter: ["hidden"] });
});
