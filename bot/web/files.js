// Files that were chosen, pasted or dropped: shown at once, and given to the line one after the other.

import { element, toEnd } from "./scroll.js";
import { give } from "./outgoing.js";
import { addMine, setStatus, thumbnail } from "./view.js";
import { newId } from "./wire.js";

let limit = Infinity; // bytes

export function limitFiles(bytes) {
  limit = bytes;
}

// Words that were written already go along with the first. Whether they did.
export function sendFiles(files, words) {
  let caption = words;
  for (const file of files) {
    const id = newId();
    const fits = file.size <= limit;
    const article = addMine({ id, text: fits ? caption : "", body: shown(file) });
    if (fits) {
      give({ id, file, caption, article, bar: progress(file) });
      caption = "";
    } else setStatus(article, "failed", `没有发：超过了 ${Math.floor(limit / 1048576)} MB，请剪短或截图再发。`);
  }
  toEnd();
  return !caption;
}

function shown(file) {
  if (!file.type.startsWith("image/")) return element("p", { className: "bubble", textContent: file.name });
  const url = URL.createObjectURL(file);
  return thumbnail(url, file.name);
}

function progress(file) {
  const bar = element("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", `正在发 ${file.name}`);
  return bar;
}
