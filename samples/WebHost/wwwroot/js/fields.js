// Problems beside the fields that they are about.

/** Takes what was said before away. */
export function clearProblems(form) {
  for (const view of form.querySelectorAll(".problem, .problems")) {
    view.hidden = true;
    view.textContent = "";
  }

  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
}

/** Says a problem beside a field. */
export function showProblem(field, text) {
  field.setAttribute("aria-invalid", "true");
  const view = field.closest(".field").querySelector(".problem");
  view.textContent = view.textContent ? `${view.textContent} ${text}` : text;
  view.hidden = false;
}

/** Says each problem of a list beside the field whose name it begins with, and the others at the top of the form; the first field gets the focus. */
export function showProblems(form, errors) {
  const fields = [...form.elements].filter(field => field.name);
  const rest = [];
  for (const error of errors) {
    const text = error.replace(/^RuVectorTraining:(Profiles:[^:]+:)?/, "");
    const field = fields.find(candidate => text.toLowerCase().startsWith(`${candidate.name.toLowerCase()}: `));
    if (field) {
      showProblem(field, text.slice(field.name.length + 2));
    } else {
      rest.push(text);
    }
  }

  const top = form.querySelector(".problems");
  top.textContent = rest.join(" ");
  top.hidden = rest.length === 0;
  (form.querySelector("[aria-invalid]") ?? top).focus();
}
