// The words of the page: one table from key to text, in the language of the page.

const table = { words: {}, language: "en" };

/** Use a table of words; later tables add to earlier ones. `language` is for numbers. */
export function useWords(words, language = "en") {
  table.words = { ...table.words, ...words };
  table.language = language;
}

/** The text of a key, with `{name}` replaced by values; the key itself where the table lacks it. */
export function t(key, values = {}) {
  const text = table.words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** `1,204`. */
export const number = (value) => Math.round(value).toLocaleString(table.language);

/** A number with one decimal. */
export const decimal = (value) =>
  value.toLocaleString(table.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A share as a percentage. */
export const percent = (share) => t("percent", { n: Math.round(100 * share) });

/** `a`, `a and b`, `a, b and c`. */
export function listed(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${t("and")} ${words[words.length - 1]}`;
}

/** A sentence with a capital first letter, also where it begins with a name. */
export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
