// The way to the server: words, presses and files in one line, in the order in which they were given. What fails stays
// at the head and is tried again by itself, and what comes later waits behind it, for an answer that arrives late would
// answer another question. What was overtaken all the same (in another tab, before a reload) waits for 重发. The id of
// each makes sending it again harmless.

import { dropUnsent, keepUnsent } from "./unsent.js";
import { moveToEnd, setStatus } from "./view.js";
import { say, upload } from "./wire.js";

const SOON = 1000; // milliseconds after which a turn says that it is still on its way
const NEXT_TRY = [3000, 6000, 12000, 30000]; // milliseconds

const line = [];
const held = new Map(); // what was overtaken, by id
let heard; // `taken(item)` and `refused(item, error)` are told
let last = ""; // the id of what arrived last
let isOpen = false; // whether the conversation before is known
let isBusy = false;
let failures = 0; // of the head, one after the other
let nextTry = 0;

export const hasFiles = () => line.some((item) => item.file);

// An item has `id` and one of `text`, `button`, `file`; `article` is its turn, if it is shown.
export function give(item) {
  line.push({ ...item, after: tail(), given: Date.now() });
  if (item.article) keepUnsent(line.at(-1));
  setTimeout(tell, SOON);
  tell();
  go();
}

const tail = () => line.at(-1)?.id ?? last;

// The conversation is known up to `arrived`; `kept` is what was given before the page was opened.
export function open(arrived, kept) {
  const early = line.splice(0);
  last = arrived;
  for (const item of kept) {
    if (item.after === tail()) line.push({ ...item, given: 0 });
    else hold(item);
  }
  isOpen = true;
  early.forEach(give);
  tell();
  go();
}

// Something arrived from another tab. Whether it waited here too:
export function arrivedElsewhere(id) {
  const item = held.get(id) ?? line.find((waiting) => waiting.id === id);
  if (item && item !== line[0]) arrive(item);
  return item !== undefined;
}

// If not, it has overtaken what waits here.
export function overtaken(id) {
  last = id;
  line.splice(isBusy ? 1 : 0).forEach(hold);
}

export function close() {
  isOpen = false;
  line.length = 0;
}

export async function go() {
  clearTimeout(nextTry);
  if (!isOpen || isBusy || !line.length) return;
  const item = line[0];
  isBusy = true;
  const error = await transmit(item);
  isBusy = false;
  if (!line.includes(item)) return go();
  if (error && (!error.status || error.wait)) return failed(error);
  if (error) refused(item, error);
  else arrive(item);
  go();
}

export function listen(to) {
  heard = to;
}

async function transmit(item) {
  try {
    if (item.file) await upload(item, (share) => item.bar && (item.bar.value = share));
    else await say(item);
  } catch (error) {
    return error;
  }
}

function failed(error) {
  if (error.status !== 429) failures += 1;
  const later = error.wait ? error.wait * 1000 : NEXT_TRY[Math.min(failures, NEXT_TRY.length) - 1];
  nextTry = setTimeout(go, later);
  tell();
}

function arrive(item) {
  last = item.id;
  leave(item);
  if (item.article) setStatus(item.article, "", item.file ? "已收到" : "");
  heard.taken(item);
}

// Sending it again would change nothing.
function refused(item, error) {
  leave(item);
  if (item.article) setStatus(item.article, "failed", error.text || "没有收下。");
  heard.refused(item, error);
}

function leave(item) {
  if (item === line[0]) failures = 0;
  if (!held.delete(item.id)) line.splice(line.indexOf(item), 1);
  dropUnsent(item.id);
  if (line[0]?.article) keepUnsent(Object.assign(line[0], { after: last }));
  tell();
}

function hold(item) {
  if (!item.article) return;
  held.set(item.id, item);
  const again = () => {
    held.delete(item.id);
    dropUnsent(item.id);
    moveToEnd(item.article);
    setStatus(item.article, "");
    give(item);
  };
  setStatus(item.article, "failed", "没发出去。", [["重发", again]]);
}

// What is said under each turn that waits.

function tell() {
  const isSaid = (item) => item.article && (item.file || failures || Date.now() - item.given >= SOON);
  line.filter(isSaid).forEach(tellOf);
}

function tellOf(item) {
  const again = [["重发", retry]];
  if (item.file) again.push(["不发了", drop]);
  if (item !== line[0]) setStatus(item.article, "", "等前面的发完");
  else if (failures) setStatus(item.article, "failed", "没发出去，会自己再发。", again);
  else setStatus(item.article, "", "正在发…", item.bar ? [item.bar] : []);
}

function retry() {
  failures = 0;
  tell();
  go();
}

// A file that this browser cannot read any more would hold up everything.
function drop() {
  const [item] = line;
  leave(item);
  item.article.remove();
  go();
}
