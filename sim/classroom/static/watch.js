// Watch: the war from its first day to its last.

import { html } from "/static/report/dom.js";
import { mount } from "/static/report/replay.js";
import { t } from "/static/report/words.js";

/** Mount the tab. */
export function mountWatch(parent, app) {
  const summary = html(parent, "p", "summary");
  const place = html(parent, "div");
  const wait = html(place, "p", "hint", t("one_moment"));
  const end = html(parent, "details", "ending");
  end.hidden = true;
  let shown = null;
  let replay = null;
  function show() {
    if (!app.war) return;
    if (app.war === shown) {
      if (replay && Math.abs(replay.hour - app.store.get().hour) > 0.01) replay.seek(app.store.get().hour);
      return;
    }
    shown = app.war;
    replay?.destroy();
    wait.remove();
    end.hidden = false;
    summary.textContent = app.war.summary;
    replay = mount(place, app.war, {
      hour: app.store.get().hour, keyboard: document, sticky: true, keys: app.keys(),
      onseek: (hour) => app.store.get().tab === "watch" && app.store.set({ hour }),
    });
    fillEnding(end, app.war);
  }
  app.onwar(() => !parent.hidden && show());
  return { show, hide: () => replay?.pause() };
}

/** How the war ended, behind a click: it would spoil the story. */
export function fillEnding(parent, war) {
  parent.replaceChildren();
  html(parent, "summary", "", t("ending"));
  const list = html(parent, "ul");
  for (const sentence of war.result) html(list, "li", "", sentence);
  html(parent, "p", "caution", war.caution);
}
