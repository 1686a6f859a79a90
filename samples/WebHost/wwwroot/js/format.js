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

/** A number of a scale, with as many decimals as the distance between two of them has. */
export function tick(value, distance) {
  if (value !== 0 && (distance < 1e-4 || Math.abs(value) >= 1e6)) {
    return number(value);
  }

  const decimals = [0, 1, 2, 3, 4, 5].find(places => Math.abs(distance * 10 ** places - Math.round(distance * 10 ** places)) < 1e-6) ?? 5;
  return minus(value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
}

/** A number from 0 to 1, so that those of a column are of one length. */
export const share = value => value === null || value === undefined ? "–" : minus(value.toFixed(4));

/** A change with its sign. */
export const change = (value, format) => value === 0 ? "±0" : `${value > 0 ? "+" : ""}${format(value)}`;

export const count = (value, one, many) => `${value.toLocaleString("en")} ${value === 1 ? one : many}`;

/** 42 s, 3 min 5 s, 2 h 10 min. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return `${whole} s`;
  }

  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor(whole % 3600 / 60)} min`;
}

/** An id as people tell jobs apart: those that the server makes begin alike, so their end is shown. */
export const shortId = id => /^[0-9a-f]{32}$/.test(id) ? `Job ${id.slice(-6)}` : id;

export const time = text => new Date(text).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
