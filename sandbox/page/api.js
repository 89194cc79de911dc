// The one place that talks to the server: requests and the stream of events.

/** A request that was not fulfilled; `status` is 0 when the server could not be reached. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, "");
  }
  let body = {};
  try {
    body = await response.json();
  } catch {
    // a refusal without JSON has only its number
  }
  if (!response.ok) throw new Refused(response.status, body.error ?? String(response.status));
  return body;
}

/** GET with query parameters; those that are null are left out. */
export function get(path, params = {}) {
  const kept = Object.entries(params).filter(([, value]) => value !== null && value !== undefined);
  const query = new URLSearchParams(kept).toString();
  return ask(query ? `${path}?${query}` : path);
}

/** POST of a JSON object; fields that are null are left out. */
export function post(path, body) {
  const kept = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(kept) });
}

const KINDS = ["message", "edited", "deleted", "answer", "action", "draft", "chat", "bot", "people", "reload"];

/** Listens after a sequence number until closed; `lost` and `found` tell of the connection. */
export function listen(person, after, { event, lost, found }) {
  const source = new EventSource(`/api/events?${new URLSearchParams({ person, after })}`);
  for (const kind of KINDS) source.addEventListener(kind, (got) => event(kind, JSON.parse(got.data)));
  source.addEventListener("open", found);
  source.addEventListener("error", (problem) => {
    if (problem instanceof MessageEvent) return;
    lost(source.readyState === EventSource.CLOSED);
  });
  return () => source.close();
}
