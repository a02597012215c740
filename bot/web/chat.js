// The page: what a person does on it, and what happens then. Lizhi itself is elsewhere; nothing is decided here.

import { filesThere, limitFiles, sendFiles } from "./files.js";
import { draft, dropUnsent, forget, keepDraft, keepUnsent, unsent } from "./unsent.js";
import { addMine, addReply, markChosen, setStatus, settled, toEnd } from "./view.js";
import { Stream, history, newId, patiently, say } from "./wire.js";

const MAX_TEXT = 4000; // characters, as the server counts them
const ASLEEP = 30000; // milliseconds
const HELLO = "/start"; // said by the page for a person who is new here, and not shown

const text = document.getElementById("text");
const notice = document.getElementById("notice");
const offline = document.getElementById("offline");
const gone = document.getElementById("gone");

// Sending words and presses: one at a time and after the files before them, so that the order stays. The id makes
// sending again harmless.

let line = Promise.resolve();
const waiting = new Map(); // what did not get through while this page was open: id → send it again

function send(message, shownAs) {
  const article = addMine({ text: shownAs });
  keepUnsent({ ...message, shownAs });
  toEnd();
  enqueue(message, article);
}

function enqueue(message, article) {
  waiting.delete(message.id);
  setStatus(article, "");
  line = Promise.all([line, filesThere()]).then(() => attempt(message, article));
}

async function attempt(message, article) {
  try {
    await patiently(() => say(message));
    dropUnsent(message.id);
  } catch (error) {
    if (error.status === 401) showGone();
    if (error.status && !error.wait) refused(message, article, error);
    else failed(message, article, error.text);
  }
}

function failed(message, article, why) {
  const again = () => enqueue(message, article);
  waiting.set(message.id, again);
  setStatus(article, "failed", why || "没发出去。", ["重发", again]);
}

// Sending it again would change nothing: the words go back into the box, where they can be changed.
function refused(message, article, error) {
  dropUnsent(message.id);
  setStatus(article, "failed", error.text || "没有收下。");
  if (!message.text || text.value) return;
  article.remove();
  write(message.text);
  notify(error.text);
}

function resendWaiting() {
  for (const again of [...waiting.values()]) again();
}

const press = (button) => send({ id: newId(), button: button.id }, button.label);

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
  if (!words) return;
  if ([...words].length > MAX_TEXT) {
    notify(`一次最多${MAX_TEXT}字，现在有${[...words].length}字。请分成几段发。`);
    return;
  }
  notify("");
  write("");
  send({ id: newId(), text: words }, words);
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

chosen.addEventListener("change", () => {
  sendFiles(chosen.files);
  chosen.value = "";
});

document.addEventListener("paste", (event) => {
  const { files, types } = event.clipboardData;
  if (!files.length || types.includes("text/plain")) return; // words copied from an office program bring a picture too
  event.preventDefault();
  sendFiles(files);
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
  sendFiles(event.dataTransfer.files);
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
    resendWaiting();
  },
};

function showGone() {
  forget();
  offline.hidden = true;
  gone.hidden = false;
}

document.getElementById("again").addEventListener("click", () => location.reload());
addEventListener("offline", heard.down);
addEventListener("online", heard.up);

// The start

function show(entry) {
  if (!entry.mine) addReply(entry, press);
  else if (entry.text !== HELLO) {
    addMine(entry);
    markChosen(entry.text);
  }
}

function showUnsent(entries) {
  const arrived = new Set(entries.filter((entry) => entry.mine).map((entry) => entry.id));
  for (const { shownAs, ...message } of unsent()) {
    if (arrived.has(message.id)) dropUnsent(message.id);
    else failed(message, addMine({ text: shownAs }), "");
  }
}

// The first words of somebody new; the fixed id makes them one, however often the page is opened.
function greet() {
  const hello = { id: "hello", text: HELLO };
  line = line.then(() => say(hello)).then(
    () => waiting.delete(hello.id),
    () => waiting.set(hello.id, greet),
  );
}

async function start() {
  try {
    const told = await history();
    limitFiles(told.max_file_bytes);
    told.entries.forEach(show);
    showUnsent(told.entries);
    settled();
    if (!told.entries.length) greet();
    keepUp(new Stream(told.last, heard));
  } catch (error) {
    if (error.status === 401) return showGone();
    heard.down();
    setTimeout(start, 3000);
  }
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
