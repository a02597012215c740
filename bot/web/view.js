// What the conversation looks like. It knows nothing of the wire; whatever people or replies say is set as text only.

const log = document.getElementById("log");
const more = document.getElementById("more");
const NEAR = 80; // pixels from the end that still count as reading the end

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Scrolling: the end is followed, unless the person has scrolled up.

let atEnd = true;

log.addEventListener("scroll", () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  if (atEnd) more.hidden = true;
});

new ResizeObserver(() => atEnd && toEnd()).observe(log);
more.addEventListener("click", toEnd);

export function toEnd() {
  log.scrollTop = log.scrollHeight;
  atEnd = true;
  more.hidden = true;
}

// A reply longer than the screen is read from its beginning.
function follow(article) {
  if (article.offsetHeight < log.clientHeight) return toEnd();
  log.scrollTop += article.getBoundingClientRect().top - log.getBoundingClientRect().top;
  atEnd = more.hidden = false;
}

export function settled() {
  log.setAttribute("aria-busy", "false");
  toEnd();
}

// One turn: a day above it when the day is new, then who speaks, then what.

let day = "";

function add(turn, at) {
  const moment = at ? new Date(at) : new Date();
  const label = dayLabel(moment);
  if (label !== day) log.append(element("p", { className: "day" }, element("time", { textContent: label })));
  day = label;
  turn.title = moment.toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  log.append(turn);
}

function dayLabel(moment) {
  const year = moment.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return moment.toLocaleDateString("zh-CN", { year, month: "long", day: "numeric", weekday: "long" });
}

const turn = (name, who) =>
  element("article", { className: `turn ${name}` }, element("span", { className: "unseen", textContent: who }));

const bubble = (text) => element("p", { className: "bubble", textContent: text });

// What the person said. `body` is a text, or an element for a file.

export function addMine({ text, files = [], body, at }) {
  const article = turn(body || files.length ? "mine with-file" : "mine", "您：");
  if (body) article.append(body);
  article.append(...files.map(fileShown));
  if (text) article.append(bubble(text));
  add(article, at);
  return article;
}

// `state` is "" (all well) or "failed"; `action` is [label, function] or nothing.
export function setStatus(article, state, text = "", action = null) {
  article.classList.toggle("failed", state === "failed");
  article.querySelector(".status")?.remove();
  if (!text && !action) return;
  const status = element("p", { className: "status" }, text);
  if (action) {
    const [label, act] = action;
    status.append(element("button", { type: "button", textContent: label, onclick: act }));
  }
  article.append(status);
  if (atEnd) toEnd();
}

// What we reply.

export function addReply(reply, press) {
  const follows = atEnd;
  const asks = reply.buttons.some(isQuestion);
  if (asks || saidSinceReply()) expireQuestions();
  const article = turn("theirs", "理直：");
  if (reply.text) article.append(bubble(reply.text));
  if (reply.letter) article.append(letterBox(reply.letter));
  article.append(...reply.files.map(fileShown));
  if (reply.buttons.length) article.append(buttonRow(reply.buttons, press));
  add(article, reply.at);
  if (follows) follow(article);
  else more.hidden = false;
}

const isQuestion = (button) => button.id.startsWith("q");

// Words or a press after the last reply: the answer to them has come, so the question before them no longer stands.
// A file does not end a question, since several may follow.
function saidSinceReply() {
  for (let last = log.lastElementChild; last && !last.matches(".theirs"); last = last.previousElementSibling) {
    if (last.matches(".mine") && !last.matches(".with-file")) return true;
  }
  return false;
}

function expireQuestions() {
  for (const button of log.querySelectorAll('.buttons button[data-id^="q"]')) button.disabled = true;
}

function buttonRow(buttons, press) {
  const long = buttons.some((button) => button.label.length > 9);
  const row = element("div", { className: long ? "buttons wide" : "buttons" });
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "可以直接按");
  for (const button of buttons) {
    const made = element("button", { type: "button", textContent: button.label });
    made.dataset.id = button.id;
    made.addEventListener("click", () => {
      if (isQuestion(button)) choose(row, made);
      press(button);
    });
    row.append(made);
  }
  return row;
}

function choose(row, chosen) {
  chosen.classList.add("chosen");
  for (const button of row.children) button.disabled = true;
}

// A press told by the history: the question it answered is behind us, and the choice stays to be seen.
export function markChosen(label) {
  const rows = log.querySelectorAll(".buttons");
  const row = rows[rows.length - 1];
  const made = Array.from(row?.children ?? []).find((b) => b.textContent === label && b.dataset.id.startsWith("q"));
  if (made) choose(row, made);
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
