// A control as a field: slider and number, switch, choice, or a set of terms.

import { button, html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { shown, worded } from "./header.js";

let fields = 0;

/**
 * A field for a control. `value` is what it shows; `change(value)` is called with what is chosen,
 * or with undefined where it is the file's own.
 */
export function fieldOf(parent, control, value, change) {
  const id = `field-${(fields += 1)}`;
  const changed = !equal(value, control.value);
  const box = html(parent, "div", changed ? "field changed" : "field");
  const head = html(box, "div", "field-head");
  const label = html(head, control.kind === "set" ? "span" : "label", "field-label", control.label);
  if (control.kind === "set") label.id = id;
  else label.htmlFor = id;
  if (control.unit) html(head, "span", "unit", control.unit);
  const say = (now) => change(equal(now, control.value) ? undefined : now);
  const row = html(box, "div", "field-row");
  KINDS[control.kind](row, control, value, say, id);
  const words = html(box, "p", "field-words", control.sentence);
  words.id = `${id}-words`;
  for (const input of row.querySelectorAll("input, select")) input.setAttribute("aria-describedby", words.id);
  if (!changed) return;
  html(words, "span", "field-file", ` ${t("file_has", { value: shown(control.value) })} `);
  button(words, t("reset"), t("undo_of", { what: control.label }), () => change(undefined), "link");
}

const equal = (a, b) => JSON.stringify(Array.isArray(a) ? [...a].sort() : a) === JSON.stringify(Array.isArray(b) ? [...b].sort() : b);

const KINDS = {
  number(row, control, value, say, id) {
    const slider = html(row, "input");
    Object.assign(slider, { type: "range", min: control.low, max: control.high, step: control.step, value });
    slider.setAttribute("aria-label", control.label);
    const exact = html(row, "input", "exact");
    Object.assign(exact, { type: "number", id, step: control.whole ? 1 : "any", value });
    slider.addEventListener("input", () => { exact.value = slider.value; });
    slider.addEventListener("change", () => say(Number(slider.value)));
    exact.addEventListener("change", () => Number.isFinite(exact.valueAsNumber) && say(exact.valueAsNumber));
  },
  switch(row, control, value, say, id) {
    const box = html(row, "input", "switch");
    Object.assign(box, { type: "checkbox", id, checked: value });
    box.setAttribute("role", "switch");
    const state = html(row, "span", "", t(value ? "on" : "off"));
    box.addEventListener("change", () => {
      state.textContent = t(box.checked ? "on" : "off");
      say(box.checked);
    });
  },
  choice(row, control, value, say, id) {
    const list = html(row, "select");
    list.id = id;
    for (const one of control.choices) html(list, "option", "", worded(one)).value = one;
    list.value = value;
    list.addEventListener("change", () => say(list.value));
  },
  set(row, control, value, say, id) {
    const group = html(row, "div", "terms");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", id);
    const boxes = control.choices.map((one) => {
      const label = html(group, "label");
      const box = html(label, "input");
      Object.assign(box, { type: "checkbox", checked: value.includes(one), value: one });
      html(label, "span", "", worded(one));
      return box;
    });
    group.addEventListener("change", () => say(boxes.filter((box) => box.checked).map((box) => box.value)));
  },
};
