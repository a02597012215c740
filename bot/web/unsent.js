// What is written and not yet with the server, kept in the browser so that a closed page loses nothing.

const DRAFT = "lizhi.draft";
const UNSENT = "lizhi.unsent";

// Storage may be full or forbidden; then the page works without a memory.
function stored(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

function store(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

export const draft = () => stored(DRAFT, "");
export const keepDraft = (text) => store(DRAFT, text);

export const unsent = () => stored(UNSENT, []);
export const keepUnsent = (message) => store(UNSENT, [...without(message.id), message]);
export const dropUnsent = (id) => store(UNSENT, without(id));
const without = (id) => unsent().filter((message) => message.id !== id);

export function forget() {
  store(DRAFT, "");
  store(UNSENT, []);
}
