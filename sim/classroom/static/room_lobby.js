// The door of rooms, and a room before its game begins: names and seats.

import { button, html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { warOf } from "./store.js";

/** Where no room is chosen: go to one, or open one. Returns what lets go of it. */
export function mountDoor(parent, app) {
  const box = html(parent, "div", "two");
  const left = html(box, "section", "room-card");
  html(left, "h2", "", t("room_join_title"));
  const form = html(left, "form", "row");
  const label = html(form, "label", "room-code", t("room_code"));
  const field = html(label, "input");
  Object.assign(field, { type: "text", autocomplete: "off", autocapitalize: "characters", maxLength: 8, size: 6, required: true });
  html(form, "button", "main", t("room_go"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = field.value.toUpperCase().replace(/[^A-Z]/g, "");
    if (code) app.store.set({ room: code });
  });
  const right = html(box, "section", "room-card");
  html(right, "h2", "", t("room_open_title"));
  openForm(right, app);
  return () => {};
}

function openForm(parent, app) {
  html(parent, "p", "hint", t("room_open_hint"));
  const name = html(parent, "p", "room-war");
  const rules = rulesFields(parent, { seconds: 0, hold: false, hints: false });
  const real = tick(parent, t("room_real"), false);
  real.parentElement.classList.add("room-real");
  const go = button(html(parent, "div", "row"), t("room_open"), "", open, "main");
  async function open() {
    go.disabled = true;
    try {
      const made = await app.post("/api/rooms", { ...warOf(app.store.get()), rules: rules(), real: real.checked });
      app.say(null);
      app.store.set({ room: made.code });
    } catch (error) {
      app.say(error);
    }
    go.disabled = false;
  }
  function show() {
    if (!app.scenario) return;
    name.textContent = t("room_war", { name: app.scenario.name });
    real.parentElement.hidden = app.scenario.fictional;
  }
  app.onwar(show);
  show();
  mountTeachersDoor(parent, app, "");
  const list = html(parent, "div", "room-made");
  app.get("/api/rooms").then(({ rooms }) => {
    if (!rooms.length) return;
    html(list, "h3", "", t("room_yours"));
    for (const one of rooms.slice(0, 8)) button(list, `${one.code} · ${one.scenario}`, "", () => app.store.set({ room: one.code }));
  }, app.say);
}

/** The way to the door for a teacher who came in as a player; whoever has shown the key needs none. */
function mountTeachersDoor(parent, app, code) {
  const box = html(parent, "p", "hint");
  box.hidden = true;
  const link = html(box, "a", "", t("room_teachers_door"));
  link.href = `/?${new URLSearchParams({ door: code, lang: document.documentElement.lang })}`;
  app.get("/api/me").then((me) => (box.hidden = me.teacher), app.say);
}

/** Fields of the rules of a room. Returns what reads them. */
export function rulesFields(parent, rules, changed = () => {}) {
  const label = html(parent, "label", "room-rule", t("room_seconds"));
  const seconds = html(label, "select");
  for (const one of [...new Set([0, 30, 60, 120, 300, 600, rules.seconds])]) {
    html(seconds, "option", "", one ? t("room_seconds_n", { n: one }) : t("room_seconds_none")).value = String(one);
  }
  seconds.value = String(rules.seconds);
  const hold = tick(parent, t("room_hold"), rules.hold);
  const hints = tick(parent, t("room_hints"), rules.hints);
  const read = () => ({ seconds: Number(seconds.value), hold: hold.checked, hints: hints.checked });
  for (const one of [seconds, hold, hints]) one.addEventListener("change", () => changed(read()));
  return read;
}

/** A box to tick, with its words. */
export function tick(parent, words, on) {
  const label = html(parent, "label", "tick room-rule");
  const box = html(label, "input");
  Object.assign(box, { type: "checkbox", checked: on });
  html(label, "span", "", words);
  return box;
}

/** Take a name and a seat; later, change it or give it back. */
export function mountLobby(parent, room) {
  const box = html(parent, "section", "room-lobby");
  const game = html(box, "div");
  mountTeachersDoor(box, room.app, room.code);
  let seen = "";
  function draw(view) {
    const typed = game.querySelector("input[type=text]")?.value ?? view.you.name;
    game.replaceChildren();
    html(game, "h3", "", t("room_take_seat"));
    if (!view.scenario.fictional) html(game, "p", "label", t("room_real_note"));
    const label = html(game, "label", "room-name", t("room_name"));
    const name = html(label, "input");
    Object.assign(name, { type: "text", maxLength: 40, value: typed, autocomplete: "off" });
    const list = html(game, "div", "room-seats");
    const sit = (seat) => {
      if (name.value.trim()) room.act("join", { name: name.value.trim(), seat });
      else name.focus();
    };
    for (const one of view.seats) {
      const card = html(list, "button", "room-seat");
      card.type = "button";
      card.style.borderLeftColor = one.colour;
      html(card, "strong", "", one.name);
      html(card, "span", "hint", one.members.length > 1 ? one.members.join(", ") : t(`room_kind_${one.kind}`));
      html(card, "span", "", one.players.length ? one.players.join(", ") : t("room_free"));
      card.setAttribute("aria-pressed", String(one.id === view.you.seat));
      card.addEventListener("click", () => sit(one.id));
    }
    const row = html(game, "div", "row");
    button(row, t("room_look_on"), "", () => sit(""));
    if (view.you.joined) button(row, t("room_leave"), "", () => room.act("leave"));
  }
  return {
    show(view) {
      const needed = view.state === "lobby" || (view.state === "playing" && !view.you.joined && !view.you.console);
      box.hidden = !needed || (view.you.console && !view.you.joined);
      const key = JSON.stringify([view.seats, view.you]);
      if (box.hidden || key === seen) return;
      seen = key;
      draw(view);
    },
  };
}
