// What is written and not yet with the server, kept in the browser so that a closed page loses nothing. Of files only
// the names are kept.

const DRAFT = "lizhi.draft";
const UNSENT = "lizhi.unsent";

// Storage may be full or forbidden; then the page works without a memory.
function stored(storage, key, fallback) {
  try {
    return JSON.parse(globalThis[storage].getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

function store(storage, key, value) {
  try {
    globalThis[storage].setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

// Each tab has a draft of its own; a new one takes up what was written last.
export const draft = () => stored("sessionStorage", DRAFT, null) ?? stored("localStorage", DRAFT, "");

export function keepDraft(text) {
  store("sessionStorage", DRAFT, text);
  store("localStorage", DRAFT, text);
}

export const unsent = () => stored("localStorage", UNSENT, []);

// In its place, if it is there already. `after` is the id of what goes before it.
export function keepUnsent({ id, text, button, caption, shownAs, file, after }) {
  const kept = { id, text, button, caption, shownAs, name: file?.name, after };
  const all = unsent();
  const place = all.findIndex((item) => item.id === id);
  if (place < 0) all.push(kept);
  else all[place] = kept;
  store("localStorage", UNSENT, all);
}

export function dropUnsent(id) {
  const left = unsent().filter((item) => item.id !== id);
  store("localStorage", UNSENT, left);
}

export function forget() {
  keepDraft("");
  store("localStorage", UNSENT, []);
}
