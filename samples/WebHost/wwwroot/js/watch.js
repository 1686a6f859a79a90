// The job that is watched: where it stands, its curves, and what training changed.

import { hasEnded } from "./api.js";
import { Chart } from "./chart.js";
import { announce, byId, el, setText } from "./dom.js";
import { change, duration, number, share, shortId } from "./format.js";
import { actionsOf, badge, showState } from "./jobs.js";
import { Curves } from "./series.js";
import { JobStream } from "./stream.js";

const COLOURS = ["c1", "c2", "c3", "c4"];

export class Watch {
  #view = byId("watch");
  #curves = new Curves();
  #charts = new Map();
  #stream = null;
  #job = null;
  #listener;
  #isDrawn = true;

  /** listener: { changed(job), connection(name, seconds), act(name, job) } */
  constructor(listener) {
    this.#listener = listener;
    document.addEventListener("visibilitychange", () => this.#later());
  }

  get id() {
    return this.#job?.id ?? null;
  }

  /** Watches a job, from its first step on. */
  open(job) {
    this.close();
    this.#job = job;
    this.#build();
    this.#stream = new JobStream(job.id, {
      progress: progress => { this.#curves.add(progress); this.#later(); },
      state: state => this.#changed(state),
      connection: (name, seconds) => this.#listener.connection(name, seconds),
    });
    this.#stream.run();
  }

  close() {
    this.#stream?.close();
    [this.#stream, this.#job, this.#curves, this.#charts] = [null, null, new Curves(), new Map()];
    this.#view.hidden = true;
    this.#view.replaceChildren();
    this.#listener.connection("idle");
  }

  #build() {
    this.title = el("h2", { id: "watch-title", tabindex: "-1", title: this.#job.id }, shortId(this.#job.id));
    this.state = badge();
    this.about = el("p", { class: "about" });
    this.error = el("p", { class: "problems", role: "alert", hidden: true });
    this.bar = el("progress", { "aria-label": "Progress of the run", max: 1, value: 0 });
    this.where = el("p", { class: "where" });
    this.actions = actionsOf(name => this.#listener.act(name, this.#job));
    this.empty = el("p", { class: "empty" }, "Waiting for the first step.");
    this.grid = el("div", { class: "charts" });
    this.figures = el("div", { class: "figures" });
    this.#view.replaceChildren(
      el("div", { class: "top-line" }, el("div", { class: "headline" }, this.title, this.state), this.actions.element),
      this.about, this.error, this.bar, this.where, this.figures, this.empty, this.grid);
    this.#view.hidden = false;
    this.#changed(this.#job);
  }

  #changed(job) {
    const hasChanged = job.state !== this.#job.state;
    this.#job = job;
    showState(this.state, job.state);
    setText(this.about, [job.dataset, job.profile || "settings as they are", ...Object.entries(job.overrides).map(([key, value]) => `${key} = ${value}`)].join(" · "));
    setText(this.error, job.error ?? "");
    this.error.hidden = !job.error;
    this.actions.show(job, true);
    this.#compare(job);
    this.#later();
    this.#listener.changed(job);
    if (hasChanged) {
      announce(`${shortId(job.id)}: ${job.state}`);
    }
  }

  // As often as the screen shows it, and not at all while nobody looks.
  #later() {
    if (this.#isDrawn && this.#job && !document.hidden) {
      this.#isDrawn = false;
      requestAnimationFrame(() => { this.#isDrawn = true; if (this.#job) { this.#draw(); } });
    }
  }

  #draw() {
    const curves = this.#curves;
    const { step, steps, elapsedSeconds } = this.#place();
    this.bar.max = Math.max(1, steps);
    this.bar.value = step;
    this.bar.hidden = steps === 0 || hasEnded(this.#job);
    setText(this.where, steps === 0 ? "" : [`Step ${number(step)} of ${number(steps)}`, ...this.#pace(step, steps, elapsedSeconds)].join(" · "));
    this.empty.hidden = curves.loss.length > 0;
    setText(this.empty, this.#job.state === "Queued" ? "It waits for its turn." : this.#job.state === "Running" ? "Waiting for the first step." : "No steps are kept of this run.");
    const one = (title, series, className) => [title, [{ name: title.toLowerCase(), series, className }]];
    this.#show([
      ["Loss", [
        { name: "each step", series: curves.loss, className: "c1", isFaint: true },
        { name: "smoothed", series: curves.smoothLoss, className: "c1" },
      ]],
      ...metricGroups(curves.metrics),
      one("Learning rate", curves.learningRate, "c2"),
      one("Temperature", curves.temperature, "c3"),
      one("Negatives per anchor (k)", curves.k, "c4"),
      one("Gradient norm", curves.gradientNorm, "c1"),
    ].filter(([, lines]) => lines.some(line => line.series.length > 0)));
  }

  #place() {
    const reported = this.#job.progress;
    return reported && reported.step > this.#curves.step ? reported : { step: this.#curves.step, steps: this.#curves.steps, elapsedSeconds: this.#elapsed ?? reported?.elapsedSeconds ?? 0 };
  }

  get #elapsed() {
    return this.#job.startedAt ? ((this.#job.endedAt ? Date.parse(this.#job.endedAt) : Date.now()) - Date.parse(this.#job.startedAt)) / 1000 : null;
  }

  #pace(step, steps, elapsed) {
    if (this.#job.state !== "Running" || step === 0) {
      return elapsed > 0 ? [duration(elapsed)] : [];
    }

    return elapsed > 1 ? [`${duration(elapsed)}, about ${duration(elapsed * (steps - step) / step)} left`] : [];
  }

  // Charts come when their first point does, each at its place.
  #show(charts) {
    charts.forEach(([title, lines], i) => {
      if (!this.#charts.has(title)) {
        const chart = new Chart(title, step => { for (const other of this.#charts.values()) { other.point(step); } });
        this.#charts.set(title, chart);
        this.grid.insertBefore(chart.element, this.grid.children[i] ?? null);
      }

      this.#charts.get(title).show(lines, this.#curves.steps);
    });
  }

  #compare({ before, after }) {
    this.figures.replaceChildren(...(before ? [el("table", { id: "before-after" },
      el("caption", {}, "Before and after, on queries that were held out"),
      el("thead", {}, el("tr", {}, ...["Metric", "Before", "After", "Change"].map((name, i) => el("th", { scope: "col", class: i > 0 ? "figure" : null }, name)))),
      el("tbody", {}, ...before.map(({ name, value }) => row(name, value, after?.find(metric => metric.name === name)?.value ?? null))))] : []));
  }
}

function row(name, before, after) {
  const format = Math.max(Math.abs(before ?? 0), Math.abs(after ?? 0)) <= 1 ? share : number;
  const texts = [format(before), format(after), before !== null && after !== null ? change(after - before, format) : "–"];
  return el("tr", {}, el("th", { scope: "row" }, name), ...texts.map(text => el("td", { class: "figure" }, text)));
}

// Shares have one scale and one chart; a metric of another size has its own.
function metricGroups(metrics) {
  const isShare = ([, series]) => series.values.every(value => value >= 0 && value <= 1);
  const all = [...metrics];
  const shares = all.filter(isShare);
  const line = ([name, series], i) => ({ name, series, format: isShare([name, series]) ? share : number, className: `${COLOURS[i % COLOURS.length]} dash${i % COLOURS.length}` });
  return [...(shares.length > 0 ? [["Metrics", shares.map(line)]] : []), ...all.filter(metric => !isShare(metric)).map(metric => [metric[0], [line(metric, 0)]])];
}
