// A chart of one or more curves over the steps of a run, with a crosshair for pointer and keyboard.

import { announce, el, setText, svg } from "./dom.js";
import { number, tick } from "./format.js";
import { niceScale, stepTicks, visible } from "./scale.js";

const HEIGHT = 190;
const MARGIN = { top: 10, right: 14, bottom: 26, left: 52 };

export class Chart {
  #title;
  #width = 0;
  #lines = [];
  #steps = 1;
  #cursor = null;
  #moved;
  #x;
  #y;

  /** moved(step): the crosshair is at a step, or nowhere (null). */
  constructor(title, moved) {
    this.#title = title;
    this.#moved = moved;
    this.now = el("output", { class: "now" });
    this.legend = el("ul", { class: "legend" });
    this.drawing = svg("svg", { role: "img", tabindex: "0", class: "drawing", height: HEIGHT });
    this.element = el("figure", { class: "chart" }, el("figcaption", {}, el("span", { class: "chart-title" }, title), this.now), this.legend, this.drawing);
    this.drawing.addEventListener("pointermove", event => this.#point(event));
    this.drawing.addEventListener("pointerleave", () => this.#moved(null));
    this.drawing.addEventListener("blur", () => this.#moved(null));
    this.drawing.addEventListener("keydown", event => this.#press(event));
    new ResizeObserver(entries => this.#resize(entries[0].contentRect.width)).observe(this.drawing.parentElement);
  }

  /** Shows lines { name, series, className, isFaint, format } over the steps of a run. */
  show(lines, steps) {
    [this.#lines, this.#steps] = [lines.filter(line => line.series.length > 0), Math.max(1, steps)];
    this.#draw();
  }

  /** Moves the crosshair. */
  point(step) {
    this.#cursor = step;
    this.#draw();
  }

  get #main() {
    return this.#lines.find(line => !line.isFaint) ?? this.#lines[0];
  }

  #resize(width) {
    if (Math.abs(width - this.#width) >= 1) {
      this.#width = width;
      this.#draw();
    }
  }

  #draw() {
    if (this.#width < 80 || this.#lines.length === 0) {
      return;
    }

    const [left, right, top, bottom] = [MARGIN.left, this.#width - MARGIN.right, MARGIN.top, HEIGHT - MARGIN.bottom];
    const values = this.#lines.flatMap(line => [Math.min(...extremes(line.series)), Math.max(...extremes(line.series))]);
    const scale = niceScale(Math.min(...values), Math.max(...values), 4);
    this.#x = step => left + (right - left) * step / this.#steps;
    this.#y = value => bottom - (bottom - top) * (value - scale.low) / (scale.high - scale.low);
    this.drawing.setAttribute("viewBox", `0 0 ${this.#width} ${HEIGHT}`);
    this.drawing.setAttribute("aria-label", this.#summary());
    this.drawing.dataset.points = this.#main.series.length;
    this.drawing.replaceChildren(
      ...scale.ticks.map(value => svg("line", { class: "grid", x1: left, x2: right, y1: this.#y(value), y2: this.#y(value) })),
      ...scale.ticks.map(value => svg("text", { class: "tick", x: left - 8, y: this.#y(value) + 4, "text-anchor": "end" }, tick(value, scale.distance))),
      ...stepTicks(this.#steps, this.#width / 90).map(step => svg("text", { class: "tick", x: this.#x(step), y: HEIGHT - 6, "text-anchor": step === this.#steps ? "end" : "middle" }, tick(step, 1))),
      ...this.#lines.map(line => this.#curve(line, right - left)),
      ...this.#crosshair(top, bottom));
    this.#tell();
  }

  #curve({ series, className, isFaint }, columns) {
    const points = visible(series, Math.ceil(columns)).map(i => `${this.#x(series.steps[i]).toFixed(1)} ${this.#y(series.values[i]).toFixed(1)}`);
    const curve = svg("path", { class: `curve ${className} ${isFaint ? "faint" : ""}`, d: `M${points.join("L")}` });
    return points.length > 1 ? curve : svg("circle", { class: `dot ${className}`, cx: this.#x(series.steps[0]), cy: this.#y(series.values[0]), r: 3 });
  }

  #crosshair(top, bottom) {
    if (this.#cursor === null) {
      return [];
    }

    const { series } = this.#main;
    const x = this.#x(series.steps[series.nearest(this.#cursor)]);
    return [
      svg("line", { class: "crosshair", x1: x, x2: x, y1: top, y2: bottom }),
      ...this.#lines.map(line => {
        const i = line.series.nearest(this.#cursor);
        return svg("circle", { class: `dot ${line.className}`, cx: this.#x(line.series.steps[i]), cy: this.#y(line.series.values[i]), r: 4 });
      }),
    ];
  }

  // The value in the title, or those of all curves in the legend: the last ones, or those under the crosshair.
  #tell() {
    const valueOf = ({ series, format = number }) => format(series.values[this.#cursor === null ? series.length - 1 : series.nearest(this.#cursor)]);
    const { series } = this.#main;
    const step = series.steps[this.#cursor === null ? series.length - 1 : series.nearest(this.#cursor)];
    setText(this.now, this.#lines.length > 1 ? `step ${number(step)}` : `${this.#cursor === null ? "" : `step ${number(step)}: `}${valueOf(this.#main)}`);
    this.legend.hidden = this.#lines.length < 2;
    if (!this.legend.hidden) {
      this.#lines.forEach((line, i) => {
        this.legend.children[i] ?? this.legend.append(legendEntry());
        const [key, name, value] = this.legend.children[i].children;
        key.setAttribute("class", `key ${line.className} ${line.isFaint ? "faint" : ""}`);
        setText(name, line.name);
        setText(value, valueOf(line));
      });
    }
  }

  #summary() {
    return `${this.#title}. ` + this.#lines.filter(line => !line.isFaint || this.#lines.length === 1).map(({ name, series }) => {
      const [low, high] = extremes(series);
      return `${name}: ${series.length} points, ${number(series.values[0])} at step ${number(series.steps[0])}, ${number(series.last)} at step ${number(series.steps.at(-1))}, from ${number(low)} to ${number(high)}.`;
    }).join(" ");
  }

  #point(event) {
    if (this.#x) {
      const share = (event.clientX - this.drawing.getBoundingClientRect().left - MARGIN.left) / (this.#width - MARGIN.left - MARGIN.right);
      this.#moved(Math.min(this.#steps, Math.max(0, share * this.#steps)));
    }
  }

  #press(event) {
    const { series } = this.#main ?? { series: { length: 0 } };
    const at = this.#cursor === null ? series.length : series.nearest(this.#cursor);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, PageDown: at - 10, PageUp: at + 10, Home: 0, End: series.length - 1 }[event.key];
    if (event.key === "Escape") {
      this.#moved(null);
    } else if (next !== undefined && series.length > 0) {
      event.preventDefault();
      const i = Math.min(series.length - 1, Math.max(0, next));
      this.#moved(series.steps[i]);
      announce(`Step ${number(series.steps[i])}: ${this.#lines.filter(line => !line.isFaint).map(line => `${line.name} ${number(line.series.values[line.series.nearest(series.steps[i])])}`).join(", ")}`);
    }
  }
}

function extremes({ values }) {
  let [low, high] = [values[0], values[0]];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }

  return [low, high];
}

const legendEntry = () => el("li", {}, el("span", {}), el("span", {}), el("output", {}));
