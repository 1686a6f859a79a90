// Requests to the server that the page came from. Problems are thrown as the server words them.

import { askForKey, keyOf } from "./key.js";

/** Whether a job neither waits nor runs. */
export function hasEnded(job) {
  return job.state !== "Queued" && job.state !== "Running";
}

/** A request that was refused, or that did not arrive (status 0). */
export class Problem extends Error {
  constructor(status, errors, retryAfter = null) {
    super(errors.join(" "));
    this.status = status;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  static async of(answer) {
    const details = await answer.json().catch(() => ({}));
    const errors = Array.isArray(details.errors) && details.errors.length > 0 ? details.errors : [details.detail ?? details.title ?? `The server answered ${answer.status}.`];
    const seconds = Number(answer.headers.get("Retry-After"));
    return new Problem(answer.status, errors.map(String), seconds > 0 ? seconds : null);
  }
}

/** Sends a request, with the key where there is one, and asks for it where the server does. */
export async function send(path, options = {}) {
  for (;;) {
    const key = keyOf();
    let answer;
    try {
      answer = await fetch(path, { ...options, headers: { ...options.headers, ...(key ? { "X-Api-Key": key } : {}) } });
    } catch (error) {
      throw error.name === "AbortError" ? error : new Problem(0, ["The server does not answer."]);
    }

    if (answer.status !== 401) {
      if (!answer.ok) {
        throw await Problem.of(answer);
      }

      return answer;
    }

    await askForKey(key);
  }
}

const json = async (path, options) => (await send(path, options)).json();

const idPath = (kind, id) => `api/${kind}/${encodeURIComponent(id)}`;

export const listDatasets = () => json("api/datasets");

export const uploadDataset = (id, file) => json(idPath("datasets", id), { method: "PUT", body: file, headers: { "Content-Type": "application/x-ndjson" } });

export const removeDataset = id => send(idPath("datasets", id), { method: "DELETE" });

export const getProfiles = () => json("api/profiles");

export const listJobs = () => json("api/jobs");

export const submitJob = job => json("api/jobs", { method: "POST", body: JSON.stringify(job), headers: { "Content-Type": "application/json" } });

export const cancelJob = id => json(`${idPath("jobs", id)}/cancel`, { method: "POST" });

export const resumeJob = id => json(`${idPath("jobs", id)}/resume`, { method: "POST" });

export const removeJob = id => send(idPath("jobs", id), { method: "DELETE" });

export const openEvents = (id, lastStep, signal) =>
  send(`${idPath("jobs", id)}/events`, { signal, headers: { Accept: "text/event-stream", ...(lastStep > 0 ? { "Last-Event-ID": String(lastStep) } : {}) } });

/** Saves the adapter of a job: by a request, because a link cannot carry the key. */
export async function downloadAdapter(id) {
  const blob = await (await send(`${idPath("jobs", id)}/adapter`)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${id}.safetensors`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
