// The list of jobs. An entry stays the same element while its job changes, so that nobody loses the focus.

import { hasEnded } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { number, shortId, time } from "./format.js";

const MARKS = { Queued: "◌", Running: "▶", Succeeded: "✓", Failed: "✕", Cancelled: "◼", Interrupted: "!" };

const ACTIONS = [
  { name: "watch", text: "Watch", isOffered: (_, isWatched) => !isWatched },
  { name: "cancel", text: "Cancel", isOffered: job => !hasEnded(job) },
  { name: "resume", text: "Resume", isOffered: job => job.canResume },
  { name: "download", text: "Download", isOffered: job => job.hasAdapter },
  { name: "remove", text: "Remove", isOffered: job => hasEnded(job) },
];

export const badge = () => el("span", { class: "state" }, el("span", { "aria-hidden": "true" }), el("span", {}));

export function showState(view, state) {
  view.dataset.state = state;
  setText(view.children[0], MARKS[state] ?? "?");
  setText(view.children[1], state);
}

/** Buttons of what can be done with a job; act(name) is told which was pressed. */
export function actionsOf(act) {
  const buttons = ACTIONS.map(action => el("button", { type: "button", "data-action": action.name, onclick: () => act(action.name) }, action.text));
  const element = el("div", { class: "actions" }, ...buttons);
  return {
    element,
    show(job, isWatched) {
      ACTIONS.forEach((action, i) => {
        const button = buttons[i];
        button.setAttribute("aria-label", `${action.text}: ${shortId(job.id)}`);
        const isOffered = action.isOffered(job, isWatched);
        if (!isOffered && button === document.activeElement) {
          (element.querySelector("button:not([hidden]):not(:focus)") ?? byId("jobs-title")).focus();
        }

        button.hidden = !isOffered;
      });
    },
  };
}

class Entry {
  constructor(act) {
    this.name = el("span", { class: "job-name" });
    this.state = badge();
    this.about = el("p", { class: "about" });
    this.bar = el("progress", { max: 1, value: 0 });
    this.actions = actionsOf(name => act(name, this.job));
    this.element = el("li", { class: "job" }, el("div", { class: "job-text" }, el("div", { class: "headline" }, this.name, this.state), this.about, this.bar), this.actions.element);
  }

  show(job, isWatched) {
    this.job = job;
    this.element.dataset.job = job.id;
    this.element.classList.toggle("watched", isWatched);
    setText(this.name, shortId(job.id));
    this.name.title = job.id;
    showState(this.state, job.state);
    setText(this.about, [job.dataset, job.profile || "settings as they are", where(job), `submitted at ${time(job.submittedAt)}`].filter(Boolean).join(" · "));
    this.bar.hidden = job.state !== "Running" || !job.progress;
    this.bar.max = job.progress?.steps ?? 1;
    this.bar.value = job.progress?.step ?? 0;
    this.bar.setAttribute("aria-label", `Progress of ${shortId(job.id)}`);
    this.actions.show(job, isWatched);
  }
}

const where = ({ progress }) => progress ? `step ${number(progress.step)} of ${number(progress.steps)}` : null;

export class JobList {
  #entries = new Map();
  #jobs = new Map();
  #act;
  #view = byId("jobs");

  /** act(name, job): a button was pressed. */
  constructor(act) {
    this.#act = act;
  }

  get isEmpty() {
    return this.#jobs.size === 0;
  }

  get isBusy() {
    return [...this.#jobs.values()].some(job => !hasEnded(job));
  }

  find(id) {
    return this.#jobs.get(id) ?? null;
  }

  /** Shows all jobs, the newest first. */
  show(jobs, watched) {
    this.#jobs = new Map(jobs.map(job => [job.id, job]));
    for (const [id, entry] of this.#entries) {
      if (!this.#jobs.has(id)) {
        if (entry.element.contains(document.activeElement)) {
          byId("jobs-title").focus();
        }

        entry.element.remove();
        this.#entries.delete(id);
      }
    }

    for (const job of jobs) {
      this.put(job, watched);
    }

    byId("no-jobs").hidden = jobs.length > 0;
  }

  /** Shows one job. */
  put(job, watched) {
    this.#jobs.set(job.id, job);
    if (!this.#entries.has(job.id)) {
      const entry = new Entry(this.#act);
      this.#entries.set(job.id, entry);
      this.#view.prepend(entry.element);
    }

    this.#entries.get(job.id).show(job, job.id === watched);
    byId("no-jobs").hidden = true;
  }
}
