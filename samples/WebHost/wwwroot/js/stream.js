// Server-sent events of a job, read by fetch because EventSource sends no headers: with the key, and from the step on that came last.

import { hasEnded, openEvents } from "./api.js";

const FIRST_DELAY = 0.5;
const LONGEST_DELAY = 30;
const PASSING = [408, 429]; // other refusals stay what they are: the job is gone

/** Splits text that comes in pieces into events: { event, id, data }. */
export class EventReader {
  #rest = "";

  *read(piece) {
    this.#rest += piece;
    const blocks = this.#rest.split("\n\n");
    this.#rest = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").filter(line => line && !line.startsWith(":")).map(line => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
      }));
      if (fields.data !== undefined) {
        yield fields;
      }
    }
  }
}

/** Watches one job until it has ended; after a break it goes on by itself, later each time. */
export class JobStream {
  #abort = new AbortController();
  #listener;
  #id;
  #lastStep = 0;

  /** listener: { progress(step), state(job), connection(name, seconds) } */
  constructor(id, listener) {
    this.#id = id;
    this.#listener = listener;
  }

  async run() {
    let failures = 0;
    while (!this.#abort.signal.aborted) {
      try {
        this.#listener.connection("connecting");
        if (await this.#follow(() => { failures = 0; })) {
          this.#listener.connection("ended");
          return;
        }

        throw new Error("The connection ended before the job did.");
      } catch (error) {
        if (this.#abort.signal.aborted) {
          return;
        }

        if (error.status >= 400 && error.status < 500 && !PASSING.includes(error.status)) {
          this.#listener.connection("ended");
          return;
        }

        failures++;
        const delay = error.retryAfter ?? Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1)) * (0.75 + Math.random() / 2);
        this.#listener.connection("waiting", delay);
        await this.#pause(delay);
      }
    }
  }

  close() {
    this.#abort.abort();
  }

  /** Reads one connection to its end; true when the job has ended as well. */
  async #follow(connected) {
    const answer = await openEvents(this.#id, this.#lastStep, this.#abort.signal);
    this.#listener.connection("live");
    const reader = new EventReader();
    const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let isDone = false;
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      connected();
      for (const { event, id, data } of reader.read(piece.value)) {
        if (event === "progress") {
          this.#lastStep = Number(id);
          this.#listener.progress(JSON.parse(data));
        } else if (event === "state") {
          const job = JSON.parse(data);
          isDone = hasEnded(job);
          this.#listener.state(job);
        }
      }
    }

    return isDone;
  }

  #pause(seconds) {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#abort.signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
    });
  }
}
