// Buttons, the strip of truces and, on the very same scale, the slider.

import { button, html, icon } from "./dom.js";
import { t } from "./words.js";

const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32, 64]; // days of war per second

/** The speed at which a war of so many days takes less than two minutes, and 2 at least. */
export const speedFor = (days) => SPEEDS.find((speed) => speed >= Math.max(2, days / 100)) ?? SPEEDS[SPEEDS.length - 1];

/** Mount the controls; `act` holds what they do: seek, step, event, toggle, speed. */
export function mountTransport(parent, wars, hours, act, { speed, names }) {
  const bar = html(parent, "div", "rp-transport");
  const strips = wars.map((war, k) => stripOf(bar, war, hours, names?.[k]));
  const slider = html(bar, "input", "rp-slider");
  Object.assign(slider, { type: "range", min: "0", max: String(hours), step: "any", value: "0" });
  slider.setAttribute("aria-label", t("time"));
  slider.addEventListener("input", () => act.seek(Number(slider.value)));
  const row = html(bar, "div", "rp-buttons");
  const signed = (name, key, run, className = "") => icon(button(row, "", t(key), run, className), name);
  signed("toStart", "to_start", () => act.seek(0), "rp-end");
  signed("backEvent", "back_event", () => act.event(-1));
  signed("back", "back_step", () => act.step(-1));
  const play = button(row, "", t("play"), act.toggle, "rp-play");
  signed("next", "next_step", () => act.step(1));
  signed("nextEvent", "next_event", () => act.event(1));
  signed("toEnd", "to_end", () => act.seek(hours), "rp-end");
  speedOf(row, act, speed);
  button(row, "?", t("help"), act.help, "rp-help");
  return {
    bar,
    showHour(hour, words) {
      slider.value = String(hour);
      slider.setAttribute("aria-valuetext", words);
      for (const now of strips) now.style.left = `${(100 * hour) / hours}%`;
    },
    showPlaying(playing) {
      const name = playing ? "pause" : "play";
      play.replaceChildren();
      icon(play, name);
      html(play, "span", "", t(name));
      play.setAttribute("aria-label", t(name));
      play.title = t(name);
    },
  };
}

function speedOf(row, act, speed) {
  const choice = html(row, "select", "rp-speed");
  choice.setAttribute("aria-label", t("speed"));
  for (const days of SPEEDS) {
    const option = html(choice, "option", "", t("speed_days", { n: days }));
    option.value = String(days);
  }
  choice.value = String(speed);
  choice.addEventListener("change", () => act.speed(Number(choice.value)));
}

/** Truces as strips in the colour of their broker; returns the mark of the hour shown. */
function stripOf(bar, war, hours, name) {
  if (name) html(bar, "div", "rp-strip-name", name);
  const strip = html(bar, "div", "rp-strip");
  strip.setAttribute("role", "img");
  strip.setAttribute("aria-label", name ? `${t("strip")}: ${name}` : t("strip"));
  const ground = html(strip, "div", "rp-strip-ground");
  war.fronts.forEach((front, k) => front.truces.forEach((truce) => {
    const mark = html(ground, "div", "rp-strip-truce");
    mark.title = t("strip_truce", truce);
    Object.assign(mark.style, {
      left: `${(100 * truce.from) / hours}%`,
      width: `${(100 * ((truce.to ?? war.hours) - truce.from)) / hours}%`,
      top: `${(100 * k) / war.fronts.length}%`,
      height: `${100 / war.fronts.length}%`,
      background: truce.colour,
    });
  }));
  return html(ground, "div", "rp-strip-now");
}
