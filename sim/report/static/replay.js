// Draws a war from its record and plays it: mount(element, war, options). No dependencies.
// `war` is what sim.report.replay gives. Text goes in as text nodes only, so names cannot be markup.

const SVG = "http://www.w3.org/2000/svg";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const SPEEDS = [1, 2, 4, 8]; // days of war per second
const STYLE = `
.rp { --ink: #1a1a1a; --faint: #555; --edge: #c8c8c8; --panel: #f4f4f2; --overlap: #009e73; --gap: #8c8c8c;
  border: 1px solid var(--edge); border-radius: .4rem; padding: .8rem 1rem; color: var(--ink); }
@media (prefers-color-scheme: dark) { .rp { --ink: #f0f0ee; --faint: #b8b8b4; --edge: #4a4a4a; --panel: #222; --overlap: #2fcf9f; --gap: #9c9c9c; } }
.rp-head { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; }
.rp-time { font-size: 1.6rem; font-weight: 700; font-variant-numeric: tabular-nums; min-width: 11ch; }
.rp-state { padding: .1rem .7rem; border-radius: 1rem; border: 2px solid var(--edge); font-weight: 600; }
.rp-drawing { overflow-x: auto; }
.rp svg { display: block; width: 100%; height: auto; }
@media (max-width: 48rem) { .rp { padding: .6rem; } .rp svg { width: 44rem; } }
.rp svg text { fill: var(--ink); font-family: system-ui, "DejaVu Sans", sans-serif; }
.rp-controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .4rem; }
.rp-controls button { font: inherit; color: var(--ink); background: var(--panel); border: 1px solid var(--edge);
  border-radius: .3rem; padding: .3rem .8rem; cursor: pointer; min-width: 3rem; }
.rp-slider { display: block; width: 100%; margin: .2rem 0 .5rem; accent-color: var(--overlap); }
.rp :focus-visible { outline: 3px solid var(--overlap); outline-offset: 2px; }
.rp-news { margin: .6rem 0 0; padding: 0; list-style: none; min-height: 8.4em; }
.rp-news li { color: var(--faint); }
.rp-news li:last-child { color: var(--ink); font-weight: 600; }
.rp-keys { color: var(--faint); font-size: .9rem; margin: .4rem 0 0; }
`;

function make(parent, name, attributes = {}, text = null) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== null) node.textContent = text;
  parent.append(node);
  return node;
}

function html(parent, name, className = "", text = null) {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== null) node.textContent = text;
  parent.append(node);
  return node;
}

function set(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
}

const cut = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);
const whole = (number) => Math.round(number).toLocaleString("en");
const percent = (share) => `${Math.round(100 * share)} %`;

/** The last of `rows` whose first item is not after `hour`. */
function latest(rows, hour) {
  let found = null;
  for (const row of rows) if (row[0] <= hour) found = row;
  return found;
}

/** A series of values at the ends of days, at any hour, from `start` on. */
function at(series, hour, start) {
  if (!series.length) return start;
  const day = hour / 24;
  const k = Math.min(Math.floor(day), series.length - 1);
  const before = k > 0 ? series[k - 1] : start;
  return before + (series[k] - before) * Math.min(1, day - k);
}

/** The value of the last day that is over. */
const held = (series, hour) => series[Math.max(0, Math.min(series.length, Math.ceil(hour / 24)) - 1)];

