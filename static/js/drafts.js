// Nothing typed is lost: a form marked data-autosave="key" keeps its text in this tab until the server has it.
// One drawer per user and form. A form marked data-confidential is never kept. Signing out empties everything, and a
// form marked data-forget="key key" those drawers.
"use strict";

{
  const user = document.body.dataset.user;
  const place = (form) => `draft:${user}:${form.dataset.autosave}`;
  const kept = (form) => user && form.dataset.autosave && !form.hasAttribute("data-confidential");
  const drafts = () => Object.keys(sessionStorage).filter((key) => key.startsWith("draft:"));
  const read = (key) => JSON.parse(sessionStorage.getItem(key) || "null");
  const write = (key, draft) => sessionStorage.setItem(key, JSON.stringify(draft));

  const worthKeeping = (control) =>
    control.name &&
    control.name !== "csrfmiddlewaretoken" &&
    !["password", "file", "submit", "button"].includes(control.type) &&
    (control.type !== "hidden" || control.name.endsWith("-TOTAL_FORMS"));

  const values = (form) =>
    Array.from(form.elements)
      .filter(worthKeeping)
      .map((control) => {
        if (control.type === "checkbox" || control.type === "radio") return [control.name, control.value, control.checked];
        if (control.multiple) return [control.name, Array.from(control.selectedOptions, (option) => option.value)];
        return [control.name, control.value];
      });

  const hasFiles = (form) => all("input[type=file]", form).some((control) => control.files.length > 0);

  const draftOf = (form) => ({ fields: values(form), files: hasFiles(form) });

  function put(form, [name, value, checked]) {
    const controls = Array.from(form.elements).filter((control) => control.name === name);
    if (checked !== undefined) {
      controls.filter((control) => control.value === value).forEach((control) => (control.checked = checked));
    } else if (Array.isArray(value)) {
      controls.forEach((control) => Array.from(control.options).forEach((option) => (option.selected = value.includes(option.value))));
    } else if (!name.endsWith("-TOTAL_FORMS")) {
      controls.forEach((control) => (control.value = value));
    }
  }

  function addMissingRows(form, fields) {
    fields.forEach(([name, value]) => {
      if (!name.endsWith("-TOTAL_FORMS")) return;
      const set = form.elements[name].closest("[data-formset]");
      while (set && Number(form.elements[name].value) < Number(value)) addRow(set);
    });
  }

  function tell(form, draft) {
    const note = document.createElement("div");
    note.className = "notice notice--ok";
    note.setAttribute("role", "status");
    const text = document.createElement("div");
    text.textContent = draft.files ? "已恢复未提交的内容，选过的文件请重新选择。" : "已恢复未提交的内容。";
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn btn-sm";
    drop.textContent = "不要了";
    drop.addEventListener("click", () => {
      forget(form);
      location.reload();
    });
    note.append(text, drop);
    form.prepend(note);
  }

  function restore(form) {
    if (form.querySelector(".notice--error")) changed.add(form); // the server has just shown what was typed
    const draft = read(place(form));
    if (!draft || changed.has(form)) return;
    addMissingRows(form, draft.fields);
    draft.fields.forEach((field) => put(form, field));
    all("[data-formset]", form).forEach(strikeRows);
    form.dispatchEvent(new CustomEvent("restored", { bubbles: true }));
    changed.add(form);
    tell(form, draft);
  }

  function forget(form) {
    changed.delete(form);
    sessionStorage.removeItem(place(form));
  }

  const changed = new Set(); // forms that differ from what the server has
  const forms = all("form[method=post]");
  let waiting = 0;
  let forgetting = false;

  const save = (form) => kept(form) && changed.has(form) && write(place(form), draftOf(form));

  function touch(event) {
    const form = event.target.form || event.target.closest("form");
    if (!form || !forms.includes(form)) return;
    changed.add(form);
    forgetting = false;
    clearTimeout(waiting);
    waiting = setTimeout(save, 300, form);
  }

  document.addEventListener("input", touch);
  document.addEventListener("change", touch);
  document.addEventListener("click", (event) => event.target.closest("[data-add-row]") && touch(event));

  // Sent: the draft waits until a page of this user arrives that says it went well, or is another page and no error.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented) return;
    if (form.hasAttribute("data-forget")) {
      forgetting = true;
      const named = form.dataset.forget.split(" ").map((key) => `draft:${user}:${key}`);
      (form.dataset.forget ? named : drafts()).forEach((key) => sessionStorage.removeItem(key));
    }
    if (kept(form)) write(place(form), { ...draftOf(form), sent: true });
    changed.delete(form);
  });

  addEventListener("beforeunload", (event) => {
    if (changed.size === 0) return;
    if (!forgetting) changed.forEach(save);
    event.preventDefault();
    event.returnValue = "";
  });

  const arrived = user && document.body.dataset.page !== "error";
  const well = document.querySelector(".messages .notice--ok");
  drafts().forEach((key) => {
    const draft = read(key);
    if (!draft.sent) return;
    const here = forms.some((form) => kept(form) && place(form) === key);
    if (arrived && (well || !here) && key.startsWith(`draft:${user}:`)) sessionStorage.removeItem(key);
    else write(key, { ...draft, sent: false });
  });
  forms.filter(kept).forEach(restore);
}
