// What is to be different from the frozen moment on: who leaves, who comes, what changes.

import { button, html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { fieldOf } from "./fields.js";
import { labelOf } from "./header.js";

/** Mount the plan; `changed` is called when it is another one. Returns a function that shows it. */
export function mountPlan(parent, app, changed) {
  const box = html(parent, "div", "plan");
  function set(part) {
    app.store.set({ then: { ...app.store.get().then, ...part } });
    show();
    changed();
  }
  function show() {
    const open = box.querySelector("details.other")?.open ?? false;
    const focus = document.activeElement?.closest?.("[data-key]")?.dataset.key;
    box.replaceChildren();
    people(box, app, set);
    mandates(box, app, set);
    const more = html(box, "div", "plan-more");
    newcomers(more, app, set);
    others(more, app, set, open);
    if (focus) box.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  }
  return show;
}

/** Mediators and their members, each with a tick: without it they leave. */
function people(parent, app, set) {
  const { then, remove } = app.store.get();
  const there = app.scenario.mediators.filter((one) => !remove.includes(`mediators.${one.id}`));
  if (!there.length) return;
  const part = html(parent, "fieldset");
  html(part, "legend", "", t("plan_stay"));
  const toggle = (address, on) => set({ remove: on ? then.remove.filter((one) => one !== address) : [...then.remove, address] });
  for (const mediator of there) {
    const address = `mediators.${mediator.id}`;
    const stays = !then.remove.includes(address);
    tick(part, mediator.name, stays, (on) => toggle(address, on), address, mediator.counterfactual ? t("counterfactual") : "");
    if (mediator.members.length < 2 || !stays) continue;
    for (const member of mediator.members) {
      const place = `${address}.members.${member.id}`;
      const label = t("plan_member", { name: member.name, mediator: mediator.name });
      tick(part, label, !then.remove.includes(place), (on) => toggle(place, on), place, "").classList.add("member");
    }
  }
}

function tick(parent, text, on, act, key, note) {
  const label = html(parent, "label", "tick");
  const box = html(label, "input");
  Object.assign(box, { type: "checkbox", checked: on });
  box.dataset.key = key;
  box.addEventListener("change", () => act(box.checked));
  html(label, "span", "", text);
  if (note) html(label, "em", "", note);
  return label;
}

/** Mediators of other wars that come in. */
function newcomers(parent, app, set) {
  const { then, add } = app.store.get();
  const part = html(parent, "fieldset");
  html(part, "legend", "", t("plan_add"));
  const here = new Set([...then.add, ...add].map((one) => one.mediator));
  for (const one of then.add) {
    const chip = html(part, "span", "chip");
    const known = app.scenario.can_add.find((other) => other.mediator === one.mediator);
    html(chip, "span", "", known?.name ?? one.mediator);
    button(chip, "✕", t("undo_of", { what: known?.name ?? one.mediator }), () => set({ add: then.add.filter((other) => other !== one) }));
  }
  const list = html(part, "select");
  list.setAttribute("aria-label", t("plan_add"));
  list.dataset.key = "add";
  html(list, "option", "", t("plan_add_nobody")).value = "";
  app.scenario.can_add.forEach((one, k) => {
    if (!here.has(one.mediator)) html(list, "option", "", t("plan_add_from", { name: one.name, from: one.from })).value = String(k);
  });
  list.addEventListener("change", () => {
    const one = app.scenario.can_add[Number(list.value)];
    if (one) set({ add: [...then.add, { mediator: one.mediator, from: one.from }] });
  });
}

const controlAt = (app, address) => app.scenario.controls.find((one) => one.address === address);

/** What a mediator may bring: monitors, peacekeepers, a guarantee. */
function mandates(parent, app, set) {
  const { then, changes } = app.store.get();
  const mandate = (one) => `mediators.${one.id}.mandate.terms`;
  const known = app.scenario.mediators.filter((one) => controlAt(app, mandate(one)) && !then.remove.includes(`mediators.${one.id}`));
  if (!known.length) return;
  const part = html(parent, "fieldset");
  html(part, "legend", "", t("plan_bring"));
  for (const mediator of known) {
    const control = controlAt(app, mandate(mediator));
    const before = changes[control.address] ?? control.value;
    const now = then.changes[control.address] ?? before;
    const row = html(part, "div", "bring");
    html(row, "span", "bring-who", mediator.name);
    for (const term of ["monitors", "peacekeepers", "guarantee", "line"].filter((one) => control.choices.includes(one))) {
      tick(row, t(`term_${term}`), now.includes(term), (on) => {
        const terms = on ? [...now, term] : now.filter((one) => one !== term);
        const same = JSON.stringify([...terms].sort()) === JSON.stringify([...before].sort());
        set({ changes: put(then.changes, control.address, same ? undefined : terms) });
      }, `${control.address} ${term}`, "");
    }
  }
}

function put(changes, address, value) {
  const now = { ...changes };
  if (value === undefined) delete now[address];
  else now[address] = value;
  return now;
}

/** Any other number or switch of the scenario. */
function others(parent, app, set, open) {
  const { then, changes } = app.store.get();
  const plain = app.scenario.controls.filter((one) => !one.address.endsWith(".mandate.terms") && one.section !== "fronts");
  const part = html(parent, "details", "other");
  const chosen = plain.filter((one) => one.address in then.changes);
  part.open = open || chosen.length > 0;
  html(part, "summary", "", t("plan_other"));
  for (const control of chosen) {
    const named = { ...control, label: labelOf(control), value: changes[control.address] ?? control.value };
    fieldOf(part, named, then.changes[control.address], (value) => set({ changes: put(then.changes, control.address, value) }));
  }
  const list = html(part, "select");
  list.setAttribute("aria-label", t("plan_other"));
  html(list, "option", "", t("plan_other_choose")).value = "";
  for (const section of new Set(plain.map((one) => one.section))) {
    const group = html(list, "optgroup");
    group.label = t(`section_${section}`);
    for (const one of plain.filter((control) => control.section === section && !(control.address in then.changes))) {
      html(group, "option", "", labelOf(one)).value = one.address;
    }
  }
  list.addEventListener("change", () => {
    const control = controlAt(app, list.value);
    if (!control) return;
    const before = changes[control.address] ?? control.value;
    set({ changes: put(then.changes, control.address, control.kind === "switch" ? !before : before) });
  });
}
