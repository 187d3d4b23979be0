// The teacher's console: the way in for players, who sits where, and how the game is led.

import { button, html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { rulesFields } from "./room_lobby.js";

/** Mount it; others see how to come in, and can show the key. */
export function mountConsole(parent, room) {
  const way = mountWay(html(parent, "section", "room-way"), room);
  const lead = html(parent, "section", "room-lead");
  const seats = html(parent, "section", "room-table");
  const key = mountKey(html(parent, "details", "room-key"), room);
  const seen = { lead: "", seats: "" };
  return {
    show(view) {
      parent.classList.toggle("room-console", view.you.console);
      way.show(view);
      key.show(view);
      lead.hidden = seats.hidden = !view.you.console;
      if (!view.you.console) return;
      const state = JSON.stringify([view.state, view.paused, view.rules]);
      if (state !== seen.lead) {
        seen.lead = state;
        showLead(lead, view, room);
      }
      const table = JSON.stringify([view.seats, view.waiting, view.state, view.watching, view.connected]);
      if (table !== seen.seats) {
        seen.seats = table;
        showSeats(seats, view, room);
      }
    },
  };
}

/** Code, address and QR code: on the projector until the game begins, then behind a click. */
function mountWay(parent, room) {
  const box = html(parent, "details");
  const head = html(box, "summary");
  html(head, "span", "", t("room_come_in"));
  html(head, "strong", "room-big", room.code);
  const address = html(box, "p", "room-address");
  const code = html(box, "img", "room-qr");
  code.alt = t("share_qr");
  let [asked, state] = [false, "lobby"];
  return {
    show(view) {
      parent.hidden = !view.you.console;
      if (state === "lobby" && view.state !== "lobby") box.open = false;
      state = view.state;
      if (!asked && view.you.console) {
        asked = true;
        box.open = view.state === "lobby";
        room.app.get(`/api/rooms/${room.code}/address`).then((found) => {
          address.textContent = found.address;
          code.src = `/api/qr?text=${encodeURIComponent(found.address)}`;
        }, room.app.say);
      }
    },
  };
}

function mountKey(parent, room) {
  html(parent, "summary", "", t("room_lead_from_here"));
  const form = html(parent, "form", "row");
  const label = html(form, "label", "", t("room_key"));
  const field = html(label, "input");
  Object.assign(field, { type: "text", autocomplete: "off", maxLength: 20, required: true });
  html(form, "button", "", t("room_show_key"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    room.act("console", { key: field.value });
  });
  const own = html(parent, "p", "hint");
  return {
    show(view) {
      form.hidden = view.you.console;
      own.hidden = !view.you.console;
      if (view.you.console) own.textContent = t("room_key_is", { key: view.key });
    },
  };
}

function showLead(parent, view, room) {
  parent.replaceChildren();
  const row = html(parent, "div", "row");
  if (view.state === "lobby") button(row, t("room_start"), "", () => room.act("start"), "main");
  if (view.state === "playing") {
    button(row, t(view.paused ? "room_go_on" : "room_pause"), "", () => room.act("pause", { on: !view.paused }), "main");
    button(row, t("room_end"), t("room_end_words"), () => room.act("end"));
  }
  button(row, t("room_close"), "", room.leave);
  if (view.state === "over") return;
  const box = html(parent, "details", "room-rules");
  html(box, "summary", "", t("room_rules"));
  rulesFields(box, view.rules, (rules) => room.act("rules", rules));
}

function showSeats(parent, view, room) {
  parent.replaceChildren();
  html(parent, "h3", "", t("room_seats"));
  const table = html(html(parent, "div", "scroll"), "table");
  const body = html(table, "tbody");
  for (const one of view.seats) {
    const row = html(body, "tr");
    const name = html(row, "th", "", one.name);
    name.scope = "row";
    name.style.borderLeftColor = one.colour;
    html(row, "td", "", one.players.join(", ") || t("room_the_model"));
    const waits = (view.waiting ?? []).filter((q) => q.seat === one.id);
    const state = waits.length ? t("room_decides") : one.by_model && one.players.length ? t("room_by_model") : one.players.length && !one.here ? t("room_away") : "";
    const act = html(row, "td");
    html(act, "span", "room-does", state);
    if (view.state !== "over" && (one.players.length || one.played)) {
      button(act, t(one.by_model ? "room_players_again" : "room_let_model"), "", () => room.act("model", { seat: one.id, on: !one.by_model }));
    }
    for (const q of waits) button(act, t("room_settle"), "", () => room.act("settle", { question: q.question }));
  }
  html(parent, "p", "hint", t("room_counts", { n: view.connected, watching: view.watching }));
}
