// The items of a scheme: what they come to so far, their order, and only the fields that their kind needs.
"use strict";

{
  const form = document.querySelector("form[data-scheme]");
  const list = form.querySelector(".formset-rows");
  const rows = () => all(".formset-row", list);
  const control = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const field = (row, name) => control(row, name).closest(".field");
  const written = (row) => row.classList.contains("dropped") === false;

  // In hundredths, so that 0.1 and 0.2 are 0.3.
  function addUp() {
    const points = rows().filter(written).map((row) => Math.round(Number(control(row, "points").value || 0) * 100));
    const total = points.reduce((sum, each) => sum + each, 0);
    const gap = 10000 - total;
    const words = gap === 0 ? "可以保存" : gap > 0 ? `还差 ${gap / 100} 分` : `多出 ${-gap / 100} 分`;
    form.querySelector("[data-total]").textContent = total / 100;
    form.querySelector("[data-gap]").textContent = words;
  }

  // A price where something is counted, grades where it is graded; what was typed is not hidden.
  function fit(row) {
    const kind = control(row, "rule_kind").value;
    const show = (name, wanted) => {
      const used = wanted || control(row, name).value !== "";
      field(row, name).hidden = !used;
    };
    show("per_hit", ["per_occurrence", "per_case"].includes(kind));
    show("grades", kind === "graded");
  }

  function number() {
    rows().forEach((row, index) => (control(row, "ORDER").value = index + 1));
  }

  function sort() {
    const place = (row) => Number(control(row, "ORDER").value) || Infinity;
    const before = rows();
    before.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b))).forEach((row) => list.append(row));
  }

  function dress(row) {
    all("[data-move]", row).forEach((button) => (button.hidden = false));
    row.querySelector(".scheme-order").hidden = true;
    fit(row);
  }

  function move(button) {
    const row = button.closest(".formset-row");
    const other = button.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
    if (!other) return;
    if (button.dataset.move === "1") other.after(row);
    else other.before(row);
    number();
    button.focus();
    button.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A further item mostly belongs where the last one does.
  function begin() {
    const row = list.lastElementChild;
    const groups = rows().map((each) => control(each, "group").value).filter(Boolean);
    if (!control(row, "group").value && groups.length) control(row, "group").value = groups.pop();
    dress(row);
    number();
    addUp();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (button) move(button);
  });
  form.addEventListener("input", addUp);
  form.addEventListener("change", (event) => {
    if (event.target.matches("[name$=-rule_kind]")) fit(event.target.closest(".formset-row"));
    setTimeout(addUp); // after app.js has struck the row
  });
  document.addEventListener("click", (event) => event.target.closest("[data-add-row]") && begin());
  form.addEventListener("restored", () => {
    sort();
    rows().forEach(dress);
    addUp();
  });

  sort();
  rows().forEach(dress);
  addUp();
}
