// What if: freeze the war at a moment, change something from there on, and watch both go on.

import { button, html } from "/static/report/dom.js";
import { mount } from "/static/report/replay.js";
import { moment } from "/static/report/time.js";
import { t } from "/static/report/words.js";
import { differenceOf } from "./header.js";
import { mountMany } from "./many.js";
import { mountPlan } from "./plan.js";
import { warOf } from "./store.js";

/** Mount the tab. */
export function mountWhatIf(parent, app) {
  const top = html(parent, "section", "freeze");
  html(top, "h2", "", t("whatif_title"));
  html(top, "p", "hint", t("whatif_hint"));
  const when = mountMoment(top, app, () => changed());
  const plan = mountPlan(top, app, () => changed());
  const row = html(top, "div", "row");
  const go = button(row, t("branch"), "", () => branch(), "main");
  const both = html(parent, "section", "both");
  const many = mountMany(html(parent, "section", "many"), app, question);
  let twins = [];
  let seen = null;

  function question() {
    return { ...warOf(app.store.get()), at_hour: frozenAt(app), then: app.store.get().then };
  }
  /** What was asked changed: what is shown below no longer answers it. */
  function changed() {
    go.textContent = t("branch_at", { when: moment(app.war, question().at_hour) });
    if (seen && seen !== JSON.stringify(question())) clear();
  }
  function clear() {
    seen = null;
    for (const one of twins) one.destroy();
    twins = [];
    both.replaceChildren();
    many.clear();
  }
  async function branch() {
    go.disabled = true;
    const asked = question();
    try {
      const answer = await app.post("/api/branch", asked);
      clear();
      seen = JSON.stringify(asked);
      twins = showBoth(both, app, answer);
      both.scrollIntoView({ behavior: "smooth", block: "start" });
      app.say(null);
    } catch (error) {
      app.say(error);
    }
    go.disabled = false;
  }
  function show() {
    if (!app.war || parent.hidden) return;
    when();
    plan();
    changed();
    many.show();
  }
  app.onwar(() => {
    clear();
    show();
  });
  return { show, hide: () => twins[0]?.pause() };
}

/** The last moment at which there is a war to change. */
const latestOf = (war) => Math.max(0, war.hours - war.step);

/** The moment that is frozen: the one chosen here, else the one watched. */
function frozenAt(app) {
  const { at, hour } = app.store.get();
  return Math.min(at ?? hour, latestOf(app.war));
}

/** Choose the moment at which the war is frozen. */
function mountMoment(parent, app, changed) {
  const label = html(parent, "label", "moment", t("freeze_at"));
  const slider = html(label, "input");
  slider.type = "range";
  const words = html(label, "output");
  const state = html(parent, "p", "frozen");
  function say() {
    const hour = Number(slider.value);
    words.textContent = moment(app.war, hour);
    slider.setAttribute("aria-valuetext", words.textContent);
    const last = app.war.story.filter((line) => line[0] <= hour).slice(-2);
    state.textContent = last.map((line) => t("pair", { name: line[1], value: line[2] })).join(" ");
  }
  slider.addEventListener("input", () => {
    say();
    app.store.set({ at: Number(slider.value) });
    changed();
  });
  return () => {
    Object.assign(slider, { min: 0, max: latestOf(app.war), step: app.war.step });
    slider.value = String(frozenAt(app));
    say();
  };
}

/** Both wars side by side, moved by one set of controls. */
function showBoth(parent, app, answer) {
  html(parent, "h2", "", t("both_title"));
  const said = html(parent, "p", "parted");
  said.setAttribute("role", "status");
  const differs = html(parent, "p", "hint");
  html(parent, "p", "hint", t("save_branch"));
  differs.textContent = answer.different.map((one) => differenceOf(app, one)).join("; ");
  const pair = html(parent, "div", "pair");
  const [left, right] = ["as_it_was", "as_branched"].map((key) => {
    const side = html(pair, "div", "side");
    html(side, "h3", "", t(key));
    return side;
  });
  const bar = html(parent, "div", "pair-bar");
  const panels = ["front", "feed"];
  const branch = mount(right, answer.branch, { panels, compact: true, transport: false, hour: answer.at_hour });
  const base = mount(left, answer.base, {
    panels, compact: true, transport: bar, beside: [answer.branch], names: [t("as_it_was"), t("as_branched")], hour: answer.at_hour, keyboard: document, keys: app.keys(),
    onseek: (hour) => {
      branch.seek(hour);
      said.textContent = partedWords(answer, hour);
      pair.classList.toggle("parted-now", answer.parted_hour !== null && hour >= answer.parted_hour);
    },
  });
  for (const [side, war] of [[left, answer.base], [right, answer.branch]]) {
    const end = html(side, "details", "ending");
    html(end, "summary", "", t("ending"));
    const list = html(end, "ul");
    for (const sentence of war.result) html(list, "li", "", sentence);
  }
  return [base, branch];
}

function partedWords(answer, hour) {
  const when = (h) => moment(answer.base, h);
  if (answer.parted_hour === null) return t("never_parted", { when: when(answer.at_hour) });
  if (hour < answer.at_hour) return t("before_branch", { when: when(answer.at_hour) });
  if (hour < answer.parted_hour) return t("not_yet_parted", { when: when(answer.parted_hour) });
  return t("parted", { when: when(answer.parted_hour) });
}
