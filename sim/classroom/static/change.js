// Change: the scenario's levers and mechanisms, what differs from its file, and what came of it.

import { button, html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { keep } from "./api.js";
import { fieldOf } from "./fields.js";
import { branches, warOf } from "./store.js";

const SECTIONS = ["levers", "mediators", "mechanisms", "parties", "states", "fronts", "rules"];

/** Mount the tab. */
export function mountChange(parent, app) {
  const box = html(parent, "div", "two");
  const left = html(box, "section", "controls");
  html(left, "h2", "", t("change_title"));
  html(left, "p", "hint", t("change_hint"));
  const search = html(html(left, "label", "search", t("search")), "input");
  search.type = "search";
  const list = html(left, "div");
  const right = html(box, "section", "came-of-it");
  const view = { scenario: null, open: new Set(), own: null, typing: false };
  search.addEventListener("input", () => app.scenario && fill(list, app, view, search.value));
  // A war that arrives while somebody types must not wipe what is half typed.
  list.addEventListener("input", (event) => (view.typing = event.target.type === "number"));
  for (const end of ["change", "focusout"]) list.addEventListener(end, () => (view.typing = false), { capture: true });
  async function show() {
    if (!app.scenario || parent.hidden) return;
    if (!view.typing || view.scenario !== app.scenario.id) fill(list, app, view, search.value);
    await compare(right, app, view);
  }
  app.onwar(show);
  return { show };
}

/** The controls, in sections and groups; open ones stay open. */
function fill(list, app, view, wanted) {
  if (view.scenario !== app.scenario.id) Object.assign(view, { scenario: app.scenario.id, open: new Set(), own: null });
  const focus = document.activeElement?.closest?.("[data-address]")?.dataset.address;
  list.replaceChildren();
  const asked = wanted.trim().toLowerCase();
  const matches = (one) => !asked || `${one.label} ${one.sentence} ${one.group} ${one.address}`.toLowerCase().includes(asked);
  const found = app.scenario.controls.filter(matches);
  if (!found.length) html(list, "p", "hint", t("nothing_found"));
  const first = SECTIONS.find((name) => found.some((one) => one.section === name));
  for (const name of SECTIONS) {
    const controls = found.filter((one) => one.section === name);
    if (controls.length) section(list, app, view, name, controls, Boolean(asked) || name === first);
  }
  if (focus) list.querySelector(`[data-address="${CSS.escape(focus)}"] :is(input, select)`)?.focus({ preventScroll: true });
}

function section(list, app, view, name, controls, open) {
  const { changes } = app.store.get();
  const part = html(list, "details", "section");
  part.open = view.open.has(name) || (open && !view.open.has(`not ${name}`));
  part.addEventListener("toggle", () => {
    view.open.delete(part.open ? `not ${name}` : name);
    view.open.add(part.open ? name : `not ${name}`);
  });
  const changed = controls.filter((one) => one.address in changes).length;
  html(part, "summary", "", changed ? t("section_changed", { name: t(`section_${name}`), n: changed }) : t(`section_${name}`));
  let group = null;
  for (const control of controls) {
    if (control.group && control.group !== group) html(part, "h4", "", control.group);
    group = control.group;
    const place = html(part, "div");
    place.dataset.address = control.address;
    fieldOf(place, control, changes[control.address] ?? control.value, (value) => change(app, control.address, value));
  }
}

function change(app, address, value) {
  const changes = { ...app.store.get().changes };
  if (value === undefined) delete changes[address];
  else changes[address] = value;
  app.store.set({ changes });
}

/** How the war ends as its file has it, and as changed: the same luck. */
async function compare(parent, app, view) {
  const state = app.store.get();
  const file = { scenario: state.scenario, seed: state.seed ?? undefined, replicate: state.replicate };
  const key = JSON.stringify(file);
  if (view.own?.key !== key) {
    try {
      view.own = { key, war: (await app.post("/api/war", file)).war };
    } catch (error) {
      app.say(error);
      return;
    }
  }
  parent.replaceChildren();
  html(parent, "h2", "", t("came_of_it"));
  const changed = app.answer.different.length > 0;
  ending(parent, t("as_file_war"), view.own.war);
  if (changed) ending(parent, t("as_changed_war"), app.war);
  else html(parent, "p", "hint", t("nothing_changed"));
  const row = html(parent, "div", "row");
  button(row, t("watch_it"), "", () => app.store.set({ tab: "watch", hour: 0 }), "main");
  save(parent, app);
}

function ending(parent, title, war) {
  const box = html(parent, "article", "ending-card");
  html(box, "h3", "", title);
  const list = html(box, "ul");
  for (const sentence of war.result) html(list, "li", "", sentence);
}

/** Keep the war as a scenario file, which `sim run` fights again. Returns what shows whether a
 * branch is left out of it. */
export function save(parent, app) {
  const box = html(parent, "form", "save");
  html(box, "h3", "", t("save_title"));
  html(box, "p", "hint", t("save_hint"));
  const branch = html(box, "p", "hint", t("save_branch"));
  const name = html(html(box, "label", "", t("save_name")), "input");
  Object.assign(name, { type: "text", maxLength: 120, placeholder: app.scenario?.name ?? "" });
  const send = button(box, t("save_button"), "", () => {});
  send.type = "submit";
  const said = html(box, "p", "hint");
  said.setAttribute("role", "status");
  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const file = await app.post("/api/save", { ...warOf(app.store.get()), name: name.value });
      keep(new Blob([file.toml], { type: "application/toml" }), file.filename);
      said.textContent = t("saved", { file: file.filename });
    } catch (error) {
      app.say(error);
    }
  });
  const show = () => (branch.hidden = !branches(app.store.get().then));
  show();
  return show;
}
