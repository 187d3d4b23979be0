// After the game: what each knew and what was true, what the model would have done, the same war
// without players, and the choices under other luck.

import { button, html } from "/static/report/dom.js";
import { mount } from "/static/report/replay.js";
import { moment } from "/static/report/time.js";
import { decimal, listed, number, percent, t } from "/static/report/words.js";
import { remove } from "./api.js";
import { drawMany } from "./many.js";
import { days as inDays, valueOf } from "./room_seen.js";

const ASK_EVERY = 1000; // ms

/** Mount it: filled once the game is over. */
export function mountDebrief(parent, room) {
  const box = html(parent, "section", "room-debrief");
  let [asked, twins, job] = [false, [], null];
  async function fill(view) {
    html(box, "p", "hint", t("one_moment"));
    try {
      const found = await room.app.get(`/api/rooms/${room.code}/debrief`);
      box.replaceChildren();
      html(box, "h2", "", t("debrief_title"));
      twins = both(box, found, room);
      decisions(box, found, view, room);
      replays(box, room, (one) => (job = one));
    } catch (error) {
      asked = false;
      room.app.say(error);
    }
  }
  return {
    show(view) {
      box.hidden = view.state !== "over";
      if (box.hidden || asked) return;
      asked = true;
      fill(view);
    },
    destroy() {
      for (const one of twins) one.destroy();
      job?.stop();
    },
  };
}

/** The war that was played beside the same war without players. */
function both(parent, found, room) {
  html(parent, "h3", "", t("debrief_both"));
  const parted = found.parted_hour;
  html(parent, "p", "parted", parted === null ? t("debrief_never_parted") : t("debrief_parted", { when: moment(found.played, parted) }));
  const pair = html(parent, "div", "pair");
  const [left, right] = ["debrief_played", "debrief_without"].map((key) => {
    const side = html(pair, "div", "side");
    html(side, "h4", "", t(key));
    return side;
  });
  for (const [side, war] of [[left, found.played], [right, found.without]]) {
    const list = html(side, "ul");
    for (const sentence of war.result) html(list, "li", "", sentence);
  }
  const panels = ["front", "feed"];
  const bar = html(parent, "div", "pair-bar");
  const other = mount(right, found.without, { panels, compact: true, transport: false });
  const played = mount(left, found.played, {
    panels, compact: true, transport: bar, beside: [found.without], names: [t("debrief_played"), t("debrief_without")],
    onseek: (hour) => other.seek(hour),
  });
  html(parent, "p", "caution", found.played.caution);
  return [played, other];
}

/** Every decision with what was known and true, and what the model would have done. */
function decisions(parent, found, view, room) {
  html(parent, "h3", "", t("debrief_decisions"));
  html(parent, "p", "hint", t("debrief_decisions_hint"));
  const link = html(html(parent, "p"), "a", "", t("debrief_csv"));
  link.href = `/api/rooms/${room.code}/decisions.csv?lang=${document.documentElement.lang}`;
  link.download = "";
  const row = html(parent, "div", "row");
  const list = html(parent, "div", "room-decisions");
  const seats = [...new Map(found.decisions.map((one) => [one.seat, one.name])).entries()];
  const chosen = html(row, "select");
  chosen.setAttribute("aria-label", t("debrief_whose"));
  html(chosen, "option", "", t("debrief_all")).value = "";
  for (const [id, name] of seats) html(chosen, "option", "", name).value = id;
  chosen.value = view.you.seat && seats.some(([id]) => id === view.you.seat) ? view.you.seat : "";
  const show = () => {
    list.replaceChildren();
    for (const one of found.decisions.filter((d) => !chosen.value || d.seat === chosen.value)) decision(list, found.played, one);
    if (!list.children.length) html(list, "p", "hint", t("debrief_none"));
  };
  chosen.addEventListener("change", show);
  show();
}

const said = (kind, yes) => t(`ask_${kind}_${yes ? "yes" : "no"}`);

