// The bargaining range: two rails, one for each side, with what it would settle for; where the
// rails overlap there is room for a deal (green), where they do not a gap (hatched). Offers are
// marks, in the colour of who makes them: full if signed, hollow if refused.

import { draw, fitting, hatch, set, widthOf } from "./dom.js";
import { held } from "./time.js";
import { capital, percent, t } from "./words.js";

const FRESH = 72; // hours for which an offer is drawn in its full size

/** The range in a sentence. */
export function rangeWords(war, front, hour) {
  const values = held(front.range, hour, war.every);
  if (!values) return "";
  const [low, high] = values;
  const names = { first: war.sides[front.first].name, second: war.sides[front.second].name };
  return t(low <= high ? "room_words" : "gap_words", { ...names, low: percent(low), high: percent(high) });
}

/** Draw at height `y`; returns the height it takes and a function that shows an hour. */
export function drawRange(svg, war, front, { x, width, em, y }) {
  const sides = [war.sides[front.first], war.sides[front.second]];
  draw(svg, "text", { x: x(0), y: y + em, class: "rp-strong" }, t("settle_title"));
  const [upper, lower, thick] = [y + 3.6 * em, y + 7 * em, 0.34 * em];
  const [words, marks] = [upper + 1.05 * em, lower - 0.95 * em]; // heights of the verdict, of the offers
  const today = draw(svg, "line", { y1: y + 1.5 * em, y2: lower + 0.9 * em, class: "rp-today" });
  draw(svg, "rect", { x: x(0), width: x(1) - x(0), y: upper, height: lower - upper, class: "rp-track" });
  const between = draw(svg, "rect", { y: upper, height: lower - upper });
  const hatched = hatch(svg, em);
  const rails = sides.map((side, k) => draw(svg, "rect", { y: (k ? lower : upper) - thick / 2, height: thick, fill: side.colour }));
  const posts = sides.map((side) => draw(svg, "line", { y1: upper, y2: lower, stroke: side.colour, "stroke-width": thick, class: "rp-post" }));
  const labels = sides.map((_, k) => draw(svg, "text", { y: k ? lower + 1.5 * em : upper - 0.7 * em, "font-size": 0.95 * em }));
  const offers = front.offers.map((offer) => drawOffer(svg, war, offer, { x, middle: marks, em }));
  const plate = draw(svg, "rect", { class: "rp-plate", rx: 0.3 * em, height: 1.45 * em, y: words - 0.7 * em });
  const verdict = draw(svg, "text", { y: words + 0.38 * em, "text-anchor": "middle", class: "rp-strong" });
  const keep = (centre, wide) => Math.min(width - wide / 2 - 2, Math.max(wide / 2 + 2, centre));
  return {
    high: 9 * em,
    show(hour, land, values) {
      set(today, { x1: x(land), x2: x(land) });
      for (const offer of offers) offer.show(hour);
      if (!values) return;
      const [low, high] = values;
      const meets = low <= high;
      const [a, b] = [Math.min(low, high), Math.max(low, high)];
      set(between, { x: x(a), width: Math.max(1, x(b) - x(a)), fill: meets ? "var(--rp-overlap)" : hatched });
      set(rails[0], { x: x(low), width: x(1) - x(low) });
      set(rails[1], { x: x(0), width: x(high) - x(0) });
      posts.forEach((post, k) => set(post, { x1: x(values[k]), x2: x(values[k]) }));
      showLabels(labels, sides, values, x, width, em);
      verdict.textContent = t(meets ? "room" : "gap");
      const wide = widthOf(verdict.textContent, em) + em;
      // The words stand beside what they name where it is too narrow to hold them.
      const inside = x(b) - x(a) > wide;
      const beside = x(b) + wide + em < width ? x(b) + wide / 2 + 0.8 * em : x(a) - wide / 2 - 0.8 * em;
      const centre = keep(inside ? (x(a) + x(b)) / 2 : beside, wide);
      set(plate, { x: centre - wide / 2, width: wide });
      verdict.setAttribute("x", centre);
    },
  };
}

function showLabels(labels, sides, values, x, width, em) {
  const words = ["settle_first", "settle_second"].map((key, k) => {
    const share = percent(values[k]);
    return t(key, { side: fitting(sides[k].name, t(key, { side: "", share }).length, width, 0.95 * em), share });
  });
  labels.forEach((label, k) => {
    const wide = widthOf(words[k], 0.95 * em);
    const start = k ? x(values[k]) - wide : x(values[k]);
    label.textContent = capital(words[k]);
    label.setAttribute("x", Math.max(2, Math.min(width - wide - 2, start)));
  });
}

function drawOffer(svg, war, [hour, land, signed, actor], { x, middle, em }) {
  const r = 0.6 * em;
  const colour = war.actors[actor]?.colour ?? "var(--rp-ink)";
  const d = `M0 ${-r} L${r} 0 L0 ${r} L${-r} 0 Z`;
  const mark = draw(svg, "g");
  draw(mark, "title", {}, war.actors[actor]?.name ?? "");
  draw(mark, "path", { d, class: "rp-halo" });
  draw(mark, "path", { d, class: "rp-offer", stroke: colour, fill: signed ? colour : "var(--rp-paper)" });
  return {
    show(now) {
      mark.setAttribute("visibility", hour <= now ? "visible" : "hidden");
      mark.setAttribute("transform", `translate(${x(land)} ${middle}) scale(${now - hour < FRESH ? 1 : 0.62})`);
    },
  };
}
