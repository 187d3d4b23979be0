// The story as a list that grows with the war, the latest on top; behind each decision, "why?".

import { button, html } from "./dom.js";
import { t } from "./words.js";
import { openWhy } from "./why.js";

const QUIET = 400; // ms without news before the last line is said aloud

/** Mount the story; `seek(hour)` goes to a moment. */
export function mountFeed(parent, war, seek) {
  const head = html(parent, "div", "rp-feed-head");
  html(head, "h3", "", t("story_title"));
  const choice = html(head, "div", "rp-choice");
  choice.setAttribute("role", "group");
  choice.setAttribute("aria-label", t("story_choose"));
  const state = { rows: war.story, shown: 0, hour: 0, timer: 0 };
  const tabs = [["story_news", "story"], ["story_decisions", "decisions"]].map(([key, rows]) =>
    [button(choice, t(key), "", () => choose(rows)), rows]);
  const list = html(parent, "ol", "rp-feed-list");
  list.tabIndex = 0;
  list.setAttribute("aria-label", t("story_title"));
  const empty = html(parent, "p", "rp-faint rp-feed-empty", t("story_start"));
  // Only the last line is said aloud, and not while the news come thick and fast.
  const live = html(parent, "div", "rp-unseen");
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");

  function choose(rows) {
    state.rows = war[rows];
    for (const [tab, name] of tabs) tab.setAttribute("aria-pressed", String(name === rows));
    state.shown = 0;
    list.replaceChildren();
    show(state.hour);
  }

  function show(hour) {
    state.hour = hour;
    let count = 0;
    while (count < state.rows.length && state.rows[count][0] <= hour + 1e-9) count += 1;
    if (count === state.shown) return;
    if (count < state.shown) {
      while (list.children.length > count) list.firstElementChild.remove();
    } else {
      for (const row of state.rows.slice(state.shown, count)) list.prepend(lineOf(list, war, row, seek));
    }
    state.shown = count;
    empty.hidden = count > 0;
    for (const item of list.querySelectorAll(".rp-last")) item.classList.remove("rp-last");
    list.firstElementChild?.classList.add("rp-last");
    list.scrollTop = 0;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => say(state.rows[count - 1]), QUIET);
  }

  function say(last) {
    live.textContent = last ? `${last[1]} ${last[2]}` : "";
  }

  choose("story");
  return { show, destroy: () => clearTimeout(state.timer) };
}

function lineOf(list, war, [hour, when, text, behind], seek) {
  const item = html(list, "li");
  button(item, when, "", () => seek(hour), "rp-when").title = t("go_to", { when });
  const words = html(item, "div", "rp-text");
  html(words, "span", "", text);
  if (behind?.length) {
    const label = `${t("why")} ${text}`;
    button(words, t("why"), label, () => openWhy(behind.map((k) => war.whys[k])), "rp-why");
  }
  return item;
}
