// The network: sides left and right, mediators on top, states below. Lines stand for what is
// lasting (leverage, membership, rivalry); who talks with whom is drawn over them, for a day.

import { draw, html, picture, set, wrapped } from "./dom.js";
import { capital, listed, t } from "./words.js";

const LASTS = 24; // hours for which a contact is drawn
const NARROW = 5; // em: with less room than that a name of ten letters fills its box
const ROW = 3.6; // em from one row to the next
const STRONG = new Set(["talks", "offer", "yes", "believed", "joins"]);
const SIGNS = { away: "✕", yes: "✓", no: "✕", doubted: "?" };

/** Mount the network of a war. */
export function mountTies(parent, war) {
  html(parent, "h3", "", t("ties_title"));
  const image = picture(parent, (svg, width, em) => planTies(svg, width, em, war));
  const words = html(parent, "p", "rp-words rp-talking");
  const row = html(parent, "p", "rp-marks");
  for (const key of ["tie", "member", "rival", "talk"]) {
    const item = html(row, "span");
    html(item, "span", `rp-sample rp-sample-${key}`);
    html(item, "span", "", t(`ties_legend_${key}`));
  }
  return {
    show(hour) {
      image.show(hour);
      words.textContent = talking(war, hour);
    },
    destroy: image.destroy,
  };
}

/** Who mediates now and what passed in the last day, in sentences. */
function talking(war, hour) {
  const name = (k) => war.actors[k].name;
  const open = openAt(war, hour).map((one) => t("ties_open", { mediator: name(one[0]), sides: listed(one[2].map(name)) }));
  const last = contactsAt(war, hour).slice(-3).map(([, what, from, to]) => t(`contact_${what}`, { from: name(from), to: name(to) }));
  const nobody = war.actors.length > war.sides.length ? t("ties_nobody") : t("ties_idle");
  return [...(open.length ? open : [nobody]), ...last].map(capital).join(" ");
}

const openAt = (war, hour) => war.mediations.filter((one) => one[3] <= hour && hour < one[4]);

/** The contacts of the last day, the latest of each kind between two. */
function contactsAt(war, hour) {
  const seen = new Map();
  for (const contact of war.contacts) {
    if (contact[0] > hour || contact[0] <= hour - LASTS) continue;
    seen.delete(`${contact[2]} ${contact[3]}`);
    seen.set(`${contact[2]} ${contact[3]}`, contact);
  }
  return [...seen.values()];
}

/** Where everybody stands, and how high the picture is. */
function places(war, width, em) {
  const group = (name) => war.actors.map((actor, k) => [actor, k]).filter(([actor]) => actor.group === name).map(([, k]) => k);
  const [sides, mediators, states] = [group("side"), group("mediator"), group("state")];
  const spots = [];
  const spread = (members, top) => {
    const rows = inRows(members, width, em);
    rows.forEach((row, r) => row.forEach((k, n) => {
      spots[k] = { x: (width * (n + 0.5)) / row.length, y: top + r * ROW * em, room: width / rows[0].length };
    }));
    return (rows.length - 1) * ROW * em; // how much lower all below it stands
  };
  const levels = Math.ceil(sides.length / 2);
  const middle = spread(mediators, 2.2 * em) + (levels > 1 ? 7.5 * em : 9.5 * em);
  const bottom = middle + (levels - 1) * 4 * em + 7.3 * em;
  const lowest = bottom + spread(states, bottom);
  const edge = Math.min(6 * em, width / 5);
  sides.forEach((k, n) => {
    const y = middle + Math.floor(n / 2) * 4 * em;
    spots[k] = { x: n % 2 ? width - edge : edge, y, room: 2 * edge };
  });
  return { spots, high: lowest + 2.7 * em };
}

/** One row, or two where names would be cut: every other one lower. */
function inRows(members, width, em) {
  if (members.length < 2 || width / members.length >= NARROW * em) return [members];
  return [0, 1].map((row) => members.filter((_, n) => n % 2 === row));
}

