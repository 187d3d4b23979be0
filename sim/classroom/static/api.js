// Talking to the server: JSON there and back. What it refuses comes as a Refused.

/** The server said no: `message` is what is wrong, `details` what was found and what is allowed. */
export class Refused extends Error {
  constructor(error, status) {
    super(error.problem);
    this.details = error;
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const headers = { ...options.headers, "Accept-Language": document.documentElement.lang };
  const answer = await fetch(path, { credentials: "same-origin", ...options, headers });
  const kind = answer.headers.get("content-type") ?? "";
  if (answer.ok) return kind.startsWith("application/json") ? answer.json() : answer;
  const body = kind.startsWith("application/json") ? await answer.json() : {};
  throw new Refused(body.error ?? { problem: answer.statusText || String(answer.status) }, answer.status);
}

/** What is at an address. */
export const get = (path) => ask(path);

/** Send JSON; `signal` lets go of the answer. */
export const post = (path, body, signal) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal });

/** Take something away. */
export const remove = (path) => ask(path, { method: "DELETE" });

/** Send JSON and keep the file that comes back. */
export async function download(path, body) {
  const answer = await post(path, body);
  const name = /filename="?([^";]+)"?/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "war";
  keep(await answer.blob(), name);
  return name;
}

/** Offer a file to the user. */
export function keep(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
