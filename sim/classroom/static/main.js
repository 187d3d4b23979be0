// The classroom page: its words, its tabs, its state; each tab is a module of its own.

import { button, html } from "/static/report/dom.js";
import { keyRows } from "/static/report/replay.js";
import { openKeys } from "/static/report/why.js";
import { t, useWords } from "/static/report/words.js";
import { Refused, get, post } from "./api.js";
import { mountChange } from "./change.js";
import { mountHeader } from "./header.js";
import { mountPlay } from "./room.js";
import { mountShare } from "./share.js";
import { makeStore, warOf } from "./store.js";
import { mountWatch } from "./watch.js";
import { mountWhatIf } from "./whatif.js";

/** The tabs in order: name, and what mounts it as mount(parent, app) -> { show(), hide() }. */
const TABS = [
  ["watch", mountWatch],
  ["change", mountChange],
  ["whatif", mountWhatIf],
  ["play", mountPlay],
  ["share", mountShare],
];

/** The rows of the list of keys that belong to the page. */
const pageKeys = () => [[t("key_tabs"), t("key_tabs_does")], [t("key_projector"), t("key_projector_does")]];

/** What all parts share: the state, the war that is shown, the scenario it is of. */
function makeApp(store) {
  const app = { store, war: null, answer: null, scenario: null, ears: new Set(), get, post, say: () => {} };
  let waiting = null;
  app.onwar = (ear) => app.ears.add(ear);
  app.help = () => openKeys([...keyRows(), ...pageKeys()]);
  app.keys = pageKeys;
  app.load = async () => {
    waiting?.abort();
    waiting = new AbortController();
    const state = store.get();
    document.getElementById("page").setAttribute("aria-busy", "true");
    try {
      const known = app.scenario?.id === state.scenario;
      const [scenario, answer] = await Promise.all([
        known ? app.scenario : get(`/api/scenarios/${encodeURIComponent(state.scenario)}`),
        post("/api/war", { ...warOf(state), lang: document.documentElement.lang }, waiting.signal),
      ]);
      Object.assign(app, { scenario, answer, war: answer.war });
      app.say(null);
      for (const ear of app.ears) ear(app);
    } catch (error) {
      if (error.name === "AbortError") return;
      app.say(error);
    }
    document.getElementById("page").removeAttribute("aria-busy");
  };
  return app;
}

/** Where faults are said: what is wrong, what was found, what is allowed. */
function mountFaults(parent, app) {
  const box = html(parent, "div", "faults");
  box.setAttribute("role", "alert");
  app.say = (error) => {
    box.replaceChildren();
    box.hidden = !error;
    if (!error) return;
    const details = error instanceof Refused ? error.details : {};
    html(box, "strong", "", error instanceof Refused ? error.message : t("no_answer"));
    for (const part of ["address", "found", "allowed", "hint"]) {
      if (details[part]) html(box, "span", "", `${t(`fault_${part}`)} ${details[part]}`);
    }
    button(box, t("close"), "", () => app.say(null));
  };
  app.say(null);
}

/** The row of tabs, after the pattern of the WAI-ARIA guide. */
function mountTabs(parent, body, app) {
  const list = html(parent, "div", "tabs");
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", t("tabs"));
  const tabs = TABS.map(([name, mountTab]) => {
    const tab = button(list, t(`tab_${name}`), "", () => app.store.set({ tab: name }));
    const panel = html(body, "section", "tab-panel");
    Object.assign(tab, { id: `tab-${name}` });
    Object.assign(panel, { id: `panel-${name}`, tabIndex: -1 });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    return { name, tab, panel, mountTab, part: null };
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const k = tabs.findIndex((one) => one.name === current(app));
    const next = tabs[(k + step + tabs.length) % tabs.length];
    app.store.set({ tab: next.name });
    next.tab.focus();
  });
  return () => {
    const name = current(app);
    for (const one of tabs) {
      const on = one.name === name;
      one.tab.setAttribute("aria-selected", String(on));
      one.tab.tabIndex = on ? 0 : -1;
      one.panel.hidden = !on;
      if (on) one.part ??= one.mountTab(one.panel, app);
      if (on) one.part.show?.();
      else one.part?.hide?.();
    }
  };
}

function current(app) {
  const { tab } = app.store.get();
  return TABS.some(([name]) => name === tab) ? tab : TABS[0][0];
}

function onkey(app) {
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not([type=range], [type=checkbox]), select, textarea")) return;
    const tab = TABS[Number(event.key) - 1];
    if (tab) app.store.set({ tab: tab[0] });
    else if (event.key === "b") app.store.set({ projector: !app.store.get().projector });
    else if (event.key === "?" && !event.defaultPrevented) app.help();
  };
}

async function start() {
  const lang = document.documentElement.lang;
  const tables = await Promise.all([get(`/static/report/words.${lang}.json`), get(`/static/words.${lang}.json`)]);
  for (const table of tables) useWords(table, lang);
  document.title = t("title");
  const page = document.getElementById("page");
  page.replaceChildren();
  const store = makeStore();
  const app = makeApp(store);
  const head = html(page, "header", "head");
  const faults = html(page, "div");
  const body = html(page, "main");
  mountFaults(faults, app);
  const header = mountHeader(head, app);
  const showTabs = mountTabs(header.tabs, body, app);
  function show(state) {
    document.documentElement.classList.toggle("projector", state.projector);
    header.show();
    showTabs();
  }
  store.listen((state, before) => {
    if (store.fights(state, before)) app.load();
    if (state.tab !== before.tab || state.projector !== before.projector) show(state);
    else header.show();
  });
  addEventListener("hashchange", () => show(store.get()));
  addEventListener("keydown", onkey(app));
  show(store.get());
  await app.load();
}

start();
