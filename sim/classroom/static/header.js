// The top of the page: which war, with which luck, and what differs from its file, always in sight.

import { button, html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { openLibrary } from "./library.js";
import { NOTHING } from "./store.js";

/** Mount the header; returns what shows the state, and the place for the tabs. */
export function mountHeader(parent, app) {
  const row = html(parent, "div", "head-row");
  html(row, "h1", "", t("title"));
  const choose = button(row, "", "", () => openLibrary(app), "choose");
  const luck = html(row, "div", "luck");
  const label = html(luck, "label", "", t("seed"));
  const seed = html(label, "input");
  Object.assign(seed, { type: "text", inputMode: "numeric", autocomplete: "off", size: 8 });
  seed.addEventListener("change", () => app.store.set({ seed: read(seed.value) }));
  button(luck, t("other_luck"), t("other_luck_words"), () => app.store.set({ seed: String(Math.floor(Math.random() * 1e6)) }));
  const tools = html(row, "div", "tools");
  const big = button(tools, t("projector"), t("projector_words"), () => app.store.set({ projector: !app.store.get().projector }));
  const tongue = button(tools, t("language"), t("language_words"), () => speak(app));
  tongue.lang = otherLanguage();
  button(tools, "?", t("help"), app.help);
  const notes = html(parent, "div", "notes");
  const row2 = html(parent, "div", "tab-row");
  const tabs = html(row2, "div", "tab-place");
  const differs = html(row2, "div", "differs");
  differs.setAttribute("role", "status");
  function show() {
    const state = app.store.get();
    choose.textContent = `${app.scenario?.id === state.scenario ? app.scenario.name : state.scenario} ▾`;
    choose.title = t("choose_war");
    if (document.activeElement !== seed) seed.value = state.seed ?? String(app.scenario?.seed ?? "");
    big.setAttribute("aria-pressed", String(state.projector));
  }
  app.onwar(() => {
    show();
    showNotes(notes, app);
    showDifferences(differs, app);
  });
  return { show, tabs };
}

const otherLanguage = () => (document.documentElement.lang === "fr" ? "en" : "fr");

/** The same page, war and moment, in another language: what the address holds stays. */
function speak(app) {
  const address = new URL(app.store.address());
  address.searchParams.set("lang", otherLanguage());
  location.assign(address);
}

/** Digits alone are a seed; anything else is the file's own. */
const read = (text) => (/^\d{1,20}$/.test(text.trim()) ? text.trim() : null);

function showNotes(parent, app) {
  parent.replaceChildren();
  // What was changed by hand stands on the chips, with a button to undo it.
  const byHand = (label) => app.answer.different.some((one) => label.includes(one.address));
  for (const label of app.war.labels.filter((one) => !byHand(one))) html(parent, "p", "label", label);
}

/** What a control is called, its group first. */
export const labelOf = (control) => (control.group ? t("pair", { name: control.group, value: control.label }) : control.label);

/** A value as it is written on a chip. */
export function shown(value) {
  if (typeof value === "boolean") return t(value ? "on" : "off");
  if (Array.isArray(value)) return value.length ? value.map(worded).join(", ") : t("none");
  return worded(String(value));
}

/** A word of a scenario's file, `fixed_term`, in the language of the page. */
export function worded(text) {
  const known = t(`word_${text}`);
  return known === `word_${text}` ? text.replaceAll("_", " ") : known;
}

/** What a difference is called: by its control, else by its mediator, else by its address. */
export function nameOf(app, address) {
  const control = app.scenario.controls.find((one) => one.address === address);
  if (control) return labelOf(control);
  const [kind, id, , member] = address.split(".");
  const mediator = kind === "mediators" && app.scenario.mediators.find((one) => one.id === id);
  const added = kind === "mediators" && app.scenario.can_add.find((one) => one.mediator === id);
  if (!mediator) return added ? added.name : worded(address);
  const state = member && mediator.members.find((one) => one.id === member);
  return state ? t("plan_member", { name: state.name, mediator: mediator.name }) : mediator.name;
}

/** A difference in words: `OSCE Minsk Group: terms: prisoners → line, prisoners`. */
export const differenceOf = (app, one) => t("pair", { name: nameOf(app, one.address), value: `${shown(one.file)} → ${shown(one.now)}` });

function showDifferences(parent, app) {
  parent.replaceChildren();
  const state = app.store.get();
  const { different } = app.answer;
  const other = state.seed !== null && state.seed !== String(app.scenario.seed);
  html(parent, "span", "differs-title", different.length ? t("differs") : t("as_file"));
  for (const one of different) {
    const chip = html(parent, "span", "chip");
    html(chip, "span", "", differenceOf(app, one)).title = one.address;
    button(chip, "✕", t("undo_of", { what: nameOf(app, one.address) }), () => app.store.set(without(state, one.address)));
  }
  if (other) html(parent, "span", "chip", t("seed_chip", { seed: state.seed }));
  if (different.length || other) button(parent, t("reset_all"), "", () => app.store.set({ ...NOTHING, seed: null }));
}

/** A state without one of its differences. */
export function without(state, address) {
  const changes = { ...state.changes };
  delete changes[address];
  const gone = address.replace(/^mediators\./, "");
  return {
    changes,
    remove: state.remove.filter((one) => one !== address),
    add: state.add.filter((one) => one.mediator !== gone),
  };
}
