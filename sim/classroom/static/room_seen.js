// The war as everybody sees it, and below what the own seat alone knows.

import { html } from "/static/report/dom.js";
import { moment } from "/static/report/time.js";
import { capital, listed, number, percent, t } from "/static/report/words.js";

/** A worth in stake: 1 is all that a side fights for. */
export const stake = (value) =>
  (Math.abs(value) < 0.005 ? 0 : value).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** So many days. */
export const days = (n) => t(n === 1 ? "room_day" : "room_days", { n: n.toLocaleString(document.documentElement.lang) });

/** A value in words, by its unit. */
export function valueOf(unit, value) {
  if (unit === "killed" || unit === "count") return number(value);
  return unit === "chance" ? percent(value) : stake(value);
}

/** Mount the picture, the own knowledge and the news. */
export function mountSeen(parent, room) {
  const box = html(parent, "section", "room-seen");
  const when = html(box, "h3");
  const fronts = html(box, "div", "room-fronts");
  const losses = html(box, "p", "room-losses");
  const own = html(box, "div", "room-own");
  html(box, "h3", "", t("room_news"));
  const news = html(box, "ol", "room-feed");
  const seen = {};
  const changed = (name, value) => {
    const key = JSON.stringify(value);
    if (seen[name] === key) return false;
    seen[name] = key;
    return true;
  };
  return {
    show(view) {
      box.hidden = !view.war || view.state === "over";
      if (box.hidden) return;
      const { war } = view;
      const colours = Object.fromEntries(view.seats.map((one) => [one.id, one.colour]));
      when.textContent = moment(war, war.hour);
      if (changed("fronts", war.fronts)) showFronts(fronts, war, colours);
      losses.textContent = t("room_admitted", { who: war.sides.map((one) => `${one.name} ${number(one.admitted)}`).join(", ") });
      own.hidden = !view.own;
      if (view.own && changed("own", view.own)) showOwn(own, view.own);
      if (changed("feed", war.feed)) showNews(news, war);
    },
  };
}

function showFronts(parent, war, colours) {
  parent.replaceChildren();
  for (const front of war.fronts) {
    const names = front.parties.map((id) => war.sides.find((one) => one.id === id).name);
    const share = front.shares.slice(0, front.line).reduce((sum, one) => sum + one, 0);
    const words = t("room_front", { first: names[0], share: percent(share), second: names[1], rest: percent(1 - share), status: t(`status_${front.status}`) });
    html(parent, "p", "", war.fronts.length > 1 ? t("pair", { name: front.name, value: words }) : words);
    const band = html(parent, "ol", "room-band");
    band.setAttribute("aria-label", words);
    front.places.forEach((place, k) => {
      const item = html(band, "li", k + 1 === front.line ? "room-edge" : "");
      item.style.flexGrow = String(Math.max(0.05, front.shares[k]));
      item.style.background = colours[front.parties[k < front.line ? 0 : 1]];
      item.title = place;
      html(item, "span", "", place);
    });
    const beside = [front.places[front.line - 1], front.places[front.line]].filter(Boolean);
    html(parent, "p", "", t("room_by_line", { places: beside.join(" | ") }));
  }
}

function showOwn(parent, rows) {
  parent.replaceChildren();
  html(parent, "h3", "", t("room_own"));
  const list = html(parent, "dl");
  for (const one of rows) {
    html(list, "dt", "", t(`own_${one.name}`, { about: one.about || "" }));
    html(list, "dd", "", valueOf(one.unit, one.value));
  }
}

function showNews(parent, war) {
  parent.replaceChildren();
  for (const one of war.feed.toReversed()) {
    const item = html(parent, "li");
    html(item, "time", "", moment(war, one.hour));
    html(item, "span", "", ` ${newsWords(one)}`);
  }
}

/** A line of the news in words. */
function newsWords(one) {
  const who = one.member ? `${one.member} (${one.actor})` : one.actor;
  const values = { ...one, who, away: listed(one.away ?? []) };
  const turned = one.yes === undefined ? "" : one.yes ? "_yes" : "_no";
  const kind = one.mode && one.mode !== "mediated" && one.kind === "signed" ? `signed_${one.mode}` : one.kind;
  const words = one.kind === "event" ? one.text : t(`ev_${kind}${one.kind === "collapse" && one.actor ? "_own" : ""}${turned}`, values);
  return capital(one.front ? `${words} (${one.front})` : words);
}
