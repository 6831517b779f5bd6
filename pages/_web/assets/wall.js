// The wall: shows its slides in turn, asks for news, and keeps what it has while the line is lost.
"use strict";

const ASK_EVERY = 15000, ASK_SOON = 2000, GONE_EVERY = 30000, PATIENCE = 60000;
const body = document.body, at = (id) => document.getElementById(id);
let slides = [], stamp = "", number = -1, pause = 20, read = "", lost = null, wait = ASK_SOON;
let turning = null, tries = 0;

function said(words, parts) {
  return words.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
}

function clock(when) {
  return [when.getHours(), when.getMinutes(), when.getSeconds()]
    .map((one) => String(one).padStart(2, "0")).join(":");
}

function drawn(words) {
  const found = new DOMParser().parseFromString(words, "image/svg+xml").documentElement;
  if (found.nodeName !== "svg") return [];
  for (const link of [...found.querySelectorAll("a")]) link.replaceWith(...link.childNodes);
  found.removeAttribute("width");
  found.removeAttribute("height");
  found.setAttribute("preserveAspectRatio", "xMidYMin meet");
  return [document.importNode(found, true)];
}

function key([name, colour]) {
  const one = document.createElement("span");
  const box = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" rx=".15"/></svg>';
  const mark = drawn(box)[0];
  mark.firstChild.setAttribute("fill", colour);
  one.append(mark, name);
  return one;
}

function tile({ label, value, delta }) {
  const box = document.createElement("div"), term = document.createElement("dt");
  const told = document.createElement("dd"), change = document.createElement("small");
  term.textContent = label;
  told.textContent = value + " ";
  if (delta && delta !== "0") {
    const less = delta.startsWith("-");
    change.className = less ? "less" : "more";
    change.textContent = (less ? "↓ " : "↑ ") + delta.replace(/^[-+]/, "");
    told.append(change);
  }
  box.append(term, told);
  return box;
}

function show(slide) {
  at("title").textContent = slide.title;
  at("told").textContent = slide.told;
  at("keys").replaceChildren(...Object.entries(slide.keys).map(key));
  at("chart").replaceChildren(...(slide.svg ? drawn(slide.svg) : []));
  at("tiles").replaceChildren(...slide.tiles.map(tile));
  at("foot").textContent = slide.foot;
  at("dots").replaceChildren(...slides.map((_, place) => {
    const dot = document.createElement("i");
    if (place === number) dot.className = "now";
    return dot;
  }));
}

function turn() {
  clearTimeout(turning);
  if (!slides.length) return;
  number = (number + 1) % slides.length;
  show(slides[number]);
  turning = setTimeout(turn, pause * 1000);
}

function say(words) {
  clearTimeout(turning);
  turning = null;
  number = -1;
  slides = [];
  body.className = words ? "said" : "";
  show({ title: words, told: "", keys: {}, svg: "", tiles: [], foot: "" });
}

function mark() {
  at("read").textContent = read ? said(body.dataset.read, { time: read }) : "";
  at("lost").hidden = lost === null;
  if (lost) at("lost").textContent = said(body.dataset.lost, { time: clock(lost), read });
}

function take(told) {
  if (told.build !== body.dataset.build || told.language.slice(0, 2) !== document.documentElement.lang.slice(0, 2)) {
    location.reload();
    return;
  }
  document.documentElement.dataset.look = told.look;
  pause = told.pause;
  read = told.read;
  lost = null;
  tries = 0;
  if (told.slides) {
    body.className = "";
    slides = told.slides;
    stamp = told.stamp;
    if (!slides.length) say(body.dataset.nothing);
    else if (number < 0 || number >= slides.length || turning === null) { number = -1; turn(); }
    else show(slides[number]);
  }
  wait = ASK_EVERY;
}

async function ask() {
  try {
    const answer = await fetch(`/wall/state?stamp=${stamp}`, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 403) {
      const told = await answer.json();
      stamp = "";
      number = -1;
      lost = null;
      read = "";
      say(told.gone[document.documentElement.lang === "en" ? "en" : "zh_CN"]);
      wait = GONE_EVERY;
    } else if (answer.ok) take(await answer.json());
    else throw new Error(answer.status);
  } catch {
    lost = lost ?? new Date();
    tries += 1;
    wait = Math.min(ASK_SOON * 2 ** Math.min(tries - 1, 4), ASK_EVERY);
  }
  mark();
  setTimeout(ask, wait);
}

ask();