/** `10 Oct, 12:00`, or `Day 13, 12:00` in a war without dates. */
export function moment(war, hour) {
  const minutes = Math.floor(hour * 60 + 1e-6);
  const two = (n) => String(n).padStart(2, "0");
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  if (!war.start) return `Day ${Math.floor(minutes / 1440) + 1}, ${clock}`;
  const date = new Date(Date.parse(`${war.start}T00:00:00Z`) + minutes * 60000);
  const year = date.getUTCFullYear() === Number(war.start.slice(0, 4)) ? "" : ` ${date.getUTCFullYear()}`;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${year} ${clock}`;
}

/** The agreement that holds, or is signed and not yet in force, on a front. */
export function truceAt(front, hour) {
  return front.truces.find((t) => t.signed <= hour && (t.to === null || hour < t.to)) ?? null;
}

/** What a front's state is called. */
export function stateAt(front, hour) {
  const truce = truceAt(front, hour);
  if (!truce) return "war";
  const what = `truce ${truce.number} (${truce.broker})`;
  return hour < truce.from ? `${what} signed, not yet in force` : `${what} in force`;
}

/** Places for labels in order, at least 19 apart and near where they are wanted; null if too many. */
function apart(wanted, low, high) {
  const gap = Math.min(21, (high - low) / Math.max(1, wanted.length - 1));
  if (gap < 19) return null;
  const found = [];
  for (const x of wanted) found.push(Math.max(x, found.length ? found[found.length - 1] + gap : low));
  let limit = high;
  for (let k = found.length - 1; k >= 0; k -= 1) {
    found[k] = Math.min(found[k], limit);
    limit = found[k] - gap;
  }
  return found;
}

/** One front: places as segments of a band, the line, and the range on the same scale of land. */
function drawFront(svg, war, front, top) {
  const [left, wide, high] = [20, 960, 44];
  const group = make(svg, "g", { transform: `translate(0 ${top})` });
  const sides = [war.sides[front.first], war.sides[front.second]];
  make(group, "rect", { x: left, y: 1, width: 16, height: 16, fill: sides[0].colour });
  make(group, "text", { x: left + 24, y: 16, "font-size": 19, "font-weight": 700 }, cut(sides[0].name, 32));
  make(group, "text", { x: 500, y: 16, "font-size": 17, "text-anchor": "middle" }, cut(front.name, 40));
  make(group, "rect", { x: left + wide - 16, y: 1, width: 16, height: 16, fill: sides[1].colour });
  make(group, "text", { x: left + wide - 24, y: 16, "font-size": 19, "font-weight": 700, "text-anchor": "end" }, cut(sides[1].name, 32));
  const edges = [0];
  for (const place of front.places) edges.push(edges[edges.length - 1] + place.share);
  const x = (share) => left + wide * share;
  const middles = front.places.map((_, k) => x((edges[k] + edges[k + 1]) / 2));
  const anchors = apart(middles, left, 905);
  const segments = front.places.map((place, k) => {
    const rect = make(group, "rect", { x: x(edges[k]), y: 36, width: wide * place.share, height: high, stroke: "var(--edge)" });
    make(rect, "title", {}, place.name);
    if (anchors) {
      make(group, "path", { d: `M${middles[k]} 82 L${anchors[k]} 97`, stroke: "var(--faint)", fill: "none" });
      make(group, "text", { transform: `translate(${anchors[k] - 3} 107) rotate(48)`, "font-size": 15 }, cut(place.name, 18));
    }
    return rect;
  });
  const line = make(group, "path", { d: "M-7 -7 H7 L2 0 V58 L7 65 H-7 L-2 58 V0 Z", fill: "var(--ink)" });
  const range = drawRange(group, sides, x);
  return (hour) => {
    const held_ = latest(front.steps, hour)[1];
    segments.forEach((rect, k) => set(rect, { fill: sides[k < held_ ? 0 : 1].colour, "fill-opacity": 0.75 }));
    line.setAttribute("transform", `translate(${x(edges[held_])} 29)`);
    range(held(front.range, hour));
  };
}

/** The bargaining range under the band: what either side would settle for, and what lies between. */
function drawRange(group, sides, x) {
  const y = 262;
  make(group, "line", { x1: x(0), x2: x(1), y1: y, y2: y, stroke: "var(--edge)" });
  const between = make(group, "rect", { y: y - 9, height: 18, "fill-opacity": 0.45 });
  const words = make(group, "text", { y: y - 16, "font-size": 16, "text-anchor": "middle" });
  const marks = sides.map((side, k) =>
    make(group, "path", { d: k ? "M0 12 V-12 H-8 M0 12 H-8" : "M0 12 V-12 H8 M0 12 H8", fill: "none", stroke: side.colour, "stroke-width": 5 }));
  const caption = make(group, "text", { x: x(0), y: y + 34, "font-size": 16 });
  return (values) => {
    if (!values) return;
    const [low, high] = values;
    const meets = low <= high;
    const [a, b] = meets ? [low, high] : [high, low];
    set(between, { x: x(a), width: Math.max(1, x(b) - x(a)), fill: meets ? "var(--overlap)" : "var(--gap)" });
    words.textContent = meets ? "room for a deal" : "no line that both prefer to war";
    words.setAttribute("x", Math.min(850, Math.max(150, x((a + b) / 2))));
    marks.forEach((mark, k) => mark.setAttribute("transform", `translate(${x(values[k])} ${y})`));
    const [one, two] = sides.map((side) => cut(side.name, 20));
    caption.textContent = `${one} would settle for ${percent(low)} of the land or more; ${two} would leave it ${percent(high)} at most.`;
  };
}

/** Killed and admitted of every side as bars on one scale. */
function drawDeaths(svg, war, top) {
  const most = Math.max(1, ...war.deaths.map((series) => series[series.length - 1] ?? 0));
  const group = make(svg, "g", { transform: `translate(0 ${top})` });
  make(group, "text", { x: 20, y: 16, "font-size": 17, "font-weight": 700 }, "Soldiers killed, and admitted at home (dark)");
  const rows = war.sides.map((side, k) => {
    const y = 28 + 30 * k;
    make(group, "text", { x: 20, y: y + 17, "font-size": 16 }, cut(side.name, 18));
    const bar = make(group, "rect", { x: 190, y, height: 22, fill: side.colour, "fill-opacity": 0.45 });
    const dark = make(group, "rect", { x: 190, y, height: 22, fill: side.colour });
    return [bar, dark, make(group, "text", { y: y + 17, "font-size": 16 })];
  });
  return (hour) => rows.forEach(([bar, dark, words], k) => {
    const [killed, admitted] = [at(war.deaths[k], hour, 0), at(war.admitted[k], hour, 0)];
    const wide = (560 * killed) / most;
    bar.setAttribute("width", wide);
    dark.setAttribute("width", (560 * Math.min(killed, admitted)) / most);
    words.setAttribute("x", 200 + wide);
    words.textContent = `${whole(killed)} (${whole(admitted)} admitted)`;
  });
}

/** What both sides of a front believe of the first side's quality, against the truth. */
function drawBeliefs(svg, war, front, top) {
  const x = (chance) => 190 + 780 * chance;
  const group = make(svg, "g", { transform: `translate(0 ${top})` });
  const first = cut(war.sides[front.first].name, 24);
  make(group, "text", { x: 20, y: 16, "font-size": 17, "font-weight": 700 }, `Chance that ${first} wins an even battle: beliefs, and the truth (dashed)`);
  make(group, "line", { x1: x(0), x2: x(1), y1: 56, y2: 56, stroke: "var(--edge)", "stroke-width": 2 });
  for (const tick of [0, 0.5, 1]) make(group, "text", { x: x(tick), y: 100, "font-size": 14, "text-anchor": "middle" }, percent(tick));
  make(group, "line", { x1: x(front.truth), x2: x(front.truth), y1: 30, y2: 82, stroke: "var(--ink)", "stroke-width": 2, "stroke-dasharray": "5 4" });
  const marks = [front.first, front.second].map((side, k) => {
    const mark = make(group, "path", { d: k ? "M0 3 L9 20 H-9 Z" : "M0 -3 L9 -20 H-9 Z", fill: war.sides[side].colour });
    make(group, "text", { x: 20, y: k ? 76 : 46, "font-size": 16 }, `${k ? "▲" : "▼"} ${cut(war.sides[side].name, 16)}`);
    return mark;
  });
  return (hour) => marks.forEach((mark, k) => {
    const belief = held(front.beliefs[k], hour);
    if (belief !== undefined) mark.setAttribute("transform", `translate(${x(belief)} 56)`);
  });
}

/** Truces as strips in the colour of their broker, on the scale of the slider below. */
function drawTimeline(svg, war, top) {
  const x = (hour) => 8 + (984 * hour) / war.hours;
  const group = make(svg, "g", { transform: `translate(0 ${top})` });
  make(group, "text", { x: 20, y: 14, "font-size": 15 }, "truces over time");
  const high = 16 / war.fronts.length;
  war.fronts.forEach((front, k) => front.truces.forEach((t) => {
    const wide = Math.max(3, x(t.to ?? war.hours) - x(t.from));
    const strip = make(group, "rect", { x: x(t.from), y: 22 + high * k, width: wide, height: high, fill: t.colour });
    make(strip, "title", {}, `truce ${t.number}, ${t.kind}, ${t.broker}`);
  }));
  const now = make(group, "line", { y1: 18, y2: 42, stroke: "var(--ink)", "stroke-width": 3 });
  return (hour) => set(now, { x1: x(hour), x2: x(hour) });
}

/** The picture: returns a function that draws an hour. */
function drawAll(parent, war) {
  const frontHigh = 312;
  const deathsTop = 10 + frontHigh * war.fronts.length;
  const beliefTop = deathsTop + 50 + 30 * war.sides.length;
  const timeTop = beliefTop + 112 * Math.min(2, war.fronts.length);
  const svg = make(parent, "svg", { viewBox: `0 0 1000 ${timeTop + 44}`, role: "img" });
  const parts = [
    ...war.fronts.map((front, k) => drawFront(svg, war, front, 10 + frontHigh * k)),
    drawDeaths(svg, war, deathsTop),
    ...war.fronts.slice(0, 2).map((front, k) => drawBeliefs(svg, war, front, beliefTop + 112 * k)),
    drawTimeline(svg, war, timeTop),
  ];
  return (hour) => {
    for (const part of parts) part(hour);
    const states = war.fronts.map((front) => `${front.name} ${stateAt(front, hour)}`.trim()).join("; ");
    svg.setAttribute("aria-label", `The war at ${moment(war, hour)}: ${states}.`);
  };
}

/** Buttons and slider; `act` holds what they do. */
function controls(parent, war, act) {
  const row = html(parent, "div", "rp-controls");
  const button = (text, label, run) => {
    const node = html(row, "button", "", text);
    node.type = "button";
    node.setAttribute("aria-label", label);
    node.addEventListener("click", run);
    return node;
  };
  button("|◀", "To the start", () => act.seek(0));
  button("◀", "One step back", () => act.step(-1));
  const play = button("▶ play", "Play", act.toggle);
  button("▶|", "One step forward", () => act.step(1));
  const speed = button("", "Speed", act.faster);
  const slider = html(parent, "input", "rp-slider");
  row.before(slider);
  Object.assign(slider, { type: "range", min: "0", max: String(war.hours), step: String(war.step) });
  slider.setAttribute("aria-label", "Time of the war");
  slider.addEventListener("input", () => act.seek(Number(slider.value)));
  return { play, speed, slider };
}

/**
 * Mount the replay of a war in an element.
 *
 * options.hour: where to begin (0). options.speed: days of war per second (2).
 * options.keyboard: what to listen on for space and arrows (the element itself; pass `document`
 * where the replay is alone). options.news: how many lines of the story to show (4).
 * options.onseek(hour): called whenever the time shown changes.
 * Returns { seek(hour), step(count), play(), pause(), update(war), destroy(), hour, playing }.
 */
export function mount(element, war, options = {}) {
  const state = { hour: 0, playing: false, speed: options.speed ?? 2, frame: 0, last: 0 };
  const root = html(element, "div", "rp");
  root.tabIndex = 0;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", `Replay: ${war.title}`);
  html(root, "style", "", STYLE);
  const head = html(root, "div", "rp-head");
  const time = html(head, "div", "rp-time");
  const chips = war.fronts.map(() => html(head, "div", "rp-state"));
  const drawing = html(root, "div", "rp-drawing");
  let paint = drawAll(drawing, war);
  const act = { seek, step, toggle, faster };
  const bar = html(root, "div");
  let knobs = controls(bar, war, act);
  const news = html(root, "ol", "rp-news");
  html(root, "p", "rp-keys", "Keys: space plays and pauses, left and right arrows go one step, with shift one day, home and end go to the ends.");

  function seek(hour) {
    state.hour = Math.max(0, Math.min(war.hours, hour));
    time.textContent = moment(war, state.hour);
    war.fronts.forEach((front, k) => {
      const truce = truceAt(front, state.hour);
      chips[k].textContent = `${cut(front.name, 24)} ${stateAt(front, state.hour)}`.trim();
      chips[k].style.borderColor = truce ? truce.colour : "";
    });
    paint(state.hour);
    knobs.slider.value = String(state.hour);
    knobs.slider.setAttribute("aria-valuetext", time.textContent);
    knobs.speed.textContent = `${state.speed} d/s`;
    tell();
    options.onseek?.(state.hour);
  }
  function tell() {
    const heard = war.story.filter((line) => line[0] <= state.hour + 1e-9).slice(-(options.news ?? 4));
    const text = heard.map((line) => `${line[1]}  ${line[2]}`);
    if (text.join("\n") === news.dataset.text) return;
    news.dataset.text = text.join("\n");
    news.replaceChildren();
    for (const words of text) html(news, "li", "", words);
  }
  function step(count) {
    pause();
    seek((Math.round(state.hour / war.step) + count) * war.step);
  }
  function show() {
    knobs.play.textContent = state.playing ? "⏸ pause" : "▶ play";
    knobs.play.setAttribute("aria-label", state.playing ? "Pause" : "Play");
    news.setAttribute("aria-live", state.playing ? "off" : "polite");
  }
  function run(now) {
    if (!state.playing) return;
    const passed = Math.min(100, now - (state.last || now));
    state.last = now;
    seek(state.hour + (passed / 1000) * 24 * state.speed);
    if (state.hour >= war.hours) pause();
    else state.frame = requestAnimationFrame(run);
  }
  function play() {
    if (state.playing) return;
    if (state.hour >= war.hours) seek(0);
    Object.assign(state, { playing: true, last: 0 });
    show();
    state.frame = requestAnimationFrame(run);
  }
  function pause() {
    state.playing = false;
    cancelAnimationFrame(state.frame);
    show();
  }
  function toggle() {
    state.playing ? pause() : play();
  }
  function faster() {
    state.speed = SPEEDS[(SPEEDS.indexOf(state.speed) + 1) % SPEEDS.length];
    seek(state.hour);
  }
  function update(longer) {
    war = longer;
    drawing.replaceChildren();
    bar.replaceChildren();
    paint = drawAll(drawing, war);
    knobs = controls(bar, war, act);
    show();
    seek(state.hour);
  }
  function onkey(event) {
    const own = event.target.closest?.("input, select, textarea, summary, button, a");
    if (own || event.ctrlKey || event.metaKey || event.altKey) return;
    const days = event.shiftKey ? Math.max(1, Math.round(24 / war.step)) : 1;
    const keys = {
      " ": toggle, ArrowRight: () => step(days), ArrowLeft: () => step(-days),
      Home: () => seek(0), End: () => seek(war.hours),
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  }
  const ears = options.keyboard ?? root;
  ears.addEventListener("keydown", onkey);
  show();
  seek(options.hour ?? 0);
  return {
    seek, step, play, pause, update,
    destroy() {
      pause();
      ears.removeEventListener("keydown", onkey);
      root.remove();
    },
    get hour() { return state.hour; },
    get playing() { return state.playing; },
  };
}
