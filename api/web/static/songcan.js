"use strict";
// Choosing a rider dims the others; without this file, links to #route-A still single one out.
const day = document.getElementById("day");
if (day) {
  day.classList.add("scripted");
  day.addEventListener("click", (event) => {
    const picked = event.target.closest("[data-pick]");
    if (!picked) return;
    event.preventDefault();
    const rider = day.dataset.chosen === picked.dataset.pick ? "" : picked.dataset.pick;
    day.dataset.chosen = rider;
    day.classList.toggle("choosing", rider !== "");
    for (const part of day.querySelectorAll("[data-rider]")) {
      part.classList.toggle("chosen", part.dataset.rider === rider);
    }
  });
}

const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
