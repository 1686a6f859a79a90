// The form of a new job: data set, profile, parts, settings.

import { removeDataset, submitJob } from "./api.js";
import { byId, el, setText } from "./dom.js";
import { clearProblems, showProblems } from "./fields.js";
import { count } from "./format.js";

const FIELDS_OF_THEIR_OWN = ["Trainer:Steps"];

export class JobForm {
  #form = byId("job-form");
  #datasets = [];
  #listener;

  /** listener: { submitted(job), datasetsChanged() } */
  constructor(listener) {
    this.#listener = listener;
    this.#form.addEventListener("submit", event => { event.preventDefault(); this.#submit(); });
    byId("dataset").addEventListener("change", () => this.#describeDataset());
    byId("dataset-remove").addEventListener("click", () => this.#removeDataset());
    byId("add-setting").addEventListener("click", () => this.#addSetting());
  }

  showDatasets(datasets, chosen = byId("dataset").value) {
    this.#datasets = datasets;
    byId("dataset").replaceChildren(...datasets.map(({ id }) => el("option", { value: id, selected: id === chosen }, id)));
    byId("submit").disabled = datasets.length === 0;
    this.#describeDataset();
  }

  showProfiles({ profiles, parts, overrides }) {
    byId("profile").replaceChildren(el("option", { value: "" }, "Settings as they are"), ...profiles.map(name => el("option", { value: name }, name)));
    byId("parts").replaceChildren(...Object.entries(parts).map(([slot, names]) => {
      const id = `part-${slot.toLowerCase()}`;
      return el("div", { class: "field" },
        el("label", { for: id }, slot),
        el("select", { id, name: `${slot}:Type`, "aria-describedby": `${id}-problem` }, el("option", { value: "" }, "of the profile"), ...names.map(name => el("option", { value: name }, name))),
        el("p", { class: "problem", id: `${id}-problem`, hidden: true }));
    }));
    const isOffered = path => !path.endsWith(":Type") && !FIELDS_OF_THEIR_OWN.includes(path);
    const variants = path => path.includes("*") ? (parts[path.split(":")[0]] ?? []).filter(name => name !== "None").map(name => path.replace("*", name)) : [path];
    byId("setting-keys").replaceChildren(...overrides.filter(isOffered).flatMap(variants).map(value => el("option", { value })));
  }

  #describeDataset() {
    const data = this.#datasets.find(({ id }) => id === byId("dataset").value);
    setText(byId("dataset-about"), data
      ? `${count(data.queries, "query", "queries")}, ${count(data.documents, "document", "documents")}, ${count(data.pairs, "pair", "pairs")} of ${count(data.dimension, "dimension", "dimensions")}`
      : "There is none. Upload one below.");
    byId("dataset-remove").hidden = !data?.uploaded;
  }

  #addSetting() {
    const row = el("div", { class: "field setting" },
      el("div", { class: "beside" },
        el("input", { type: "text", list: "setting-keys", "aria-label": "Setting", placeholder: "Optimizer:AdamW:LearningRate", autocomplete: "off", spellcheck: "false", class: "setting-key" }),
        el("input", { type: "text", "aria-label": "Value of the setting", placeholder: "0.01", autocomplete: "off", spellcheck: "false", class: "setting-value" }),
        el("button", { type: "button", class: "quiet", "aria-label": "Leave the setting out", onclick: () => { row.remove(); byId("add-setting").focus(); } }, "✕")),
      el("p", { class: "problem", hidden: true, role: "alert" }));
    byId("settings").append(row);
    row.querySelector("input").focus();
  }

  #overrides() {
    for (const row of byId("settings").children) { // what was typed is the name by which problems find the field
      row.querySelector(".setting-value").name = row.querySelector(".setting-key").value.trim();
    }

    const chosen = [...this.#form.elements].filter(field => field.name.includes(":") && field.value.trim() !== "");
    return Object.fromEntries(chosen.map(field => [field.name, field.value.trim()]));
  }

  async #submit() {
    clearProblems(this.#form);
    const overrides = this.#overrides();
    const [id, profile] = [byId("job-id").value.trim(), byId("profile").value];
    const button = byId("submit");
    button.disabled = true;
    try {
      const job = await submitJob({ dataset: byId("dataset").value, ...(id && { id }), ...(profile && { profile }), ...(Object.keys(overrides).length > 0 && { overrides }) });
      byId("job-id").value = "";
      this.#listener.submitted(job);
    } catch (problem) {
      button.disabled = false;
      showProblems(this.#form, problem.errors ?? [String(problem)]);
    } finally {
      button.disabled = false;
    }
  }

  async #removeDataset() {
    clearProblems(this.#form);
    try {
      await removeDataset(byId("dataset").value);
      await this.#listener.datasetsChanged();
      byId("dataset").focus();
    } catch (problem) {
      showProblems(this.#form, problem.errors.map(error => `dataset: ${error}`));
    }
  }
}
