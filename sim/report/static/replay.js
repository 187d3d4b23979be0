// Draws a war from its record and plays it: mount(element, war, options). No dependencies.
// `war` is what sim.report.replay gives. Text goes in as text nodes only, so names cannot be markup.

import { cut, html } from "./dom.js";
import { mountFeed } from "./feed.js";
import { mountFront } from "./front.js";
import { mountBeliefs, mountDeaths } from "./history.js";
import { mountTies } from "./ties.js";
import { moment, stateAt, truceAt } from "./time.js";
import { mountTransport, speedFor } from "./transport.js";
import { mountTruces } from "./truces.js";
import { openKeys } from "./why.js";
import { t } from "./words.js";

/** What can be shown of a war, in the order in which it is laid out. */
export const PANELS = ["front", "feed", "ties", "truces", "deaths", "beliefs"];

/** The rows of the list of keys. */
export const keyRows = () => ["space", "arrows", "shift", "events", "ends", "help"].map((name) => [t(`key_${name}`), t(`key_${name}_does`)]);

/**
 * Mount the replay of a war in an element.
 *
 * options.hour: where to begin (0). options.speed: days of war per second (by its length).
 * options.panels: which of PANELS to show (all). options.sticky: keep the controls in sight.
 * options.compact: name only the places by the line.
 * options.transport: an element for the controls (below the panels); false for none.
 * options.beside: other wars whose truces have strips too; options.names: what the strips are
 * called. options.onplay(playing): called when it starts and stops.
 * options.keyboard: what to listen on for keys (the element itself; pass `document` where the
 * replay is alone). options.onseek(hour): called whenever the time shown changes.
 * Returns { seek, step, event, play, pause, toggle, help, destroy, hour, playing }.
 */
export function mount(element, war, options = {}) {
  const hours = Math.max(war.hours, ...(options.beside ?? []).map((one) => one.hours));
  const state = { hour: 0, playing: false, speed: options.speed ?? speedFor(hours / 24), frame: 0, last: 0 };
  const root = html(element, "div", options.sticky ? "rp rp-sticky" : "rp");
  root.tabIndex = 0;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", t("replay", { title: war.title }));
  const head = html(root, "div", "rp-head");
  const time = html(head, "div", "rp-time");
  const chips = war.fronts.map(() => html(head, "div", "rp-state"));
  const parts = panelsOf(html(root, "div", "rp-grid"), war, options, seek);
  const act = { seek, step, event, toggle, help, speed: (days) => { state.speed = days; } };
  const place = options.transport === false ? null : options.transport ?? root;
  const knobs = place && mountTransport(place, [war, ...(options.beside ?? [])], hours, act, { speed: state.speed, names: options.names });

  function seek(hour) {
    state.hour = Math.max(0, Math.min(hours, hour));
    const shown = Math.min(war.hours, state.hour);
    time.textContent = moment(war, shown);
    war.fronts.forEach((front, k) => {
      const truce = truceAt(front, shown);
      chips[k].textContent = `${cut(front.name, 24)} ${stateAt(front, shown)}`.trim();
      chips[k].style.borderColor = truce ? truce.colour : "";
    });
    for (const part of parts) part.show(shown);
    knobs?.showHour(state.hour, time.textContent);
    options.onseek?.(state.hour);
  }
  function step(count) {
    pause();
    seek((Math.round(state.hour / war.step) + count) * war.step);
  }
  /** To the next line of the story, or back to the one before. */
  function event(count) {
    pause();
    const all = [war, ...(options.beside ?? [])].flatMap((one) => one.story.map((line) => line[0]));
    const told = [...new Set(all)].sort((a, b) => a - b);
    const on = count > 0 ? told.find((hour) => hour > state.hour + 1e-6) : told.findLast((hour) => hour < state.hour - 1e-6);
    seek(on ?? (count > 0 ? hours : 0));
  }
  function show() {
    knobs?.showPlaying(state.playing);
    options.onplay?.(state.playing);
  }
  function run(now) {
    if (!state.playing) return;
    const passed = Math.min(100, now - (state.last || now));
    state.last = now;
    seek(state.hour + (passed / 1000) * 24 * state.speed);
    if (state.hour >= hours) pause();
    else state.frame = requestAnimationFrame(run);
  }
  function play() {
    if (state.playing) return;
    if (state.hour >= hours) seek(0);
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
  function help() {
    openKeys([...keyRows(), ...(options.keys ?? [])]);
  }
  const ears = options.keyboard ?? root;
  const onkey = keysFor(root, { toggle, step, event, seek, help }, war, hours);
  ears.addEventListener("keydown", onkey);
  show();
  seek(options.hour ?? 0);
  return {
    seek, step, event, play, pause, toggle, help,
    destroy() {
      pause();
      ears.removeEventListener("keydown", onkey);
      for (const part of parts) part.destroy();
      knobs?.bar.remove();
      root.remove();
    },
    get hour() { return state.hour; },
    get playing() { return state.playing; },
  };
}

/** The panels asked for; each has show(hour) and destroy(). */
function panelsOf(grid, war, { panels, compact }, seek) {
  const box = (name) => html(grid, "section", `rp-panel rp-panel-${name}`);
  const makers = {
    front: () => {
      const several = html(grid, "div", war.fronts.length > 1 ? "rp-fronts rp-several" : "rp-fronts");
      return war.fronts.map((front) => mountFront(html(several, "section", "rp-panel rp-panel-front"), war, front, compact));
    },
    feed: () => [mountFeed(box("feed"), war, seek)],
    ties: () => [mountTies(box("ties"), war)],
    truces: () => [mountTruces(box("truces"), war)],
    deaths: () => [mountDeaths(box("deaths"), war)],
    beliefs: () => war.fronts.slice(0, 2).map((front) => mountBeliefs(box("beliefs"), war, front)),
  };
  return (panels ?? PANELS).flatMap((name) => makers[name]());
}

/** What keys do, unless they belong to a field, or the replay is out of sight. */
function keysFor(root, act, war, hours) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !root.checkVisibility()) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not(.rp-slider), select, textarea, [role=tab]")) return;
    if (event.key === " " && event.target.closest?.("button, a, summary")) return;
    const days = event.shiftKey ? Math.max(1, Math.round(24 / war.step)) : 1;
    const keys = {
      " ": act.toggle, ArrowRight: () => act.step(days), ArrowLeft: () => act.step(-days),
      Home: () => act.seek(0), End: () => act.seek(hours), n: () => act.event(1), p: () => act.event(-1), "?": act.help,
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  };
}
