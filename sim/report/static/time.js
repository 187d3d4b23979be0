// What holds at an hour of a war. Hours count from midnight before the first day.

import { t } from "./words.js";

/** The last of `rows` whose first item is not after `hour`; null if none. */
export function latest(rows, hour) {
  let found = null;
  for (const row of rows) if (row[0] <= hour + 1e-9) found = row;
  return found;
}

/** A series of values at the ends of days (of every so many days), at any hour, from `start` on. */
export function at(series, hour, start, every = 1) {
  if (!series.length) return start;
  const day = hour / 24 / every;
  const k = Math.min(Math.floor(day), series.length - 1);
  const before = k > 0 ? series[k - 1] : start;
  return before + (series[k] - before) * Math.min(1, day - k);
}

/** The value of the last day that is over. */
export const held = (series, hour, every = 1) => series[Math.max(0, Math.min(series.length, Math.ceil(hour / 24 / every)) - 1)];

/** `10 Oct 12:00`, or `Day 13, 12:00` in a war without dates. */
export function moment(war, hour) {
  const minutes = Math.floor(hour * 60 + 1e-6);
  const two = (n) => String(n).padStart(2, "0");
  const clock = t("clock", { hour: two(Math.floor(minutes / 60) % 24), minute: two(minutes % 60) });
  if (!war.start) return t("day_clock", { day: Math.floor(minutes / 1440) + 1, clock });
  return `${dateOf(war, Math.floor(minutes / 1440))} ${clock}`;
}

/** `10 Oct`, or `day 13` in a war without dates; the year where it is not the first. */
export function dateOf(war, day) {
  if (!war.start) return t("day_short", { day: day + 1 });
  const date = new Date(Date.parse(`${war.start}T00:00:00Z`) + day * 86400000);
  const year = date.getUTCFullYear() === Number(war.start.slice(0, 4)) ? "" : ` ${date.getUTCFullYear()}`;
  const ofMonth = date.getUTCDate();
  return `${ofMonth === 1 ? t("first_of_month") : ofMonth} ${t("months").split(" ")[date.getUTCMonth()]}${year}`;
}

/** The agreement that holds, or is signed and not yet in force, on a front. */
export function truceAt(front, hour) {
  return front.truces.find((one) => one.signed <= hour && (one.to === null || hour < one.to)) ?? null;
}

/** What a front's state is called. */
export function stateAt(front, hour) {
  const truce = truceAt(front, hour);
  if (!truce) return t("war");
  const words = t("truce_short", truce);
  return t(hour < truce.from ? "signed_not_in_force" : "in_force", { truce: words });
}

/** A span of hours in words. */
export function spanOf(hours) {
  if (hours < 1.5) return t("span_minutes", { n: Math.max(1, Math.round(60 * hours)) });
  if (hours < 48) return t("span_hours", { n: Math.round(hours) });
  return t("span_days", { n: Math.round(hours / 24) });
}
