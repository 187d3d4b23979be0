// Share: the address of what is shown, its QR code, and files to take along.

import { button, html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { download } from "./api.js";
import { save } from "./change.js";
import { warOf } from "./store.js";

const FILES = ["page", "story", "figures", "tables"];

/** Mount the tab. */
export function mountShare(parent, app) {
  const box = html(parent, "div", "two");
  const left = html(box, "section");
  html(left, "h2", "", t("share_title"));
  html(left, "p", "hint", t("share_hint"));
  const field = html(html(left, "label", "address", t("share_address")), "input");
  Object.assign(field, { type: "text", readOnly: true });
  field.addEventListener("focus", () => field.select());
  const row = html(left, "div", "row");
  const said = html(row, "span", "hint");
  said.setAttribute("role", "status");
  row.prepend(button(left, t("copy"), "", () => copy(field, said), "main"));
  const local = html(left, "p", "hint", t("share_local"));
  const code = html(left, "img", "qr");
  code.alt = t("share_qr");
  const long = html(left, "p", "hint", t("share_long"));
  long.hidden = true;
  code.addEventListener("error", () => fits(false));
  function fits(yes) {
    code.hidden = !yes;
    long.hidden = yes;
  }
  const right = html(box, "section");
  html(right, "h2", "", t("files_title"));
  files(right, app);
  const tellBranch = save(right, app);
  return {
    show() {
      tellBranch();
      const address = app.store.address();
      field.value = address;
      said.textContent = "";
      local.hidden = !["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
      fits(true);
      code.src = `/api/qr?text=${encodeURIComponent(address)}`;
    },
  };
}

async function copy(field, said) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = t("copied");
  } catch {
    said.textContent = t("copy_by_hand");
  }
}

function files(parent, app) {
  const list = html(parent, "ul", "files");
  for (const kind of FILES) {
    const item = html(list, "li");
    const said = html(item, "span", "hint");
    const go = button(item, t(`file_${kind}`), "", async () => {
      go.disabled = true;
      said.textContent = t(kind === "figures" ? "being_drawn" : "one_moment");
      try {
        said.textContent = t("saved", { file: await download(`/api/download/${kind}`, { ...warOf(app.store.get()), lang: document.documentElement.lang }) });
      } catch (error) {
        said.textContent = "";
        app.say(error);
      }
      go.disabled = false;
    });
    item.prepend(go);
    said.setAttribute("role", "status");
    html(item, "p", "field-words", t(`file_${kind}_words`));
  }
}
