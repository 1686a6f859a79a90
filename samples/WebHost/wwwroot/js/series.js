// What is known of a run: its curves, step by step.

const KEPT = 0.9; // how much of the smoothed loss stays from step to step

/** Points of one curve in ascending steps. */
export class Series {
  steps = [];
  values = [];

  get length() {
    return this.steps.length;
  }

  get last() {
    return this.values.at(-1);
  }

  add(step, value) {
    if (value !== null && value !== undefined) {
      this.steps.push(step);
      this.values.push(value);
    }
  }

  /** Forgets a step and those after it: they are taken again. */
  cut(step) {
    while (this.steps.at(-1) >= step) {
      this.steps.pop();
      this.values.pop();
    }
  }

  /** The index of the point nearest to a step; -1 when there is none. */
  nearest(step) {
    let [low, high] = [0, this.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      [low, high] = this.steps[middle] <= step ? [middle, high] : [low, middle];
    }

    return this.length === 0 || step - this.steps[low] <= this.steps[high] - step ? Math.min(low, this.length - 1) : high;
  }
}

/** The curves of a run. */
export class Curves {
  loss = new Series();
  smoothLoss = new Series();
  learningRate = new Series();
  temperature = new Series();
  k = new Series();
  gradientNorm = new Series();
  metrics = new Map();
  steps = 0;
  step = 0;

  #average = 0;
  #weight = 0;

  add(progress) {
    if (progress.step <= this.step) {
      this.#cut(progress.step);
    }

    [this.step, this.steps] = [progress.step, progress.steps];
    this.loss.add(progress.step, progress.loss);
    this.learningRate.add(progress.step, progress.learningRate);
    this.temperature.add(progress.step, progress.temperature);
    this.k.add(progress.step, progress.k);
    this.gradientNorm.add(progress.step, progress.gradientNorm);
    this.#smooth(progress.step, progress.loss);
    for (const { name, value } of progress.metrics ?? []) {
      if (!this.metrics.has(name)) {
        this.metrics.set(name, new Series());
      }

      this.metrics.get(name).add(progress.step, value);
    }
  }

  #smooth(step, loss) {
    if (loss !== null) {
      this.#average = KEPT * this.#average + (1 - KEPT) * loss;
      this.#weight = KEPT * this.#weight + (1 - KEPT);
      this.smoothLoss.add(step, this.#average / this.#weight);
    }
  }

  #cut(step) {
    for (const series of [this.loss, this.smoothLoss, this.learningRate, this.temperature, this.k, this.gradientNorm, ...this.metrics.values()]) {
      series.cut(step);
    }

    [this.#average, this.#weight] = this.smoothLoss.length > 0 ? [this.smoothLoss.last, 1] : [0, 0];
  }
}
