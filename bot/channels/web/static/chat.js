// The chat page: what is typed and tapped goes out without a reload, what is said comes in by itself.
import { Failure, Post } from "./post.js";
import { follow } from "./live.js";
import { Thread } from "./thread.js";
import { Notes } from "./notes.js";

const page = document.body.dataset;
const thread = new Thread(document.getElementById("thread"), Number(page.version));
const notes = new Notes(document.getElementById("state"), page.dismiss);
const post = new Post(page.csrf, page.failed, page.base);

let sending = 0;
let stale = false; // what stands around the thread is out of date
let closed = false; // the house lets this browser in no more
let over = false; // and its last words are on the page
const line = follow({
  path: page.path,
  live: page.live,
  version: () => thread.version,
  onNews: (news) => {
    thread.take(news);
    stale = news.frame !== page.frame;
    renew();
  },
  onClosed: () => {
    closed = true;
    leave();
  },
  onLost: (lost) => notes.state(lost ? page.lost : ""),
});

// Whoever changes their mind while the first tap is under way means the second: taps go out in their order.
let tapping = Promise.resolve();

thread.box.addEventListener("submit", (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (!button.value || button.getAttribute("aria-busy") === "true") return; // pressed twice
  const card = button.closest("article");
  const fields = { message: card.id.slice(1), data: button.value };
  button.setAttribute("aria-busy", "true");
  const tap = () => send(event.target.action, fields, button, card.id);
  tapping = tapping.then(tap, tap);
});

// What is typed goes out in its order, one after the other: the answer may be on the page before its sending is over.
let typing = Promise.resolve();
let typed = "";

for (const form of document.querySelectorAll("#say, .quick")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const area = form.querySelector("textarea");
    const text = area ? area.value.trim() : event.submitter.value;
    form.querySelector("details")?.removeAttribute("open");
    if (!text) return;
    const button = event.submitter ?? form.querySelector("button");
    if (button.getAttribute("aria-busy") === "true" && text === typed) return; // pressed twice
    typed = text;
    const sent = typing.then(() => send(form.action, { text }, button));
    typing = sent.catch(() => {});
    if (!(await sent)) return;
    if (area && area.value.trim() === text) area.value = "";
    grow();
    thread.toEnd();
  });
}

const words = document.getElementById("words");
const touch = matchMedia("(pointer: coarse)").matches;
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch) return;
  event.preventDefault();
  words.form.requestSubmit();
});
words.addEventListener("input", grow);

function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  words.rows = Math.min(6, words.value.split("\n").length);
}

const attach = document.getElementById("attach");
attach?.elements.file.addEventListener("change", async () => {
  const file = attach.elements.file.files[0];
  if (!file) return;
  if (file.size > 10 * 1024 * 1024) notes.show({ text: page.large, alert: true });
  else if (await send(attach.action, { file }, attach.querySelector(".attach"))) thread.toEnd();
  attach.elements.file.value = "";
});

for (const details of document.querySelectorAll(".more, .all")) {
  document.addEventListener("click", (event) => details.contains(event.target) || details.removeAttribute("open"));
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.removeAttribute("open");
    details.querySelector("summary").focus();
  });
}

async function send(action, fields, busy, card = "") {
  busy.setAttribute("aria-busy", "true");
  sending += 1;
  try {
    const answer = await post.send(action, fields);
    over = Boolean(answer.over);
    if (answer.text) notes.show(answer, card);
    if (over) farewell();
    else await line.look();
    return true;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    notes.show({ text: error.message, alert: true }, card);
    return false;
  } finally {
    busy.removeAttribute("aria-busy");
    sending -= 1;
    leave();
    renew();
  }
}

// The reader has been let in, has another role, a new group: what stands around the thread is made anew.
function renew() {
  if (!stale || over || sending || words.value || document.querySelector(".note.alert")) return;
  location.reload();
}

function leave() {
  if (closed && !over && sending === 0) home();
}

function home() {
  location.assign(`${page.base}/`);
}

// Somebody has just left: the last words stay until they are dismissed.
function farewell() {
  document.querySelector(".composer").remove();
  document.querySelector(".note button").addEventListener("click", home);
}
