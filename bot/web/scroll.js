// The log that holds the conversation: how it scrolls, and when a press on it counts. It knows nothing of what is said.

export const log = document.getElementById("log");
const more = document.getElementById("more");

const NEAR = 80; // pixels from the end that still count as reading the end
const SHIFT = 20; // pixels that a button may move under a finger
const STILL = 700; // milliseconds that buttons must have stood where they are

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// A second tap of a finger that tapped twice must not press what has come under it: while hushed, no button does.

let hushing = 0;

export function hush() {
  log.classList.add("hushed");
  clearTimeout(hushing);
  hushing = setTimeout(() => log.classList.remove("hushed"), STILL);
}

export const isHushed = () => log.classList.contains("hushed");

// Scrolling: the end is followed, unless the person has scrolled up.

let atEnd = true;

export const readsTheEnd = () => atEnd;

log.addEventListener("scroll", () => {
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  if (atEnd) more.hidden = true;
});

new ResizeObserver(() => {
  hush();
  if (atEnd) toEnd();
}).observe(log);
more.addEventListener("click", toEnd);

export function toEnd() {
  more.hidden = true;
  scrollTo(log.scrollHeight);
  atEnd = true;
}

function scrollTo(top) {
  const before = log.scrollTop;
  log.scrollTop = top;
  if (Math.abs(log.scrollTop - before) > SHIFT) hush();
}

// A reply longer than the screen is read from its beginning; where the person reads further up, nothing moves.
export function follow(article, follows) {
  hush();
  if (!follows) more.hidden = false;
  else if (article.offsetHeight < log.clientHeight) toEnd();
  else {
    scrollTo(log.scrollTop + article.getBoundingClientRect().top - log.getBoundingClientRect().top);
    atEnd = more.hidden = false;
  }
}
