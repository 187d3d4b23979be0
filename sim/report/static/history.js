// Charts over the time of the war, drawn up to the hour shown: deaths, and beliefs against truth.

import { draw, html, picture, set } from "./dom.js";
import { at, dateOf, held } from "./time.js";
import { capital, number, percent, t } from "./words.js";

let clips = 0;

/** Soldiers killed and admitted of every side. */
export function mountDeaths(parent, war) {
  html(parent, "h3", "", t("deaths_title"));
  const rows = rowsFor(parent, war.sides.map((side) => side.colour));
  const most = rounded(Math.max(1, ...war.deaths.map((one) => one.at(-1) ?? 0)));
  const curves = war.sides.flatMap((side, k) => [
    { values: [0, ...war.deaths[k]], colour: side.colour },
    { values: [0, ...war.admitted[k]], colour: side.colour, dashed: true },
  ]);
  const image = picture(parent, (svg, width, em) =>
    planChart(svg, width, em, war, { most, curves, label: t("deaths_chart"), word: number }));
  return {
    show(hour) {
      image.show(hour);
      war.sides.forEach((side, k) => {
        const [killed, admitted] = [at(war.deaths[k], hour, 0, war.every), at(war.admitted[k], hour, 0, war.every)];
        rows[k].textContent = capital(t("deaths_row", { side: side.name, killed: number(killed), admitted: number(admitted) }));
      });
    },
    destroy: image.destroy,
  };
}

/** What both sides of a front believe of the first side's quality, against the truth. */
export function mountBeliefs(parent, war, front) {
  const sides = [war.sides[front.first], war.sides[front.second]];
  html(parent, "h3", "", front.name ? t("beliefs_title_named", { front: front.name }) : t("beliefs_title"));
  html(parent, "p", "rp-about", t("beliefs_about", { side: sides[0].name }));
  const rows = rowsFor(parent, [...sides.map((side) => side.colour), ""]);
  rows[2].textContent = t("beliefs_truth", { share: percent(front.truth) });
  const curves = sides.map((side, k) => ({ values: [front.beliefs[k][0], ...front.beliefs[k]], colour: side.colour }));
  const image = picture(parent, (svg, width, em) =>
    planChart(svg, width, em, war, { most: 1, curves, level: front.truth, label: t("beliefs_chart"), word: percent }));
  return {
    show(hour) {
      image.show(hour);
      sides.forEach((side, k) => {
        const belief = held(front.beliefs[k], hour, war.every);
        if (belief !== undefined) rows[k].textContent = capital(t("beliefs_row", { side: side.name, share: percent(belief) }));
      });
    },
    destroy: image.destroy,
  };
}

/** The next round number: 2, 4, 6, 10 times a power of ten. */
function rounded(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 10].map((n) => n * power).find((n) => n >= value);
}

/** Lines of text, each behind a square in its colour (a dashed line where it has none). */
function rowsFor(parent, colours) {
  const list = html(parent, "ul", "rp-rows");
  return colours.map((colour) => {
    const item = html(list, "li");
    const mark = html(item, "span", colour ? "rp-square" : "rp-dashes");
    if (colour) mark.style.background = colour;
    return html(item, "span");
  });
}

/** Curves of values at the ends of days; `level` is a dashed line across. */
function planChart(svg, width, em, war, { most, curves, level, label, word }) {
  const [left, top, high] = [3.4 * em, 0.7 * em, 8.5 * em];
  const room = width - left - 0.8 * em;
  const days = Math.max(1, war.hours / 24);
  const x = (day) => left + (room * day) / days;
  const y = (value) => top + high * (1 - value / most);
  set(svg, { viewBox: `0 0 ${width} ${top + high + 1.7 * em}`, width, height: top + high + 1.7 * em, "aria-label": label });
  for (const share of [0, 0.5, 1]) {
    draw(svg, "line", { x1: left, x2: left + room, y1: y(share * most), y2: y(share * most), class: "rp-grid-line" });
    draw(svg, "text", { x: left - 0.4 * em, y: y(share * most) + 0.35 * em, "text-anchor": "end", "font-size": 0.85 * em, class: "rp-faint" }, word(share * most));
  }
  for (const share of width < 30 * em ? [0, 1 / 2, 1] : [0, 1 / 3, 2 / 3, 1]) {
    const day = Math.round(share * (days - 1));
    const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
    draw(svg, "text", { x: share === 1 ? left + room : x(day), y: top + high + 1.3 * em, "text-anchor": anchor, "font-size": 0.85 * em, class: "rp-faint" }, dateOf(war, day));
  }
  if (level !== undefined) draw(svg, "line", { x1: left, x2: left + room, y1: y(level), y2: y(level), class: "rp-truth" });
  const id = `rp-past-${(clips += 1)}`;
  const past = draw(draw(draw(svg, "defs"), "clipPath", { id }), "rect", { x: 0, y: 0, height: top + high + em, width: 0 });
  const group = draw(svg, "g", { "clip-path": `url(#${id})` });
  for (const { values, colour, dashed } of curves) {
    const points = values.map((value, k) => `${x((war.every ?? 1) * k).toFixed(1)} ${y(value).toFixed(1)}`);
    draw(group, "path", { d: `M${points.join("L")}`, stroke: colour, class: dashed ? "rp-curve rp-dashed" : "rp-curve" });
  }
  const now = draw(svg, "line", { y1: top, y2: top + high, class: "rp-now" });
  return (hour) => {
    const here = x(Math.min(days, hour / 24));
    set(past, { width: here });
    set(now, { x1: here, x2: here });
  };
}
