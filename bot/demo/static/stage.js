"use strict";

const clock = document.getElementById("clock");
const next = document.getElementById("next");
const caption = document.getElementById("caption");
const progress = document.getElementById("progress");
const status = document.getElementById("status");
const buttons = [...document.querySelectorAll("button")];

function show(state) {
  clock.textContent = state.clock;
  caption.textContent = state.caption || "演完了，自己试试吧";
  progress.value = state.step;
  next.disabled = state.step >= state.steps;
}

function light(phone) {
  for (const section of document.querySelectorAll(".phone")) {
    section.classList.toggle("lit", section.id === `phone-${phone}`);
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.getElementById(`phone-${phone}`)?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

async function ask(path) {
  for (const button of buttons) button.disabled = true;
  status.textContent = "…";
  try {
    const answer = await fetch(path, { method: "POST", headers: { "x-stage": "1" } });
    const state = await answer.json();
    for (const button of buttons) button.disabled = false;
    show(state);
    if (path === "/stage/next") light(state.phone);
    status.textContent = "";
  } catch {
    for (const button of buttons) button.disabled = false;
    status.textContent = "没有连上，请看看演示是否还在运行。";
  }
}

async function look() {
  try {
    show(await (await fetch("/stage/state")).json());
  } catch {
    status.textContent = "没有连上，请看看演示是否还在运行。";
  }
}

next.addEventListener("click", () => ask("/stage/next"));
for (const button of document.querySelectorAll("[data-jump]")) {
  button.addEventListener("click", () => ask(`/stage/jump/${button.dataset.jump}`));
}
look();
setInterval(look, 10000);
