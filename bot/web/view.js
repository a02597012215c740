// What the conversation looks like. It knows nothing of the wire; whatever people or replies say is set as text only.

import { element, follow, log, readsTheEnd, toEnd } from "./scroll.js";
import { buttonRow, expireQuestions, isQuestion, openRowToEnd } from "./buttons.js";

const PAUSE = 10 * 60 * 1000; // milliseconds after which the time is said again

const shown = new Set(); // ids of what is in the log, from either side

export const isShown = (id) => shown.has(id);

// The whole conversation as `draw` adds it; what was said before it could be drawn comes after.
export function drawFrom(draw) {
  const early = [...log.querySelectorAll(".turn")];
  clear();
  early.forEach((turn) => shown.add(turn.dataset.id));
  draw();
  early.forEach((turn) => add(turn));
  if (log.lastElementChild?.matches(".with-file")) openRowToEnd();
  log.setAttribute("aria-busy", "false");
  toEnd();
}

export function clear() {
  log.replaceChildren(...log.querySelectorAll(".quiet"));
  shown.clear();
  before = new Date(0);
}

// One turn: day and time above it when they are new, then who speaks, then what.

let before = new Date(0);

function add(turn, at) {
  const moment = at ? new Date(at) : new Date();
  const label = momentLabel(moment);
  if (label) log.append(element("p", { className: "day" }, element("time", { textContent: label })));
  before = moment;
  log.append(turn);
}

function momentLabel(moment) {
  const time = moment.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  if (moment.toDateString() !== before.toDateString()) return `${dayLabel(moment)} ${time}`;
  return moment - before > PAUSE ? time : "";
}

function dayLabel(moment) {
  const year = moment.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return moment.toLocaleDateString("zh-CN", { year, month: "long", day: "numeric", weekday: "long" });
}

function turn(name, who, id) {
  const speaker = element("span", { className: "unseen", textContent: `${who}：`, id: `by-${id}` });
  const article = element("article", { className: `turn ${name}`, tabIndex: -1 }, speaker);
  article.setAttribute("aria-labelledby", speaker.id);
  article.dataset.id = id;
  shown.add(id);
  return article;
}

const bubble = (text) => element("p", { className: "bubble", textContent: text });

// What the person said. `body` is an element for a file that is still here alone.

export function addMine({ id, text, files = [], body, at }) {
  const article = turn(body || files.length ? "mine with-file" : "mine", "您", id);
  if (body) article.append(body);
  article.append(...files.map(fileShown));
  if (text) article.append(bubble(text));
  add(article, at);
  if (files.length) setStatus(article, "", "已收到");
  return article;
}

export function moveToEnd(article) {
  add(article);
  toEnd();
}

// `state` is "" (all well) or "failed"; `actions` are [label, function]s, or elements.
export function setStatus(article, state, text = "", actions = []) {
  const told = article.querySelector(".status");
  if ((told?.firstChild.textContent ?? "") === text) return;
  told?.remove();
  article.classList.toggle("failed", state === "failed");
  if (text) article.append(element("p", { className: "status" }, element("span", {}, text), ...actions.map(action)));
  if (readsTheEnd()) toEnd();
}

function action(given) {
  if (given instanceof Element) return given;
  const [textContent, onclick] = given;
  return element("button", { type: "button", textContent, onclick });
}

// What we reply. Whoever pressed with a keyboard goes on from there.

export function addReply(reply, press) {
  const follows = readsTheEnd();
  const answersPress = document.activeElement?.hasAttribute("aria-pressed");
  if (reply.buttons.some(isQuestion) || saidSinceReply()) expireQuestions();
  const article = turn("theirs", "理直", reply.id);
  if (reply.text) article.append(bubble(reply.text));
  if (reply.letter) article.append(letterBox(reply.letter));
  article.append(...reply.files.map(fileShown));
  if (reply.buttons.length) article.append(buttonRow(reply.buttons, press));
  add(article, reply.at);
  follow(article, follows);
  if (answersPress) article.focus({ preventScroll: true });
}

// Words or a press after the last reply: the answer to them has come, so the question before them no longer stands.
// A file does not end a question, since several may follow.
function saidSinceReply() {
  for (let last = log.lastElementChild; last && !last.matches(".theirs"); last = last.previousElementSibling) {
    if (last.matches(".mine") && !last.matches(".with-file")) return true;
  }
  return false;
}

function letterBox(letter) {
  const words = element("p", { textContent: letter });
  const copy = element("button", { type: "button", textContent: "复制" });
  copy.addEventListener("click", async () => {
    copy.textContent = (await copied(words)) ? "已复制" : "请长按文字复制";
    setTimeout(() => (copy.textContent = "复制"), 2500);
  });
  const head = element("header", {}, element("h2", { textContent: "可以直接用的文字" }), copy);
  const box = element("section", { className: "letter" }, head, words);
  box.setAttribute("aria-label", "可以直接用的文字");
  return box;
}

// Without https there is no clipboard to write to: select the words, and copy as a person would.
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(words);
    return document.execCommand("copy");
  }
}

function fileShown({ name, url, image }) {
  const link = element("a", { className: "file", href: url, target: "_blank", rel: "noopener" });
  if (!image) link.append(name);
  else link.append(thumbnail(url, name));
  return link;
}

// A picture that this browser cannot draw (HEIC, mostly) is shown by its name.
export function thumbnail(url, name) {
  const image = element("img", { className: "thumbnail", alt: name, loading: "lazy", src: url });
  image.addEventListener("error", () => image.replaceWith(name));
  return image;
}
