// Play: a room. Its state comes over a socket, or by asking where there is none; acts are posted.

import { html } from "/static/report/dom.js";
import { t } from "/static/report/words.js";
import { mountConsole } from "./room_console.js";
import { mountDebrief } from "./room_debrief.js";
import { mountDoor, mountLobby } from "./room_lobby.js";
import { mountQuestions } from "./room_questions.js";
import { mountSeen } from "./room_seen.js";

const AGAIN = [500, 1000, 2000, 4000]; // ms until the line is tried again
const SILENT = 60000; // ms without a beat: the line is dead
const CROWDED = 4429; // the code with which the server closes one line too many, and says so

/** Mount the tab. */
export function mountPlay(parent, app) {
  let room = null;
  function show() {
    const { room: code } = app.store.get();
    if (room?.code === code) return;
    room?.close();
    parent.replaceChildren();
    room = code ? openRoom(parent, app, code) : { code: "", close: mountDoor(parent, app) };
  }
  app.store.listen((state, before) => state.room !== before.room && state.tab === "play" && show());
  return { show };
}

/** A room in the page. Returns { code, close() }. */
function openRoom(parent, app, code) {
  const state = { view: null, code };
  const line = html(parent, "p", "room-line");
  line.setAttribute("role", "status");
  const box = html(parent, "div", "room");
  const parts = [];
  const act = async (name, message = {}) => {
    try {
      show(await app.post(`/api/rooms/${code}/${name}`, message));
      app.say(null);
      return true;
    } catch (error) {
      app.say(error);
      return false;
    }
  };
  const room = { app, code, act, leave: () => app.store.set({ room: "" }) };
  function show(view) {
    if (state.view && view.version < state.view.version) return;
    if (!parts.length) parts.push(...mountParts(box, room));
    state.view = view;
    box.dataset.state = view.state;
    parent.closest("#page").classList.toggle("playing", !view.you.console);
    for (const part of parts) part.show(view);
  }
  const stop = connect(app, code, show, (words) => (line.textContent = words));
  return {
    code,
    close() {
      stop();
      parent.closest("#page").classList.remove("playing");
      for (const part of parts) part.destroy?.();
    },
  };
}

function mountParts(box, room) {
  const [head, main, side] = ["header", "div", "div"].map((name, k) => html(box, name, ["room-head", "room-main", "room-side"][k]));
  return [mountHead(head, room), mountConsole(side, room), mountLobby(main, room), mountQuestions(main, room), mountDebrief(main, room), mountSeen(main, room)];
}

/** Who one is here, and how the game stands. */
function mountHead(parent, room) {
  const title = html(parent, "h2");
  const stands = html(parent, "p", "room-stands");
  stands.setAttribute("role", "status");
  const clock = html(parent, "p", "room-clock");
  let end = null;
  const timer = setInterval(tick, 500);
  function tick() {
    clock.hidden = end === null;
    if (end !== null) clock.textContent = t("room_left", { n: Math.max(0, Math.ceil((end - Date.now()) / 1000)) });
  }
  return {
    show(view) {
      const seat = view.seats.find((one) => one.id === view.you.seat);
      title.textContent = seat ? t("room_you_are", { seat: seat.name }) : t("room_title", { code: room.code });
      const mine = (view.questions ?? []).length > 0;
      const waits = view.seats.filter((one) => one.asked).map((one) => one.name);
      stands.textContent = view.state !== "playing" ? t(`room_state_${view.state}`)
        : view.paused ? t("room_paused")
        : mine ? t("room_your_turn")
        : t("room_waiting_for", { who: waits.join(", ") });
      end = view.seconds_left === null ? null : Date.now() + 1000 * view.seconds_left;
      tick();
    },
    destroy: () => clearInterval(timer),
  };
}

/** Keep a room up to date; `say` tells how the line is. Returns what lets go of it. */
function connect(app, code, show, say) {
  let [socket, tries, over, timer, last] = [null, 0, false, 0, Date.now()];
  async function ask() {
    try {
      show(await app.get(`/api/rooms/${code}`));
      return true;
    } catch (error) {
      if (error.status) {
        app.say(error);
        if (error.status === 404 || error.status === 410) app.store.set({ room: "" });
      }
      return false;
    }
  }
  function open() {
    socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/rooms/${code}/live?lang=${document.documentElement.lang}`);
    socket.addEventListener("open", () => {
      tries = 0;
      say("");
    });
    socket.addEventListener("message", (event) => {
      last = Date.now();
      const seen = JSON.parse(event.data);
      if (seen.seats) show(seen);
    });
    socket.addEventListener("close", async ({ code: why, reason }) => {
      if (over) return;
      say(why === CROWDED ? reason : t("room_line_lost"));
      timer = setTimeout(open, AGAIN[Math.min(tries++, AGAIN.length - 1)]);
      if (await ask() && tries > 2) say(t("room_line_slow"));
    });
  }
  const watch = setInterval(() => Date.now() - last > SILENT && socket.close(), 5000);
  ask().then((there) => !over && (there || navigator.onLine) && open());
  return () => {
    over = true;
    clearTimeout(timer);
    clearInterval(watch);
    socket?.close();
  };
}