function planTies(svg, width, em, war) {
  const { spots, high } = places(war, width, em);
  set(svg, { viewBox: `0 0 ${width} ${high}`, width, height: high });
  const line = (a, b, attributes) => draw(svg, "line", {
    x1: spots[a].x, y1: spots[a].y, x2: spots[b].x, y2: spots[b].y, ...attributes,
  });
  for (const [state, side, leverage, trust] of war.ties) {
    if (leverage <= 0 && trust <= 0) continue;
    line(state, side, { class: "rp-tie", "stroke-width": 1 + 0.8 * em * leverage });
  }
  for (const [mediator, state, role] of war.members) {
    line(mediator, state, { stroke: war.actors[mediator].colour, class: role === "observer" ? "rp-member rp-observer" : "rp-member" });
  }
  for (const [a, b] of war.rivals) drawRival(svg, spots[a], spots[b], em);
  const live = draw(svg, "g");
  const boxes = war.actors.map((actor, k) => drawActor(svg, actor, spots[k], em));
  return (hour) => {
    const open = openAt(war, hour);
    live.replaceChildren();
    for (const [mediator, , sides] of open) {
      for (const side of sides) drawContact(live, war, spots, em, [hour, "open", side, mediator]);
    }
    for (const contact of contactsAt(war, hour)) drawContact(live, war, spots, em, contact);
    const busy = new Set(open.flatMap(([mediator, acting, sides]) => [mediator, acting, ...sides]));
    boxes.forEach((box, k) => box.setAttribute("class", busy.has(k) ? "rp-actor rp-busy" : "rp-actor"));
    svg.setAttribute("aria-label", t("ties_chart", { words: talking(war, hour) }));
  };
}

function drawRival(svg, a, b, em) {
  const [one, two] = a.x < b.x ? [a, b] : [b, a];
  const d = `M${one.x} ${one.y + 1.2 * em} Q${(one.x + two.x) / 2} ${one.y + 3.6 * em} ${two.x} ${two.y + 1.2 * em}`;
  draw(svg, "path", { d, class: "rp-rival" });
}

/** A contact: thick in the mediator's colour, a sign near who says it. */
function drawContact(parent, war, spots, em, [, what, from, to]) {
  const mediator = war.actors[to].group === "mediator" ? to : from;
  const [a, b] = [spots[from], spots[to]];
  const shape = what === "open" ? "rp-open" : STRONG.has(what) ? "rp-contact" : "rp-contact rp-cold";
  draw(parent, "line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: war.actors[mediator].colour, class: shape });
  if (!SIGNS[what]) return;
  const [x, y] = [a.x + 0.55 * (b.x - a.x), a.y + 0.55 * (b.y - a.y)];
  draw(parent, "circle", { cx: x, cy: y, r: 0.8 * em, class: "rp-sign" });
  draw(parent, "text", { x, y: y + 0.38 * em, "text-anchor": "middle", class: "rp-strong" }, SIGNS[what]);
}

function drawActor(svg, actor, spot, em) {
  const small = spot.room < 5 * em ? 0.7 * em : spot.room < 8 * em ? 0.8 * em : 0.95 * em;
  const letter = (actor.group === "side" ? 0.66 : 0.57) * small; // how wide, sides being bold
  const length = Math.max(7, Math.min(20, Math.floor((spot.room - 1.1 * em) / letter)));
  const lines = wrapped(actor.name, length, 3);
  const wide = Math.min(spot.room - 4, Math.max(3.6 * em, letter * Math.max(...lines.map((text) => text.length)) + 0.9 * em));
  const high = lines.length * 1.2 * small + 0.8 * em;
  const group = draw(svg, "g", { class: "rp-actor" });
  draw(group, "title", {}, actor.full);
  draw(group, "rect", {
    x: spot.x - wide / 2, y: spot.y - high / 2, width: wide, height: high, rx: 0.4 * em, stroke: actor.colour,
  });
  lines.forEach((text, k) => draw(group, "text", {
    x: spot.x, y: spot.y + (k - (lines.length - 1) / 2) * 1.2 * small + 0.35 * small, "text-anchor": "middle",
    "font-size": small, class: actor.group === "side" ? "rp-strong" : "",
  }, text));
  return group;
}
