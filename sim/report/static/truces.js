// The truce chart: how long each truce lasts, on a scale from minutes to months.

import { cut, draw, html, picture, set } from "./dom.js";
import { spanOf } from "./time.js";
import { t } from "./words.js";

const SCALE = [["scale_minute", 1 / 60], ["scale_hour", 1], ["scale_day", 24], ["scale_week", 168], ["scale_month", 730], ["scale_year", 8766]];
const SHORTEST = 1 / 60;
const SHORT = 8; // letters of a broker that still say who it is
const ROWS = 8; // of the chart: the latest truces

/** Mount the chart of all truces of a war. */
export function mountTruces(parent, war) {
  const truces = war.fronts.flatMap((front) => front.truces.map((truce) => ({ ...truce, front: front.name })));
  truces.sort((a, b) => a.signed - b.signed);
  html(parent, "h3", "", t("truces_title"));
  const empty = html(parent, "p", "rp-words", t("truces_none"));
  const image = picture(parent, (svg, width, em) => planTruces(svg, width, em, war, truces));
  if (truces.length > ROWS) html(parent, "p", "rp-marks", t("truces_latest", { n: ROWS }));
  if (truces.length) legend(parent, war);
  return {
    show(hour) {
      empty.hidden = truces.some((truce) => truce.signed <= hour);
      image.show(hour);
    },
    destroy: image.destroy,
  };
}

function legend(parent, war) {
  const row = html(parent, "p", "rp-marks");
  html(row, "span", "", `✕ ${t("truces_legend")}`);
  for (const side of war.sides) {
    const item = html(row, "span");
    const mark = html(item, "span", "rp-triangle", "▼ ");
    mark.style.color = side.colour;
    html(item, "span", "", t("truces_legend_accusation", { side: side.name }));
  }
}

/** How long a truce has been in force at an hour; null before that. */
function lifeAt(truce, hour, end) {
  if (hour < truce.from) return null;
  return Math.min(hour, truce.to ?? end) - truce.from;
}

function planTruces(svg, width, em, war, truces) {
  const row = 3.3 * em;
  const longest = Math.max(24, ...truces.map((truce) => (truce.to ?? war.hours) - truce.from));
  const span = Math.log(longest * 1.15) - Math.log(SHORTEST);
  const [left, room] = [0.5 * em, width - 1.5 * em];
  const x = (hours) => left + (room * (Math.log(Math.max(SHORTEST, hours)) - Math.log(SHORTEST))) / span;
  const bottom = Math.min(ROWS, Math.max(1, truces.length)) * row + 0.4 * em;
  set(svg, { viewBox: `0 0 ${width} ${bottom + 1.6 * em}`, width, height: bottom + 1.6 * em, "aria-label": t("truces_chart") });
  let edge = -Infinity;
  for (const [key, hours] of SCALE) {
    if (hours > longest * 1.15) continue;
    draw(svg, "line", { x1: x(hours), x2: x(hours), y1: 0, y2: bottom, class: "rp-grid-line" });
    if (x(hours) < edge) continue;
    const last = x(hours) > width - 3 * em;
    draw(svg, "text", { x: last ? width : x(hours), y: bottom + 1.2 * em, "font-size": 0.85 * em, "text-anchor": last ? "end" : hours === SHORTEST ? "start" : "middle", class: "rp-faint" }, t(key));
    edge = x(hours) + 4.5 * em;
  }
  const bars = truces.map((truce) => drawTruce(svg, war, truce, { x, em, width }));
  return (hour) => {
    const first = Math.max(0, truces.filter((truce) => truce.signed <= hour).length - ROWS);
    bars.forEach((bar, k) => bar(hour, k < first ? null : (k - first) * row));
  };
}

/** What stands over a bar, in so many letters: its broker whole or cut short, or none. */
function rowWords(truce, state, letters) {
  const left = Math.floor(letters - t("truces_row", { ...truce, broker: "", state }).length);
  if (left < Math.min(SHORT, truce.broker.length)) return t("truces_row_short", { ...truce, state });
  return t("truces_row", { ...truce, broker: cut(truce.broker, left), state });
}

/** One truce; what it returns shows an hour, so far down, or nowhere (null). */
function drawTruce(svg, war, truce, { x, em, width }) {
  const group = draw(svg, "g");
  const words = draw(group, "text", { x: x(0), y: 0.95 * em, "font-size": 0.95 * em });
  const bar = draw(group, "rect", { x: x(0), y: 1.85 * em, height: 1.05 * em, fill: truce.colour, class: "rp-bar" });
  const marks = [];
  if (truce.incident !== null) {
    marks.push([draw(group, "text", { x: x(truce.incident), y: 2.75 * em, "text-anchor": "middle", class: "rp-strong" }, "✕"), truce.incident]);
  }
  truce.accusations.forEach((hours, side) => {
    if (hours === null) return;
    const at = x(hours);
    const d = `M${at - 0.4 * em} ${1.25 * em} H${at + 0.4 * em} L${at} ${1.85 * em} Z`;
    marks.push([draw(group, "path", { d, fill: war.sides[side].colour, class: "rp-accusation" }), hours]);
  });
  return (hour, down) => {
    const seen = truce.signed <= hour && down !== null;
    group.setAttribute("visibility", seen ? "visible" : "hidden");
    if (seen) group.setAttribute("transform", `translate(0 ${down})`);
    const life = lifeAt(truce, hour, war.hours);
    bar.setAttribute("width", life === null ? 0 : Math.max(2, x(life) - x(0)));
    const over = truce.to !== null && hour >= truce.to;
    const state = life === null ? t("truce_waiting") : t(over ? "truce_ended" : "truce_holds", { span: spanOf(life) });
    words.textContent = rowWords(truce, state, (width - x(0)) / (0.5 * em));
    for (const [mark, hours] of marks) {
      const shown = seen && life !== null && hours <= life + 1e-9;
      mark.setAttribute("visibility", shown ? "visible" : "hidden");
    }
  };
}
