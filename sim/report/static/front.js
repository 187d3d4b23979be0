// One front: named places as segments of a band, the line, and below, on the same scale of land,
// what either side would settle for.

import { cut, draw, fitting, html, picture, set, widthOf } from "./dom.js";
import { drawRange, rangeWords } from "./range.js";
import { held, latest, moment } from "./time.js";
import { capital, percent, t } from "./words.js";

const TILT = 55; // degrees by which names of places lean
const MARGIN = 5.2; // room into which the last name leans, in sizes of its letters

/** Mount a front in `parent`; a compact one names only the places by the line. */
export function mountFront(parent, war, front, compact = false) {
  const [one, two] = [war.sides[front.first], war.sides[front.second]];
  const edges = [0];
  for (const place of front.places) edges.push(edges[edges.length - 1] + place.share);
  html(parent, "h3", "", front.name ? t("front_title_named", { front: front.name }) : t("front_title"));
  const image = picture(parent, (svg, width, em) => planFront(svg, width, em, war, front, edges, compact));
  const words = html(parent, "p", "rp-words");
  const marks = html(parent, "p", "rp-words rp-marks");
  return {
    show(hour) {
      image.show(hour);
      const line = latest(front.steps, hour)[1];
      const land = edges[line];
      const values = { side: one.name, other: two.name, share: percent(land), rest: percent(1 - land) };
      const sentences = [t("holds_all", values), lastChange(war, front, hour), rangeWords(war, front, hour)];
      words.textContent = sentences.map(capital).join(" ");
      offerMarks(marks, front, hour);
    },
    destroy: image.destroy,
  };
}

function lastChange(war, front, hour) {
  const k = front.steps.findIndex((step) => step[0] > hour) - 1;
  const last = k === -2 ? front.steps.length - 1 : k;
  if (last < 1) return "";
  const place = front.places[Math.min(front.steps[last][1], front.steps[last - 1][1])];
  return t("last_change", { place: place.name, when: moment(war, front.steps[last][0]) });
}

function offerMarks(parent, front, hour) {
  const made = front.offers.filter((offer) => offer[0] <= hour);
  const signed = made.filter((offer) => offer[2]).length;
  const key = `${signed} ${made.length}`;
  if (parent.dataset.key === key) return;
  parent.dataset.key = key;
  parent.replaceChildren();
  if (!made.length) return;
  html(parent, "span", "", t("marks"));
  html(parent, "span", "", `◆ ${t("mark_signed")} ${signed}`);
  html(parent, "span", "", `◇ ${t("mark_refused")} ${made.length - signed}`);
}

/** Places for labels in order, `gap` apart and near where they are wanted. */
function apart(wanted, low, high, gap) {
  const found = [];
  for (const x of wanted) found.push(Math.max(x, found.length ? found[found.length - 1] + gap : low));
  let limit = high;
  for (let k = found.length - 1; k >= 0; k -= 1) {
    found[k] = Math.min(found[k], limit);
    limit = found[k] - gap;
  }
  return found;
}

/** Which places are named: all where they fit, else the largest. */
function namedPlaces(front, room, gap) {
  const most = Math.max(1, Math.floor(room / gap));
  const order = front.places.map((_, k) => k).sort((a, b) => front.places[b].share - front.places[a].share);
  return order.slice(0, most).sort((a, b) => a - b);
}

