"use strict";
// Choosing a rider dims the others; without this file, links to #route-A still single one out.
const day = document.getElementById("day");
if (day) {
  day.classList.add("scripted");
  day.addEventListener("click", (event) => {
    const picked = event.target.closest("[data-pick]");
    if (!picked || event.target.closest("button")) return;
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

// Who works at this computer: kept by the browser, sent with forms only.
const BY = "songcan.by";
const remember = (root) => {
  for (const field of root.querySelectorAll("input[data-remember]")) {
    if (!field.value) field.value = localStorage.getItem(BY) || "";
  }
};
remember(document);
document.addEventListener("input", (event) => {
  if (!event.target.matches("input[data-remember]")) return;
  localStorage.setItem(BY, event.target.value.trim());
  for (const field of document.querySelectorAll("input[data-remember]")) {
    if (field !== event.target) field.value = event.target.value;
  }
});

// Searching takes seconds: say so, and do not search twice.
const waiting = document.createElement("p");
waiting.className = "waiting";
waiting.setAttribute("role", "status");
document.body.append(waiting);
const calm = () => {
  waiting.textContent = "";
  delete document.body.dataset.waits;
};
document.addEventListener("submit", (event) => {
  if ("waits" in document.body.dataset) {
    event.preventDefault();
    return;
  }
  const says = event.submitter?.dataset.wait || event.target.dataset.wait;
  if (!says) return;
  waiting.textContent = says;
  document.body.dataset.waits = "";
});
window.addEventListener("pageshow", calm);

// Remedies and places open below their case; without this file, their link leads to a page.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-load]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const room = link.closest("li").querySelector(".loaded");
  room.hidden = !room.hidden && room.dataset.there === "yes";
  if (room.dataset.there) return;
  room.dataset.there = "yes";
  room.textContent = room.dataset.wait;
  try {
    const answer = await fetch(link.href);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = found.querySelector(link.dataset.load);
    if (!part) throw new Error("not there");
    room.replaceChildren(...part.childNodes);
    for (const named of room.querySelectorAll("[id]")) named.removeAttribute("id");
    for (const field of room.querySelectorAll("input[name=back]")) field.value = "day";
    remember(room);
  } catch {
    window.location.assign(link.href);
  }
});
