// What the page shows, in one place, and in its address: scenario, changes, seed, moment, branch.

export const NOTHING = { changes: {}, remove: [], add: [] };

const FIRST = {
  scenario: "first-war", seed: null, replicate: 0, ...NOTHING,
  hour: 0, tab: "watch", room: "", projector: false, at: null, then: NOTHING,
};
const SHORT = {
  scenario: "s", seed: "seed", replicate: "war", changes: "change", remove: "remove", add: "add",
  hour: "hour", tab: "tab", room: "room", projector: "projector", at: "at", then: "then",
};
const PLAIN = new Set(["scenario", "seed", "tab", "room"]);
const FIGHTS = ["scenario", "seed", "replicate", "changes", "remove", "add"];

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const isPlainObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a value read from an address is of the kind that belongs there. */
function fits(name, value) {
  if (name === "scenario" || name === "tab") return typeof value === "string" && value.length < 200;
  if (name === "room") return /^[A-Z]{0,8}$/.test(value);
  if (name === "seed") return /^\d{1,20}$/.test(value);
  if (name === "replicate" || name === "hour") return Number.isFinite(value) && value >= 0;
  if (name === "at") return value === null || (Number.isFinite(value) && value >= 0);
  if (name === "projector") return typeof value === "boolean";
  if (name === "remove" || name === "add") return Array.isArray(value);
  if (name === "changes") return isPlainObject(value);
  return isPlainObject(value) && fits("changes", value.changes) && fits("remove", value.remove) && fits("add", value.add);
}

/** Read an address; what does not fit is left out. */
export function fromAddress(fragment) {
  const found = {};
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  for (const [name, short] of Object.entries(SHORT)) {
    if (!parts.has(short)) continue;
    try {
      const value = PLAIN.has(name) ? parts.get(short) : JSON.parse(parts.get(short));
      if (fits(name, value)) found[name] = value;
    } catch {
      // an address typed wrong: as if it were not there
    }
  }
  return { ...FIRST, ...found };
}

/** The address of a state: only what differs from the first one. */
export function toAddress(state) {
  const parts = new URLSearchParams();
  for (const [name, short] of Object.entries(SHORT)) {
    if (name !== "scenario" && same(state[name], FIRST[name])) continue;
    const value = name === "hour" ? Math.round(state.hour * 100) / 100 : state[name];
    parts.set(short, PLAIN.has(name) ? value : JSON.stringify(value));
  }
  return `#${parts}`;
}

/** The part of a state that decides which war is fought, as the server wants it. */
export function warOf(state) {
  const asked = { scenario: state.scenario, replicate: state.replicate, changes: state.changes, remove: state.remove, add: state.add };
  return state.seed === null ? asked : { ...asked, seed: state.seed };
}

/** Whether anything is to be different from the frozen moment on. */
export const branches = (then) => Object.keys(then.changes).length + then.remove.length + then.add.length > 0;

/** A store: get(), set(part), listen(f(state, before)); the address follows a little later. */
export function makeStore() {
  let state = fromAddress(location.hash);
  let timer = 0;
  const ears = new Set();
  function tell(before) {
    for (const ear of ears) ear(state, before);
  }
  function write() {
    clearTimeout(timer);
    timer = 0;
    const wanted = toAddress(state);
    if (wanted !== location.hash) history.replaceState(null, "", wanted);
  }
  addEventListener("hashchange", () => {
    const before = state;
    state = fromAddress(location.hash);
    tell(before);
  });
  addEventListener("pagehide", write);
  return {
    get: () => state,
    set(part) {
      const before = state;
      state = { ...state, ...part };
      timer ||= setTimeout(write, 400);
      tell(before);
    },
    listen: (ear) => ears.add(ear),
    address() {
      write();
      return location.href;
    },
    fights: (a, b) => FIGHTS.some((name) => !same(a[name], b[name])),
  };
}
