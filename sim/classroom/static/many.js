// Many wars: started on the server, followed while they are fought, cancelled on request.

import { button, html } from "/static/report/dom.js";
import { decimal, number, t } from "/static/report/words.js";
import { remove } from "./api.js";
import { mountCurves } from "./curves.js";
import { branches } from "./store.js";

const COLOURS = { base: "var(--base)", branch: "var(--branch)" };
const ASK_EVERY = 250; // ms
const MEASURES = ["end_day", "deaths", "civilian_deaths", "displaced", "truces", "truces_broken"];

/** Mount it; `question()` is what is asked. Returns { show(), clear() }. */
export function mountMany(parent, app, question) {
  html(parent, "h2", "", t("many_title"));
  html(parent, "p", "hint", t("many_hint"));
  const row = html(parent, "div", "row");
  const kind = html(row, "select");
  kind.setAttribute("aria-label", t("many_kind"));
  for (const key of ["futures", "whole"]) html(kind, "option", "", t(`many_${key}`)).value = key;
  const count = html(row, "select");
  count.setAttribute("aria-label", t("many_count"));
  for (const wars of [500, 1000, 2000, 5000]) html(count, "option", "", t("many_wars", { n: number(wars) })).value = String(wars);
  const go = button(row, t("many_go"), "", () => start(), "main");
  const stop = button(row, t("cancel"), "", () => cancel());
  const bar = html(row, "progress");
  bar.setAttribute("aria-label", t("many_progress"));
  const said = html(parent, "p", "hint");
  said.setAttribute("role", "status");
  const result = html(parent, "div", "result");
  let job = null;
  let curves = null;

  function busy(on) {
    go.disabled = on;
    stop.hidden = !on;
    bar.hidden = !on;
  }
  async function start() {
    busy(true);
    bar.removeAttribute("value");
    const { at_hour, then, ...whole } = question();
    const asked = { ...whole, wars: Number(count.value) };
    if (kind.value === "futures") asked.at_hour = at_hour;
    if (branches(then)) asked.then = then;
    try {
      ({ job } = await app.post("/api/many", asked));
      await follow(job);
      app.say(null);
    } catch (error) {
      app.say(error);
    }
    busy(false);
  }
  async function follow(mine) {
    while (job === mine) {
      const state = await app.get(`/api/many/${mine}`);
      if (job !== mine) return;
      tell(state);
      if (state.state === "done") draw(state.result);
      if (state.state !== "running") return;
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
    }
  }
  function tell(state) {
    if (state.planned) Object.assign(bar, { max: state.planned, value: state.done });
    const rest = state.remaining == null ? "" : t("many_rest", { n: Math.ceil(state.remaining) });
    said.textContent = {
      running: state.waiting ? t("many_waiting") : `${t("many_done_of", { done: number(state.done), planned: number(state.planned) })} ${rest}`,
      done: t("many_finished", { n: number(state.done), seconds: decimal(state.elapsed) }),
      cancelled: t("many_cancelled", { done: number(state.done) }),
      failed: t("many_failed"),
    }[state.state];
    if (state.error) app.say(Object.assign(new Error(), { details: state.error }));
  }
  async function cancel() {
    if (job) tell(await remove(`/api/many/${job}`));
  }
  function draw(found) {
    curves?.destroy();
    curves = drawMany(result, found);
  }
  function clear() {
    job = null;
    said.textContent = "";
    curves?.destroy();
    curves = null;
    result.replaceChildren();
  }
  busy(false);
  return { show() {}, clear };
}

/** Draw what many wars came to; `named` says what a branch is called. Returns { destroy() }. */
export function drawMany(parent, found, named = (name) => t(`many_${name}`)) {
  parent.replaceChildren();
  const branches = Object.keys(found).filter((name) => found[name]?.outcomes);
  if (found.differ != null) html(parent, "p", "parted", t("many_differ", { n: number(found.differ) }));
  outcomes(parent, found, branches, named);
  measures(parent, found, branches, named);
  const curves = mountCurves(html(parent, "div", "curves"), branches.map((name) => ({ name: named(name), colour: COLOURS[name], ...found[name].survival })));
  html(parent, "p", "caution", t("many_caution"));
  return curves;
}

/** Shares of outcomes as bars, each with its interval as a line. */
function outcomes(parent, found, branches, named) {
  const box = html(parent, "div", "outcomes");
  html(box, "h3", "", t("many_outcomes"));
  key(box, branches, named);
  const names = [...new Set(branches.flatMap((name) => Object.keys(found[name].outcomes)))];
  const happens = (outcome) => branches.some((name) => found[name].outcomes[outcome]?.count > 0);
  for (const outcome of names.filter(happens)) {
    const row = html(box, "div", "outcome");
    const words = branches.map((name) => found[name].outcomes[outcome]?.words).find(Boolean) ?? outcome;
    html(row, "p", "outcome-name", words);
    for (const name of branches) {
      const one = found[name].outcomes[outcome] ?? { share: 0, low: 0, high: 0, count: 0 };
      shareBar(row, one, COLOURS[name]);
    }
  }
}

function key(parent, branches, named) {
  if (branches.length < 2) return;
  const list = html(parent, "p", "key");
  for (const name of branches) {
    const item = html(list, "span");
    html(item, "span", "key-square").style.background = COLOURS[name];
    html(item, "span", "", named(name));
  }
}

function shareBar(parent, one, colour) {
  const line = html(parent, "div", "share-line");
  const track = html(line, "div", "share-track");
  const bar = html(track, "div", "share-bar");
  bar.style.width = `${100 * one.share}%`;
  bar.style.background = colour;
  const range = html(track, "div", "share-range");
  range.style.left = `${100 * one.low}%`;
  range.style.width = `${Math.max(0.3, 100 * (one.high - one.low))}%`;
  const round = (share) => Math.round(100 * share);
  html(line, "span", "share-words", t("many_share", { share: round(one.share), low: round(one.low), high: round(one.high) }));
}

/** What the wars cost: the middle one, and the span of nine in ten. */
function measures(parent, found, branches, named) {
  const box = html(parent, "div", "measures");
  html(box, "h3", "", t("many_measures"));
  const table = html(html(box, "div", "scroll"), "table");
  const head = html(html(table, "thead"), "tr");
  html(head, "td");
  for (const name of branches) html(head, "th", "", named(name)).scope = "col";
  const body = html(table, "tbody");
  for (const measure of MEASURES.filter((one) => branches.some((name) => found[name].measures[one]))) {
    const row = html(body, "tr");
    html(row, "th", "", t(`measure_${measure}`)).scope = "row";
    for (const name of branches) {
      const one = found[name].measures[measure];
      const known = one && one.median !== null;
      html(row, "td", "", known ? t("many_spread", { median: number(one.median), low: number(one.p05), high: number(one.p95) }) : "–");
    }
  }
}

