// Elements, made by hand: text goes in as text nodes only, so that no name can be markup.

const SVG = "http://www.w3.org/2000/svg";
let patterns = 0;

/** A new SVG element at the end of `parent`. */
export function draw(parent, name, attributes = {}, text = null) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== null) node.textContent = text;
  parent.append(node);
  return node;
}

/** A new HTML element at the end of `parent`. */
export function html(parent, name, className = "", text = null) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== null) node.textContent = text;
  parent.append(node);
  return node;
}

/** A button that does something. */
export function button(parent, text, label, act, className = "") {
  const node = html(parent, "button", className, text);
  node.type = "button";
  if (label) node.setAttribute("aria-label", label);
  if (label && label !== text) node.title = label;
  node.addEventListener("click", act);
  return node;
}

const ICONS = {
  play: "M7 4 V20 L20 12 Z",
  pause: "M6 4 H10 V20 H6 Z M14 4 H18 V20 H14 Z",
  next: "M5 5 V19 L15 12 Z M16 5 H19 V19 H16 Z",
  back: "M19 5 V19 L9 12 Z M5 5 H8 V19 H5 Z",
  nextEvent: "M3 5 V19 L11 12 Z M11 5 V19 L19 12 Z M19 5 H21 V19 H19 Z",
  backEvent: "M21 5 V19 L13 12 Z M13 5 V19 L5 12 Z M3 5 H5 V19 H3 Z",
  toStart: "M4 5 H7 V19 H4 Z M20 4 L12 12 L20 20 V16 L16 12 L20 8 Z M13 4 L7 12 L13 20 V16 L10 12 L13 8 Z",
  toEnd: "M17 5 H20 V19 H17 Z M4 4 L12 12 L4 20 V16 L8 12 L4 8 Z M11 4 L17 12 L11 20 V16 L14 12 L11 8 Z",
};

/** A sign on a button: drawn, for not every machine has the letters for it. */
export function icon(parent, name) {
  const svg = draw(parent, "svg", { viewBox: "0 0 24 24", class: "rp-icon", "aria-hidden": "true" });
  draw(svg, "path", { d: ICONS[name], fill: "currentColor" });
  return svg;
}

/** Several attributes at once. */
export function set(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
}

/** A text cut at so many characters. */
export const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

/** A text over at most so many lines of so many characters. */
export function wrapped(text, length, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (!last) lines[lines.length - 1] = word;
    else if (last.length + word.length < length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length > most) lines[most - 1] = `${lines[most - 1]}…`;
  return lines.slice(0, most).map((line) => cut(line, length + 4));
}

/** About how wide a text is, in px, at a size of `em` px. */
export const widthOf = (text, em) => 0.58 * em * text.length;

/** A name cut so that it and `rest` letters beside it fit into `room` px at a size of `em` px. */
export const fitting = (name, rest, room, em) => cut(name, Math.max(6, Math.floor(room / (0.55 * em)) - rest));

/** A hatched fill for the gap; returns its name for `fill`. */
export function hatch(svg, em) {
  const id = `rp-hatch-${(patterns += 1)}`;
  const step = 0.5 * em;
  const pattern = draw(draw(svg, "defs"), "pattern", {
    id, width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  });
  draw(pattern, "rect", { width: step, height: step, fill: "var(--rp-panel)" });
  draw(pattern, "rect", { width: step / 2.6, height: step, fill: "var(--rp-gap)" });
  return `url(#${id})`;
}

/**
 * A picture that is drawn for the room it has: `plan(svg, width, em)` draws and returns a function
 * that shows an hour. It is drawn anew when the width changes. Returns { show(hour), destroy() }.
 */
export function picture(parent, plan) {
  const box = html(parent, "div", "rp-picture");
  const state = { width: 0, em: 0, hour: 0, paint: null };
  function fit() {
    const em = parseFloat(getComputedStyle(box).fontSize);
    const width = Math.floor(box.clientWidth);
    if (!width || (width === state.width && em === state.em)) return;
    Object.assign(state, { width, em });
    box.replaceChildren();
    const svg = draw(box, "svg", { role: "img" });
    state.paint = plan(svg, width, em);
    state.paint(state.hour);
  }
  const watcher = new ResizeObserver(fit);
  watcher.observe(box);
  fit();
  return {
    show(hour) {
      state.hour = hour;
      state.paint?.(hour);
    },
    destroy() {
      watcher.disconnect();
    },
  };
}
