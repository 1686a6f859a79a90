// Numbers and times as people read them.

const minus = text => text.replace("-", "\u2212");

/** Four significant digits, without an exponent where it can be read without one. */
export function number(value) {
  if (value === null || value === undefined) {
    return "–";
  }

  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [digits, exponent] = value.toExponential(2).split("e");
    return minus(`${Number(digits)}e${Number(exponent)}`);
  }

  return minus(Number.isInteger(value) ? value.toLocaleString("en") : value.toFixed(size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4));
}

/** A number of a scale, where all have the same distance. */
export function tick(value, distance) {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e6)) {
    return number(value);
  }

  return minus(value.toLocaleString("en", { minimumFractionDigits: Math.max(0, -Math.floor(Math.log10(distance) + 1e-9)), maximumFractionDigits: 6 }));
}

/** A change with its sign. */
export const change = value => value === 0 ? "±0" : `${value > 0 ? "+" : ""}${number(value)}`;

export const count = (value, one, many) => `${value.toLocaleString("en")} ${value === 1 ? one : many}`;

/** 42 s, 3 min 5 s, 2 h 10 min. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }

  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

export const time = text => new Date(text).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
