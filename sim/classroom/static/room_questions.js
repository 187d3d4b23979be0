// What a player is asked: one card each, with large buttons, for a phone held upright.

import { button, html } from "/static/report/dom.js";
import { moment } from "/static/report/time.js";
import { listed, number, percent, t } from "/static/report/words.js";
import { tick } from "./room_lobby.js";
import { days, stake } from "./room_seen.js";

const DAYS = [1, 3, 7, 14];

/** Mount the questions of a seat, and what it has decided. */
export function mountQuestions(parent, room) {
  const box = html(parent, "section", "room-questions");
  box.setAttribute("aria-live", "polite");
  const done = html(parent, "details", "room-done");
  let [seen, said] = ["", ""];
  return {
    show(view) {
      const questions = view.state === "playing" ? (view.questions ?? []) : [];
      box.hidden = !questions.length;
      const key = JSON.stringify([questions, view.paused]);
      if (key !== seen) {
        seen = key;
        box.replaceChildren();
        for (const one of questions) card(box, view, one, room);
        if (questions.length && document.activeElement === document.body) box.querySelector("h3").scrollIntoView({ block: "nearest" });
      }
      const last = JSON.stringify(view.done ?? []);
      done.hidden = !view.done?.length;
      if (last !== said) {
        said = last;
        showDone(done, view);
      }
    },
  };
}

function showDone(parent, view) {
  parent.replaceChildren();
  html(parent, "summary", "", t("room_done"));
  const list = html(parent, "ul");
  for (const one of (view.done ?? []).toReversed()) {
    const answer = one.yes === null ? t("room_model_decided") : `${t(`ask_${one.kind}_${one.yes ? "yes" : "no"}`)} (${one.who})`;
    html(list, "li", "", t("pair", { name: moment(view.war, one.hour), value: `${t(`ask_${one.kind}`)} ${answer}` }));
  }
}

function card(parent, view, question, room) {
  const box = html(parent, "article", "room-question");
  const front = named(view, view.war.fronts.find((one) => one.id === question.front));
  html(box, "p", "room-when", [moment(view.war, question.hour), view.war.fronts.length > 1 && front ? front.name : ""].filter(Boolean).join(" · "));
  html(box, "h3", "", t(`ask_${question.kind}`));
  about(box, view, question, front);
  const choice = { launch: launchFields, offer: offerFields, honour: honourFields }[question.kind]?.(box, view, question, front) ?? (() => ({}));
  if (question.hint) hint(box, question);
  const row = html(box, "div", "room-answers");
  const send = async (yes) => {
    for (const one of row.children) one.disabled = true;
    const sent = await room.act("answer", { question: question.id, choice: { ...choice(), yes } });
    if (!sent) for (const one of row.children) one.disabled = false;
  };
  button(row, t(`ask_${question.kind}_yes`), "", () => send(true), "main");
  if (question.kind !== "offer") button(row, t(`ask_${question.kind}_no`), "", () => send(false));
  for (const one of row.children) one.disabled = view.paused;
}

/** What it is about, in words. */
function about(parent, view, question, front) {
  const { options, names, mediator } = question;
  const lines = [];
  if (question.kind === "launch") {
    lines.push(t("about_launch", { days: days(options.lag_days) }));
    if (options.others.length) lines.push(t("about_others", { who: listed(options.others.map((id) => names[id])) }));
  }
  if (question.kind === "attend") {
    lines.push(t("about_attend", { who: mediator, round: options.round, rounds: options.rounds }));
    if (options.others.length) lines.push(t("about_forums", { who: listed(options.others.map((id) => names[id])) }));
  }
  if (question.kind === "respond") {
    lines.push(mediator ? t("about_offer_of", { who: options.member ? `${names[options.member]} (${mediator})` : mediator }) : t("about_offer_direct"));
    lines.push(termsInWords(front, options, question.issues));
    lines.push(t("about_effective", { when: moment(view.war, options.effective_hour) }));
    lines.push(t("about_worth", { share: stake(options.share), war: stake(options.war) }));
    if (options.pressure > 0.005) lines.push(t("about_pressure", { worth: stake(options.pressure) }));
    lines.push(t("about_found_out", { share: percent(options.attribution) }));
  }
  if (question.kind === "undertake") lines.push(t("about_undertake", { who: mediator }));
  if (question.kind === "honour") {
    lines.push(t("about_honour", { when: moment(view.war, options.since) }));
    lines.push(options.fire > 0 ? t("about_fire", { n: number(options.fire) }) : t("about_no_fire"));
    lines.push(t("about_found_out", { share: percent(options.attribution) }));
  }
  if (question.kind === "offer") {
    lines.push(t("about_round", { round: options.round, rounds: options.rounds }));
    for (const one of question.believed) lines.push(t("about_seen", { who: one.about, worth: stake(one.value) }));
    const [low, high] = options.range;
    lines.push(low > high ? t("about_no_room") : t("about_room", { low: lineWords(front, low), high: lineWords(front, high) }));
  }
  for (const line of lines) html(parent, "p", "", line);
}

