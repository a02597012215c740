// The page: what a person does on it, and what happens then. Lizhi itself is elsewhere; nothing is decided here.

import { limitFiles, sendFiles } from "./files.js";
import { element, toEnd } from "./scroll.js";
import { arrivedElsewhere, close, give, go, hasFiles, listen, open, overtaken } from "./outgoing.js";
import { markChosen, openRowToEnd } from "./buttons.js";
import { draft, dropUnsent, forget, keepDraft, unsent } from "./unsent.js";
import { addMine, addReply, clear, drawFrom, isShown, setStatus } from "./view.js";
import { Stream, hearTabs, history, newId, tellTabs } from "./wire.js";

const MAX_TEXT = 4000; // characters, as the server counts them
const ASLEEP = 30000; // milliseconds
const HELLO = "/start"; // said by the page for a person who is new here, and not shown

const text = document.getElementById("text");
const notice = document.getElementById("notice");
const offline = document.getElementById("offline");
const elsewhere = document.getElementById("elsewhere");
const gone = document.getElementById("gone");

// Words and presses, and what becomes of them

function send(message, shownAs) {
  forgetLost();
  const id = newId();
  const article = addMine({ id, text: shownAs });
  toEnd();
  give({ ...message, id, shownAs, article });
}

const press = (button) => send({ button: button.id }, button.label);

listen({
  taken({ id, shownAs, file, caption, article }) {
    if (!article) return;
    tellTabs({ mine: true, id, text: shownAs ?? caption, file: file?.name });
    if (file && !hasFiles()) openRowToEnd();
  },
  // Words that were refused go back into the box, where they can be changed.
  refused(item, error) {
    if (error.status === 401) showGone();
    const words = item.text || item.caption;
    if (!item.article || !words || text.value) return;
    if (item.text) item.article.remove();
    write(words);
    notify(error.text);
  },
});

hearTabs((entry) => {
  if (lost.some(({ id }) => id === entry.id)) askAgain(lost.filter(({ id }) => id !== entry.id));
  if (arrivedElsewhere(entry.id) || isShown(entry.id)) return;
  overtaken(entry.id);
  show(entry);
  toEnd();
});

// Words are kept by the browser; files are not.
addEventListener("beforeunload", (event) => hasFiles() && event.preventDefault());

// The box

function notify(words) {
  notice.textContent = words;
  notice.hidden = !words;
}

function write(words) {
  text.value = words;
  keepDraft(words);
  fit();
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

function submit() {
  const words = text.value.trim();
  if (!words || !gone.hidden) return;
  if ([...words].length > MAX_TEXT) {
    notify(`一次最多${MAX_TEXT}字，现在有${[...words].length}字。请分成几段发。`);
    return;
  }
  notify("");
  write("");
  send({ text: words }, words);
}

text.addEventListener("input", () => {
  keepDraft(text.value);
  notify("");
  fit();
});

// Enter sends where there is a real keyboard, but never while Chinese is being composed.
text.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229;
  const keyboard = matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (event.key !== "Enter" || event.shiftKey || composing || !keyboard) return;
  event.preventDefault();
  submit();
});

document.getElementById("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
  text.focus();
});

// Files: chosen, pasted or dropped

const chosen = document.getElementById("files");

function sendChosen(files) {
  if (!gone.hidden) return;
  forgetLost();
  const words = text.value.trim();
  const fits = [...words].length <= MAX_TEXT;
  if (sendFiles(files, fits ? words : "") && fits) write("");
}

chosen.addEventListener("change", () => {
  sendChosen(chosen.files);
  chosen.value = "";
});

document.addEventListener("paste", (event) => {
  const { files, types } = event.clipboardData;
  if (!files.length || types.includes("text/plain")) return; // words copied from an office program bring a picture too
  event.preventDefault();
  sendChosen(files);
});

const drops = (event) => event.dataTransfer.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (!drops(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});

document.addEventListener("drop", (event) => {
  if (!drops(event)) return;
  event.preventDefault();
  document.body.classList.remove("dropping");
  sendChosen(event.dataTransfer.files);
});

// The connection

let alarm = 0;

const heard = {
  reply: (reply) => addReply(reply, press),
  moved: () => location.reload(),
  gone: showGone,
  down() {
    alarm ||= setTimeout(() => (offline.hidden = false), 1500);
  },
  up() {
    clearTimeout(alarm);
    alarm = 0;
    offline.hidden = true;
    go();
  },
};

function showGone() {
  close();
  forget();
  clear();
  offline.hidden = true;
  gone.hidden = false;
}

document.getElementById("again").addEventListener("click", () => location.reload());
addEventListener("offline", heard.down);
addEventListener("online", heard.up);

// The start

function show(entry) {
  if (isShown(entry.id)) return;
  if (!entry.mine) addReply(entry, press);
  else if (entry.file) showFile(entry);
  else if (entry.text !== HELLO) {
    addMine(entry);
    markChosen(entry.text);
  }
}

// A file that another tab sent is told by its name.
function showFile(entry) {
  const body = element("p", { className: "bubble", textContent: entry.file });
  setStatus(addMine({ ...entry, body }), "", "已收到");
  openRowToEnd();
}

// What was given before the page was opened and did not arrive; of files only the names are left.
function leftBehind(entries) {
  const arrived = entries.filter((entry) => entry.mine).map((entry) => entry.id);
  arrived.forEach(dropUnsent);
  const waiting = unsent().filter((item) => !isShown(item.id));
  askAgain(waiting.filter((item) => item.name));
  return waiting.filter((item) => !item.name).map(restored);
}

const restored = (item) => ({ ...item, article: addMine({ id: item.id, text: item.shownAs }) });

// Files that were waiting when the page was closed; another tab may still be sending them.
let lost = [];

function askAgain(files) {
  lost = files;
  const names = lost.map(({ name }) => name).join("、");
  notify(names && `有${lost.length}份没发完，请再选一次：${names}`);
  const words = lost.map(({ caption }) => caption).filter(Boolean).join("\n");
  if (words && !text.value) write(words);
}

function forgetLost() {
  for (const { id } of lost.splice(0)) dropUnsent(id);
  notify("");
}

function draw({ entries }) {
  let waiting = [];
  drawFrom(() => {
    entries.forEach(show);
    waiting = leftBehind(entries);
  });
  open(entries.filter((entry) => entry.mine).pop()?.id ?? "", waiting);
}

async function start() {
  const told = await history().catch((error) => error);
  if (told.status === 401) return showGone();
  if (told instanceof Error) {
    heard.down();
    setTimeout(start, 3000);
    return;
  }
  limitFiles(told.max_file_bytes);
  elsewhere.textContent = told.elsewhere && `，或打 /link 换到 ${told.elsewhere}`;
  draw(told);
  if (!told.entries.length) give({ id: "hello", text: HELLO });
  keepUp(new Stream(told.last, heard));
}

// A phone that slept may hold a connection that is dead without knowing it.
function keepUp(stream) {
  let hiddenAt = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > ASLEEP && gone.hidden) stream.open();
  });
}

write(draft());
start();
