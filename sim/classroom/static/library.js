// The library: wars to choose from, each with a small picture of its land, sides and mediators.

import { draw, html } from "/static/report/dom.js";
import { openDialog } from "/static/report/why.js";
import { t } from "/static/report/words.js";
import { post } from "./api.js";
import { NOTHING } from "./store.js";

let known = null;

/** Open the library; choosing a war shows it from its first day, as its file has it. */
export async function openLibrary(app) {
  try {
    known ??= await app.get("/api/library");
  } catch (error) {
    app.say(error);
    return;
  }
  const dialog = openDialog(t("choose_war"), (box) => {
    for (const group of known.groups) {
      html(box, "h3", "", group.name);
      const list = html(box, "div", "cards");
      for (const one of group.scenarios) card(list, one, () => choose(one.id));
    }
    upload(box, choose, app);
  }, "library");
  function choose(id) {
    dialog.close();
    app.store.set({ scenario: id, seed: null, replicate: 0, ...NOTHING, hour: 0, at: null, then: NOTHING });
  }
}

function card(parent, one, act) {
  const box = html(parent, "button", "card");
  box.type = "button";
  box.addEventListener("click", act);
  if (one.picture) drawPicture(html(box, "span", "card-picture"), one.picture);
  html(box, "strong", "", one.name);
  html(box, "span", "", one.summary);
  const mark = one.counterfactual ? "counterfactual" : one.fictional ? "fictional" : "";
  if (mark) html(box, "em", "", t(mark));
}

/** Bands of land in the colours of their holders; above, a circle for each mediator. */
function drawPicture(parent, picture) {
  const svg = draw(parent, "svg", { viewBox: "0 0 200 62", "aria-hidden": "true" });
  const count = picture.mediators.length;
  picture.mediators.forEach(([colour, , invented], k) => {
    const x = 100 + 26 * (k - (count - 1) / 2);
    draw(svg, "path", { d: `M8 38 L${x} 12 L192 38`, stroke: colour, "stroke-width": 1.5, fill: "none", opacity: 0.6 });
    draw(svg, "circle", { cx: x, cy: 12, r: 7.5, stroke: colour, "stroke-width": 3, fill: invented ? "var(--paper)" : colour, class: "card-circle" });
  });
  const high = 22 / picture.fronts.length;
  picture.fronts.forEach(([colours, shares, held], row) => {
    let x = 4;
    shares.forEach((share, k) => {
      const wide = 192 * share;
      draw(svg, "rect", { x, y: 36 + row * high, width: wide, height: high, fill: colours[k < held ? 0 : 1], stroke: "var(--paper)", "stroke-width": 0.7 });
      x += wide;
    });
  });
}

/** A scenario file of one's own. */
function upload(parent, choose, app) {
  html(parent, "h3", "", t("own_file"));
  const label = html(parent, "label", "upload", t("own_file_words"));
  const field = html(label, "input");
  Object.assign(field, { type: "file", accept: ".toml" });
  field.addEventListener("change", async () => {
    try {
      const scenario = await post("/api/upload", { toml: await field.files[0].text() });
      choose(scenario.id);
    } catch (error) {
      app.say(error);
      parent.closest("dialog")?.close();
    }
  });
}
