"use strict";
(() => {
  const order = new Intl.Collator("zh", { numeric: true });
  const text = (row, at) => (row.cells[at] ? row.cells[at].textContent.trim() : "");
  for (const button of document.querySelectorAll("th button")) {
    button.addEventListener("click", () => {
      const head = button.parentElement;
      const body = head.closest("table").tBodies[0];
      const at = head.cellIndex;
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows];
      rows.sort((a, b) => order.compare(text(a, at), text(b, at)) * (down ? -1 : 1));
      body.append(...rows);
    });
  }
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  const shows = ["both", "en", "zh"];
  const names = ["中文 + English", "English", "中文"];
  const button = document.getElementById("show");
  if (button) {
    let at = 0;
    button.addEventListener("click", () => {
      at = (at + 1) % shows.length;
      document.documentElement.dataset.show = shows[at];
      button.textContent = names[at];
    });
  }
  // On paper nothing can be opened. Lists of things that are listed elsewhere stay as they are.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not(.again):not([open])")];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
    opened = [];
  });
})();