function planFront(svg, width, em, war, front, edges, compact) {
  const sides = [war.sides[front.first], war.sides[front.second]];
  const [left, room] = [0.8 * em, width - 1.6 * em];
  const x = (share) => left + room * share;
  const longest = sides.map((side) => widthOf(cut(side.name, 24), em) + 6 * em);
  const stacked = longest[0] + longest[1] > width; // the second side's name stands a line lower
  const [top, high] = [stacked ? 3.6 * em : 2.1 * em, width < 40 * em ? 2.2 * em : 3 * em];
  const heads = sides.map((side, k) => drawHead(svg, side, k, width, em, k && stacked ? 1.5 * em : 0));
  const small = width < 40 * em ? 0.78 * em : 0.9 * em;
  const spot = { x, left, room, y: top + high, small };
  const names = compact ? drawNeighbours(svg, front, spot) : drawNames(svg, front, edges, spot);
  const segments = front.places.map((place, k) => {
    const rect = draw(svg, "rect", { class: "rp-place", x: x(edges[k]), y: top, width: room * place.share, height: high });
    draw(rect, "title", {}, place.name);
    return rect;
  });
  const line = draw(svg, "path", {
    d: `M${-0.5 * em} ${-0.45 * em} H${0.5 * em} L${0.14 * em} 0 V${high} L${0.5 * em} ${high + 0.45 * em} H${-0.5 * em} L${-0.14 * em} ${high} V0 Z`,
    class: "rp-line",
  });
  const below = top + high + names.high + 1.1 * em;
  const range = drawRange(svg, war, front, { x, width, em, y: below });
  set(svg, { viewBox: `0 0 ${width} ${below + range.high}`, width, height: below + range.high });
  return (hour) => {
    const now = latest(front.steps, hour)[1];
    segments.forEach((rect, k) => rect.setAttribute("fill", sides[k < now ? 0 : 1].colour));
    names.show(now, x(edges[now]));
    const land = edges[now];
    [land, 1 - land].forEach((share, k) => {
      // As bold letters are wider, some more of them are left free.
      heads[k].textContent = capital(t("holds", { side: fitting(cut(sides[k].name, 24), 9, width - 2.2 * em, em), share: percent(share) }));
    });
    line.setAttribute("transform", `translate(${x(land)} ${top})`);
    range.show(hour, land, held(front.range, hour, war.every));
    svg.setAttribute("aria-label", `${heads[0].textContent}, ${heads[1].textContent}`);
  };
}

function drawHead(svg, side, k, width, em, down) {
  const edge = k ? width - 0.8 * em : 0.8 * em;
  draw(svg, "rect", { x: k ? edge - em : edge, y: down + 0.35 * em, width: em, height: em, fill: side.colour });
  return draw(svg, "text", {
    x: k ? edge - 1.4 * em : edge + 1.4 * em, y: down + 1.25 * em, class: "rp-strong", "text-anchor": k ? "end" : "start",
  });
}

/** Names of places, leaning, joined to their segments; those next to the line stand out. */
function drawNames(svg, front, edges, { x, left, room, y, small }) {
  const gap = 1.32 * small;
  const chosen = namedPlaces(front, room - MARGIN * small, gap);
  const middles = chosen.map((k) => x((edges[k] + edges[k + 1]) / 2));
  const anchors = apart(middles, left + 0.3 * small, left + room - MARGIN * small, gap);
  const slope = (TILT * Math.PI) / 180;
  let high = 0;
  const texts = chosen.map((k, n) => {
    const reach = Math.min(11 * small, (left + room + small - anchors[n]) / Math.cos(slope));
    const name = cut(front.places[k].name, Math.max(5, Math.floor(reach / (0.52 * small))));
    high = Math.max(high, Math.sin(slope) * Math.min(widthOf(name, small), 12 * small));
    draw(svg, "path", { d: `M${middles[n]} ${y + 2} V${y + 0.35 * small} L${anchors[n]} ${y + small}`, class: "rp-thread" });
    const node = draw(svg, "text", {
      transform: `translate(${anchors[n] - 0.2 * small} ${y + 1.7 * small}) rotate(${TILT})`, "font-size": small,
    }, name);
    draw(node, "title", {}, front.places[k].name);
    return [k, node];
  });
  return {
    high: high + 1.9 * small,
    show(line) {
      for (const [k, node] of texts) node.setAttribute("class", k === line || k === line - 1 ? "rp-strong" : "rp-faint");
    },
  };
}

/** The names of the places on either side of the line, which go with it. */
function drawNeighbours(svg, front, { left, room, y, small }) {
  const texts = ["end", "start"].map((anchor) => draw(svg, "text", { y: y + 1.5 * small, "font-size": small, "text-anchor": anchor }));
  return {
    high: 1.5 * small,
    show(line, at) {
      [front.places[line - 1], front.places[line]].forEach((place, k) => {
        const space = k ? left + room - at : at - left;
        texts[k].textContent = place ? cut(place.name, Math.max(3, Math.floor(space / (0.58 * small)))) : "";
        texts[k].setAttribute("x", k ? at + 0.5 * small : at - 0.5 * small);
      });
    },
  };
}