function decision(parent, war, one) {
  const box = html(parent, "details", one.yes === one.own.yes ? "" : "room-differs");
  const head = html(box, "summary");
  html(head, "strong", "", `${moment(war, one.hour)} · ${t("debrief_asked", { name: one.name, question: t(`ask_${one.kind}`) })} `);
  const who = one.by === "player" ? one.who : t(`debrief_by_${one.by}`);
  html(head, "span", "", `${said(one.kind, one.yes)} (${who})`);
  const { terms, issues, line, member, front, days } = one.what;
  const what = [line || (terms && one.kind === "offer" ? t("line_in_place") : ""), ...(terms ?? []).filter((x) => !["line", "status", "fixed_term"].includes(x)).map((x) => t(`term_${x}`)), ...(issues ?? []), front, member, days ? inDays(days) : ""];
  const shown = what.filter(Boolean);
  if (shown.length) html(box, "p", "", `${listed(shown)}.`);
  const own = [t("debrief_model_would", { what: said(one.kind, one.own.yes) })];
  if (one.own.chance !== null) own.push(t("room_hint_chance", { share: percent(one.own.chance) }));
  html(box, "p", "", [own.join(", "), one.own.why].filter(Boolean).join(". "));
  if (!one.facts.length) return;
  const table = html(html(box, "div", "scroll"), "table");
  const top = html(html(table, "thead"), "tr");
  for (const key of ["debrief_about", "debrief_knew", "debrief_true"]) html(top, "th", "", t(key)).scope = "col";
  const body = html(table, "tbody");
  for (const fact of one.facts) {
    const row = html(body, "tr");
    html(row, "th", "", t(`fact_${fact.name}`, { about: fact.about })).scope = "row";
    html(row, "td", "", valueOf(fact.unit, fact.knew));
    html(row, "td", "", fact.unit === "chance" && fact.name !== "stronger" ? t(fact.true > 0.5 ? "debrief_yes" : "debrief_no") : valueOf(fact.unit, fact.true));
  }
}

/** The choices in many wars, beside the same wars without players. */
function replays(parent, room, started) {
  html(parent, "h3", "", t("debrief_replays"));
  html(parent, "p", "hint", t("debrief_replays_hint"));
  const row = html(parent, "div", "row");
  const count = html(row, "select");
  count.setAttribute("aria-label", t("many_count"));
  for (const n of [500, 100]) html(count, "option", "", t("many_wars", { n })).value = String(n);
  const go = button(row, t("many_go"), "", start, "main");
  const stop = button(row, t("cancel"), "", () => job && remove(`/api/many/${job}`).then(tell, room.app.say));
  const bar = html(row, "progress");
  bar.setAttribute("aria-label", t("many_progress"));
  const status = html(parent, "p", "hint");
  status.setAttribute("role", "status");
  const result = html(parent, "div", "result");
  let [job, curves, over] = [null, null, false];
  const busy = (on) => {
    go.disabled = on;
    stop.hidden = bar.hidden = !on;
  };
  function tell(state) {
    Object.assign(bar, { max: state.planned, value: state.done });
    const rest = state.remaining == null ? "" : t("many_rest", { n: Math.ceil(state.remaining) });
    status.textContent = {
      running: state.waiting ? t("many_waiting") : `${t("many_done_of", { done: number(state.done), planned: number(state.planned) })} ${rest}`,
      done: t(state.done < state.planned ? "many_short" : "many_finished", { n: number(state.done), planned: number(state.planned), seconds: decimal(state.elapsed) }),
      cancelled: t("many_cancelled", { done: number(state.done) }),
      failed: t("many_failed"),
    }[state.state];
    if (state.error) room.app.say(Object.assign(new Error(), { details: state.error }));
  }
  async function start() {
    busy(true);
    try {
      ({ job } = await room.app.post(`/api/rooms/${room.code}/replays`, { wars: Number(count.value) }));
      for (let going = true; going && !over; ) {
        const state = await room.app.get(`/api/many/${job}`);
        tell(state);
        if (state.state === "done") {
          curves?.destroy();
          curves = drawMany(result, state.result, (name) => t(name === "base" ? "debrief_without" : "debrief_with_choices"));
        }
        going = state.state === "running";
        if (going) await new Promise((resolve) => setTimeout(resolve, ASK_EVERY));
      }
    } catch (error) {
      room.app.say(error);
    }
    busy(false);
  }
  started({
    stop() {
      over = true;
      curves?.destroy();
    },
  });
  busy(false);
}
