// Sends files one after the other, in the order in which they were chosen, with progress and another try.

import { newId, patiently, upload } from "./wire.js";
import { addMine, element, setStatus, thumbnail, toEnd } from "./view.js";

let limit = Infinity; // bytes
let line = Promise.resolve();

export function limitFiles(bytes) {
  limit = bytes;
}

// Settled when the files chosen so far are there, or have failed: what is said after them must not overtake them.
export const filesThere = () => line;

export function sendFiles(files) {
  for (const file of files) {
    const article = addMine({ body: shown(file) });
    const again = () => enqueue(id, file, article, again);
    const id = newId();
    if (file.size <= limit) again();
    else setStatus(article, "failed", `没有发：超过了 ${Math.floor(limit / 1048576)} MB，请剪短或截图再发。`);
  }
  toEnd();
}

function shown(file) {
  if (!file.type.startsWith("image/")) return element("p", { className: "bubble", textContent: file.name });
  const url = URL.createObjectURL(file);
  return thumbnail(url, file.name);
}

function enqueue(id, file, article, again) {
  setStatus(article, "", "等着发");
  line = line.then(() => send(id, file, article, again));
}

async function send(id, file, article, again) {
  const bar = element("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", `正在发 ${file.name}`);
  setStatus(article, "", "正在发");
  article.querySelector(".status").append(bar);
  try {
    await patiently(() => upload(id, file, (share) => (bar.value = share)));
    setStatus(article, "", "已收到");
  } catch (error) {
    if (error.text && !error.wait) setStatus(article, "failed", error.text);
    else setStatus(article, "failed", "没发出去。", ["重发", again]);
  }
}