/** Where a line runs: `between the mill and the ridge (35 % for Westland)`. */
function lineWords(front, line) {
  const share = percent(front.shares.slice(0, line).reduce((sum, one) => sum + one, 0));
  const values = { share, before: front.places[line - 1], after: front.places[line], first: front.first_name, second: front.second_name };
  if (line <= 0) return t("line_none", values);
  return t(line >= front.places.length ? "line_all" : "line_between", values);
}

/** Terms as a sentence. */
function termsInWords(front, options, issues) {
  const words = [options.line === null ? t("line_in_place") : lineWords(front, options.line)];
  for (const one of options.terms) if (!["line", "status"].includes(one)) words.push(one === "fixed_term" ? t("term_fixed_days", { n: options.fixed_days }) : t(`term_${one}`));
  for (const one of options.issues) words.push(issues[one]);
  return t("about_terms", { terms: listed(words) });
}

/** A front with the names of its sides. */
function named(view, front) {
  if (!front) return null;
  const [first_name, second_name] = front.parties.map((id) => view.war.sides.find((one) => one.id === id).name);
  return { ...front, first_name, second_name };
}

function hint(parent, question) {
  const box = html(parent, "details", "room-hint");
  html(box, "summary", "", t("room_hint"));
  const { yes, chance, why } = question.hint;
  html(box, "p", "", [[t(`ask_${question.kind}_${yes ? "yes" : "no"}`), chance === null ? "" : t("room_hint_chance", { share: percent(chance) })].filter(Boolean).join(", "), why].filter(Boolean).join(". "));
}

/** For how long an answer stands. */
function daysField(parent, words) {
  const label = html(parent, "label", "room-field", words);
  const field = html(label, "select");
  for (const one of DAYS) html(field, "option", "", days(one)).value = String(one);
  field.value = "3";
  return () => Number(field.value);
}

function honourFields(parent) {
  const until = daysField(parent, t("room_ask_again"));
  return () => ({ days: until() });
}

function choose(parent, words, rows) {
  const label = html(parent, "label", "room-field", words);
  const field = html(label, "select");
  for (const [value, text] of rows) html(field, "option", "", text).value = value;
  return field;
}

function launchFields(parent, view, question) {
  const { options, names } = question;
  const fronts = options.fronts.map((id) => [id, names[id]]);
  const front = fronts.length > 1 ? choose(parent, t("room_which_front"), fronts) : null;
  const members = [["", t("room_all_together")], ...options.members.map((id) => [id, names[id]])];
  const member = options.members.length ? choose(parent, t("room_which_member"), members) : null;
  const until = daysField(parent, t("room_if_not_now"));
  return () => ({ front: front?.value ?? options.fronts[0], member: member?.value ?? "", days: until() });
}

function offerFields(parent, view, question, front) {
  const { options } = question;
  let line = null;
  if (options.lines) {
    const rows = [["", t("line_in_place")], ...Array.from({ length: options.lines }, (_, k) => [String(k), lineWords(front, k)])];
    line = choose(parent, t("room_which_line"), rows);
  }
  const boxes = html(parent, "fieldset", "room-terms");
  html(boxes, "legend", "", t("room_which_terms"));
  const terms = options.terms.map((one) => [one, tick(boxes, one === "fixed_term" ? t("term_fixed_days", { n: options.fixed_days }) : t(`term_${one}`), true)]);
  const issues = options.issues.map((one) => [one, tick(boxes, question.issues[one], false)]);
  boxes.hidden = !terms.length && !issues.length;
  const ticked = (rows) => rows.filter(([, box]) => box.checked).map(([one]) => one);
  return () => ({ line: line?.value ? Number(line.value) : null, terms: ticked(terms), issues: line?.value ? ticked(issues) : [] });
}
