// How long truces live: the share still alive against time, with the band of 95 %.

import { draw, html, picture, set } from "/static/report/dom.js";
import { percent, t } from "/static/report/words.js";

const TICKS = [["scale_minute", 1 / 60], ["scale_hour", 1], ["scale_day", 24], ["scale_week", 168], ["scale_month", 730], ["scale_year", 8766]];
const SHORTEST = 1 / 60;

/** Mount the curves of some branches: { name, colour, hours, share, low, high, truces }. */
export function mountCurves(parent, branches) {
  html(parent, "h3", "", t("survival_title"));
  const drawn = branches.filter((one) => one.hours?.length);
  if (!drawn.length) {
    html(parent, "p", "hint", t("survival_none"));
    return { destroy() {} };
  }
  html(parent, "p", "hint", t("survival_hint"));
  const list = html(parent, "p", "key");
  for (const one of branches) {
    const item = html(list, "span");
    html(item, "span", "key-square").style.background = one.colour;
    html(item, "span", "", t("survival_key", { name: one.name, n: one.truces ?? 0 }));
  }
  const image = picture(parent, (svg, width, em) => plan(svg, width, em, drawn));
  return image;
}

function plan(svg, width, em, branches) {
  const [left, top, high] = [3.6 * em, 0.6 * em, 14 * em];
  const room = width - left - 2 * em;
  const longest = Math.max(24, ...branches.map((one) => one.hours[one.hours.length - 1]));
  const span = Math.log(longest / SHORTEST);
  const x = (hours) => left + (room * Math.log(Math.max(SHORTEST, hours) / SHORTEST)) / span;
  const y = (share) => top + high * (1 - share);
  set(svg, { viewBox: `0 0 ${width} ${top + high + 2 * em}`, width, height: top + high + 2 * em, "aria-label": t("survival_title") });
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    draw(svg, "line", { x1: left, x2: left + room, y1: y(share), y2: y(share), class: "grid" });
    draw(svg, "text", { x: left - 0.4 * em, y: y(share) + 0.35 * em, "text-anchor": "end", "font-size": 0.85 * em }, percent(share));
  }
  let edge = -Infinity;
  for (const [key, hours] of TICKS) {
    if (hours > longest) continue;
    draw(svg, "line", { x1: x(hours), x2: x(hours), y1: top, y2: top + high, class: "grid" });
    if (x(hours) < edge) continue;
    draw(svg, "text", { x: x(hours), y: top + high + 1.4 * em, "text-anchor": "middle", "font-size": 0.85 * em }, t(key));
    edge = x(hours) + 4.5 * em;
  }
  for (const one of branches) curve(svg, one, x, y);
  return () => {};
}

/** Steps: the share holds until the next hour. */
function curve(svg, one, x, y) {
  const steps = (values) => values.flatMap((value, k) => {
    const before = k ? values[k - 1] : 1;
    return [[x(one.hours[k]), y(before ?? 1)], [x(one.hours[k]), y(value ?? before ?? 1)]];
  });
  const path = (points) => points.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join("L");
  const [low, high] = [steps(filled(one.low)), steps(filled(one.high))];
  draw(svg, "path", { d: `M${path(high)}L${path(low.reverse())}Z`, fill: one.colour, "fill-opacity": 0.18 });
  draw(svg, "path", { d: `M${path([[x(0), y(1)], ...steps(one.share)])}`, fill: "none", stroke: one.colour, "stroke-width": 3 });
}

/** Bounds that are not known stay where they were last known. */
function filled(values) {
  let last = 1;
  return values.map((value) => (last = value ?? last));
}
