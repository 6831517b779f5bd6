"""Streamlit's own words in the person's language: one script beside the page.

Streamlit writes them in English and has no setting for it. The script is a dictionary
and an observer that changes text nodes and attributes, which React puts up with. It
never touches what people typed. The frame says the language by a mark on the page, and
the script gives the English back when that changes.
"""

import json
import re
from functools import lru_cache

from core.i18n import CHINESE, ENGLISH, translate
from pages._web.chrome_words import EXACT, PATTERNS

_MARK = "--lianxin-language"
_PART = re.compile(r"\{(\w+)\}")

_SCRIPT = """(() => {
'use strict';
// The server is at the root: without this a page deep inside first asks below itself, in vain.
const root = `${location.origin}/`;
window.__streamlit = { BACKEND_BASE_URL: root, MAIN_PAGE_BASE_URL: root };

const exact = new Map(Object.entries(%(exact)s));
const patterns = %(patterns)s.map(([from, to]) => [new RegExp(from, 'u'), to]);
const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt'];
// What people typed, and what screens say themselves, is left alone ...
const OWN = '[data-testid="stMarkdownContainer"], [data-testid="stText"], [data-testid="stTable"]'
  + ', [data-testid="stHeading"], [data-testid="stHtml"], textarea, code, pre';
// ... but for those buttons of Streamlit's that are made like a screen's own.
const CHROME = '[data-testid^="stFileUploader"] button, [data-testid="stCameraInput"] button'
  + ', [data-testid="stTooltipContent"], [data-testid="stTooltipErrorContent"]'
  + ', [data-testid="stElementToolbar"]';
const before = new WeakMap();
let english = null;

// Before the first mark of a page: the language that this browser last read.
const marked = () => {
  const marks = document.querySelectorAll('.stHtml style');
  for (const one of Array.from(marks).reverse()) {
    const found = /%(mark)s: (\\w+)/.exec(one.textContent);
    if (found) { localStorage.setItem('%(mark)s', found[1]); return found[1]; }
  }
  return localStorage.getItem('%(mark)s');
};

const put = (said) => {
  const key = said.trim();
  if (!key || key.length > 160) return null;
  if (exact.has(key)) return said.replace(key, () => exact.get(key));
  for (const [from, to] of patterns) if (from.test(key)) return key.replace(from, to);
  return null;
};

// One place: a text node, or an attribute of an element. What stood there is remembered.
const change = (owner, place, said, write) => {
  const places = before.get(owner) || {};
  const past = places[place];
  if (past && said === past.now) {
    if (english) { delete places[place]; write(past.was); }
    return;
  }
  const now = english ? null : put(said);
  if (now === null || now === said) return;
  before.set(owner, { ...places, [place]: { was: said, now } });
  write(now);
};

const text = (node) => {
  const parent = node.parentElement;
  if (!parent || (parent.closest(OWN) && !parent.closest(CHROME))) return;
  change(node, 'text', node.nodeValue, (now) => { node.nodeValue = now; });
};

const attributes = (element) => {
  for (const name of ATTRIBUTES) {
    const said = element.getAttribute(name);
    if (said) change(element, name, said, (now) => element.setAttribute(name, now));
  }
};

const walk = (node) => {
  if (node.nodeType === Node.TEXT_NODE) text(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  attributes(node);
  node.childNodes.forEach(walk);
};

const look = () => {
  const now = marked() === '%(english)s';
  if (now === english) return;
  english = now;
  document.documentElement.lang = english ? 'en' : 'zh-CN';
  walk(document.documentElement);
};

// Streamlit sends a form whose date is out of range, with the date that stood there before: what
// is on the screen would not be what is kept. So it stays, and the date is asked for again.
const unlessWrong = (event, sending) => {
  const wrong = sending?.closest('[data-testid="stForm"]')?.querySelector(
    '[data-testid="stDateInput"] [data-invalid="true"] [role="spinbutton"]');
  if (!wrong) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wrong.focus();
};
document.addEventListener('click', (event) => unlessWrong(
  event, event.target.closest?.('[data-testid="stFormSubmitButton"] button')), true);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') unlessWrong(event, event.target.closest?.('input'));
}, true);

// A page that is closed or loaded anew forgets what was typed at length: it asks first.
const stood = new Map();
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLTextAreaElement && !stood.has(target)) stood.set(target, target.value);
});
window.addEventListener('beforeunload', (event) => {
  for (const [box, words] of stood) {
    if (!box.isConnected) stood.delete(box);
    else if (box.value.trim() && box.value !== words) event.preventDefault();
  }
});

new MutationObserver((changes) => {
  look();
  for (const one of changes) {
    if (one.type === 'characterData') text(one.target);
    else if (one.type === 'attributes') attributes(one.target);
    else one.addedNodes.forEach(walk);
  }
}).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true,
  attributes: true, attributeFilter: ATTRIBUTES,
});
look();
})();
"""


def mark(language: str) -> str:
    """What the frame puts on the page with `st.html`: it takes no room and is not seen."""
    return f"<style>:root {{ {_MARK}: {language} }}</style>"


@lru_cache
def script() -> str:
    """The script, with the words of the catalogue."""
    return _SCRIPT % {
        "exact": _json({word: translate(word, CHINESE) for word in EXACT}),
        "patterns": _json([pattern(word) for word in PATTERNS]),
        "mark": _MARK,
        "english": ENGLISH,
    }


def pattern(message: str) -> tuple[str, str]:
    """A message with parts, as a JavaScript pattern and its replacement."""
    names = _PART.findall(message)
    pattern = "(.+?)".join(_quoted(piece) for piece in _PART.split(message)[::2])
    said = _PART.sub(lambda part: f"${names.index(part[1]) + 1}", translate(message, CHINESE))
    return f"^{pattern}$", said


def _quoted(piece: str) -> str:
    """A literal piece of a pattern that is read in Unicode mode."""
    return re.sub(r"[\\^$.*+?()[\]{}|/]", r"\\\g<0>", piece)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
