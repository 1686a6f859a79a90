// Makes elements. Text is always text: nothing from the server becomes markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      node.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }

  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

/** An HTML element: el("button", { type: "button", onclick: act }, "Cancel"). */
export const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
export const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

export const byId = id => document.getElementById(id);

/** Sets text only where it differs, so that what reads the page aloud is not told the same twice. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Says something to those who do not see the page. */
export const announce = text => setText(byId("announce"), text);
