// Data sets of one's own.

import { uploadDataset } from "./api.js";
import { announce, byId, setText } from "./dom.js";
import { clearProblems, showProblem } from "./fields.js";
import { count } from "./format.js";

const LONGEST_ID = 64;

/** A file name as an id: a-z, 0-9, hyphens. */
export const idOf = fileName => fileName.replace(/\.[^.]*$/, "").toLowerCase().replace(/[^a-z0-9_-]+/g, "-").replace(/^[-_]+/, "").slice(0, LONGEST_ID);

export class Upload {
  #uploaded;

  /** uploaded(data set): it is on the server. */
  constructor(uploaded) {
    this.#uploaded = uploaded;
    byId("file").addEventListener("change", () => this.#suggestName());
    byId("upload").addEventListener("click", () => this.#send());
  }

  #suggestName() {
    const [file] = byId("file").files;
    byId("file-id").value = file ? idOf(file.name) : "";
  }

  async #send() {
    const panel = byId("file").closest("details");
    clearProblems(panel);
    const [file] = byId("file").files;
    const id = byId("file-id").value.trim();
    if (!file || !id) {
      showProblem(file ? byId("file-id") : byId("file"), file ? "Give it a name." : "Choose a file.");
      return;
    }

    const button = byId("upload");
    button.disabled = true;
    setText(button, "Uploading…");
    try {
      const data = await uploadDataset(id, file);
      [byId("file").value, byId("file-id").value] = ["", ""];
      announce(`Uploaded ${data.id}: ${count(data.pairs, "pair", "pairs")}.`);
      panel.open = false;
      await this.#uploaded(data);
      byId("dataset").focus();
    } catch (problem) {
      for (const error of problem.errors ?? [String(problem)]) {
        const isAboutTheName = problem.status === 409 || error.startsWith("id: ");
        showProblem(byId(isAboutTheName ? "file-id" : "file"), error.replace(/^id: /, ""));
      }
    } finally {
      button.disabled = false;
      setText(button, "Upload");
    }
  }
}
