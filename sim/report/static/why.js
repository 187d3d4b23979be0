// "Why?": what each choice was worth, what decided, on what it rested.

import { button, html } from "./dom.js";
import { t } from "./words.js";

/** A dialogue that closes by its button, by escape and by a click beside it. */
export function openDialog(title, fill, className = "") {
  const dialog = html(document.body, "dialog", `rp-dialog ${className}`.trim());
  const head = html(dialog, "div", "rp-dialog-head");
  const heading = html(head, "h2", "", title);
  heading.id = "rp-dialog-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  button(head, "✕", t("close"), () => dialog.close(), "rp-close");
  fill(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
  return dialog;
}

/** Open the accounts of some decisions. */
export function openWhy(accounts) {
  openDialog(t("why_title"), (dialog) => accounts.forEach((account) => accountOf(dialog, account)), "rp-why-dialog");
}

function accountOf(parent, account) {
  const box = html(parent, "article", "rp-account");
  html(box, "p", "rp-when-told", account.when);
  account.heading.forEach((line, k) => html(box, k ? "p" : "h3", "", line));
  if (account.choices.length) {
    html(box, "h4", "", t("why_worth"));
    choicesOf(box, account.choices);
  }
  html(box, "h4", "", t("why_decided"));
  html(box, "p", "rp-reason", account.reason);
  if (account.rests.length) {
    html(box, "h4", "", t("why_rests"));
    const list = html(box, "dl");
    for (const [what, value] of account.rests) {
      const row = html(list, "div");
      html(row, "dt", "", what);
      html(row, "dd", "", value);
    }
  }
  if (account.unit) html(box, "p", "rp-faint", account.unit);
}

/** The choices as bars on one scale, from nothing to the right, below nothing to the left. */
function choicesOf(parent, choices) {
  const worths = choices.map((choice) => choice[2]);
  const [low, high] = [Math.min(0, ...worths), Math.max(0, ...worths)];
  const share = (worth) => `${(100 * worth) / Math.max(1e-9, high - low)}%`;
  const list = html(parent, "ul", "rp-choices");
  for (const [name, shown, worth, taken] of choices) {
    const item = html(list, "li", taken ? "rp-taken" : "");
    html(item, "span", "rp-choice-name", taken ? `✓ ${name} (${t("why_chosen")})` : name);
    const track = html(item, "span", "rp-choice-track");
    const bar = html(track, "span", worth < 0 ? "rp-choice-bar rp-below" : "rp-choice-bar");
    bar.style.marginLeft = share(Math.min(0, worth) - low);
    bar.style.width = share(Math.abs(worth));
    html(item, "span", "rp-choice-worth", shown);
  }
}

/** Open the list of keys: rows (key, what it does). */
export function openKeys(rows) {
  openDialog(t("help_title"), (dialog) => {
    const list = html(dialog, "dl", "rp-key-list");
    for (const [key, does] of rows) {
      const row = html(list, "div");
      html(html(row, "dt"), "kbd", "", key);
      html(row, "dd", "", does);
    }
  });
}
