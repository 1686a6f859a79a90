// The key of the server: asked for when it is needed, kept for this tab.

import { byId } from "./dom.js";

const NAME = "ruvector-api-key";

let asking = null;

export const keyOf = () => sessionStorage.getItem(NAME);

/** Asks for a key; all who wait for one wait for the same answer. Whoever used a key that has been replaced meanwhile just tries again. */
export function askForKey(used) {
  if (used !== keyOf()) {
    return Promise.resolve();
  }

  asking ??= ask(used !== null).finally(() => { asking = null; });
  return asking;
}

function ask(wasRefused) {
  const dialog = byId("key-dialog");
  const input = byId("key");
  byId("key-problem").hidden = !wasRefused;
  input.value = "";
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener("close", function closed() {
      if (input.value === "") {
        dialog.showModal(); // the Escape key: there is nothing to see without a key
        return;
      }

      dialog.removeEventListener("close", closed);
      sessionStorage.setItem(NAME, input.value);
      input.value = "";
      resolve();
    });
  });
}
