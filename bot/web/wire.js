// What goes over the wire. It knows nothing of the page.

const TIMEOUT = 20000; // milliseconds
const STALLED = 30000; // milliseconds without progress after which an upload counts as failed

// A request that reached the server and was not taken; `text` is what the person may read.
export class Refusal extends Error {
  constructor(status, problem, wait) {
    super(problem.error ?? `HTTP ${status}`);
    this.status = status;
    this.text = problem.text ?? "";
    this.wait = wait; // seconds, when it may simply be sent again later
  }
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const history = () => request("/chat/history");

export const say = ({ id, text, button }) =>
  request("/chat/messages", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id, text, button }),
  });

async function request(path, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const response = await fetch(path, { ...options, signal: stop.signal });
    const body = await response.json().catch(() => ({}));
    if (!response.ok) throw refusal(response.status, body, response.headers.get("Retry-After"));
    return body;
  } finally {
    clearTimeout(timer);
  }
}

const refusal = (status, body, wait) => new Refusal(status, body, status >= 500 || wait ? Number(wait) || 5 : 0);

// XMLHttpRequest, since fetch tells no progress. `told` gets a share from 0 to 1.
export function upload({ id, file, caption }, told) {
  const form = new FormData();
  form.append("id", id);
  if (caption) form.append("caption", caption);
  form.append("file", file, file.name || "image.png");
  const xhr = new XMLHttpRequest();
  let stalled = 0;
  const moves = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => xhr.abort(), STALLED);
  };
  const sending = new Promise((resolve, reject) => {
    xhr.upload.onprogress = (event) => {
      moves();
      if (event.lengthComputable) told(event.loaded / event.total);
    };
    xhr.onerror = xhr.onabort = () => reject(new TypeError("no connection"));
    xhr.onload = () => {
      if (xhr.status === 202) resolve();
      else reject(refusal(xhr.status, parsed(xhr.responseText), xhr.getResponseHeader("Retry-After")));
    };
    xhr.open("POST", "/chat/files");
    xhr.send(form);
  });
  moves();
  return sending.finally(() => clearTimeout(stalled));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

// Replies as they come, for as long as the page is open. `heard` has: reply, up, down, moved, gone.
export class Stream {
  constructor(after, heard) {
    this.last = after;
    this.heard = heard;
    this.open();
  }

  open() {
    this.source?.close();
    const source = (this.source = new EventSource(`/chat/events?after=${this.last}`));
    source.onopen = this.heard.up;
    source.onmessage = (event) => this.take(event);
    source.onerror = () => this.broken(source);
    for (const name of ["moved", "gone"]) source.addEventListener(name, () => this.end(name));
  }

  take(event) {
    this.last = Number(event.lastEventId);
    this.heard.reply(JSON.parse(event.data));
  }

  // The browser itself comes back after a broken connection, but not after an answer such as 502.
  broken(source) {
    this.heard.down();
    if (source.readyState === EventSource.CLOSED) setTimeout(() => this.comeBack(), 3000);
  }

  async comeBack() {
    try {
      await history();
      this.open();
    } catch (error) {
      if (error.status === 401) this.end("gone");
      else setTimeout(() => this.comeBack(), 3000);
    }
  }

  end(name) {
    this.source.close();
    this.heard[name]();
  }
}

// The same conversation in another tab of this browser: what was said there, and arrived, is told here.
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("lizhi") : { postMessage() {} };

export const tellTabs = (entry) => tabs.postMessage(entry);

export function hearTabs(heard) {
  tabs.onmessage = (event) => heard(event.data);
}
