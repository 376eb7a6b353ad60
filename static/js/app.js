// What a page does without asking the server. Everything works without this file, only less comfortably.
"use strict";

const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];

// Large text, remembered on this machine and, where the page says how, in the account.
function showTextSize() {
  const large = document.documentElement.dataset.text === "large";
  all("[data-text-switch]").forEach((button) => button.setAttribute("aria-pressed", large));
  return large;
}

function switchText(button) {
  const size = showTextSize() ? "normal" : "large";
  document.documentElement.dataset.text = size;
  showTextSize();
  try {
    localStorage.setItem("text", size);
  } catch (error) {
    // not remembered, but switched
  }
  if (button.dataset.remember && document.body.dataset.user) {
    const body = new URLSearchParams({ large_text: size === "large" ? "on" : "" });
    fetch(button.dataset.remember, { method: "POST", body, headers: { "x-csrftoken": token() } });
  }
}

// An article opens in place; with Ctrl or the middle button it opens as a page, like any link.
async function openPanel(link) {
  const panel = document.getElementById("panel");
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) {
    location.href = link.href;
    return;
  }
  panel.querySelector("[data-panel-body]").innerHTML = await answer.text();
  document.getElementById("panel-title").textContent = link.textContent;
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
}

// A deed that cannot be taken back asks first.
function ask(form, submitter) {
  const dialog = document.getElementById("ask");
  dialog.querySelector("[data-ask-text]").textContent = form.dataset.confirm;
  dialog.querySelector("[data-yes]").onclick = () => {
    dialog.close();
    form.dataset.agreed = "yes";
    form.requestSubmit(submitter);
  };
  dialog.showModal();
}

// Rows of a formset: add one, strike one out; a struck row can be brought back until the form is sent.
function addRow(set) {
  const total = set.querySelector("[name$=TOTAL_FORMS]");
  const row = set.querySelector("template").content.firstElementChild.cloneNode(true);
  row.innerHTML = row.innerHTML.replace(/__prefix__/g, total.value);
  set.querySelector(".formset-rows").append(row);
  total.value = Number(total.value) + 1;
  prepare(row);
  roomLeft(set);
  return row;
}

function roomLeft(set) {
  const rows = all(".formset-row:not(.dropped)", set).length;
  set.querySelector("[data-add-row]").hidden = rows >= Number(set.dataset.max);
}

function strikeRows(set) {
  all(".formset-row", set).forEach((row) => {
    const drop = row.querySelector("[name$=-DELETE]");
    row.classList.toggle("dropped", Boolean(drop && drop.checked));
  });
  roomLeft(set);
}

// How much of a limited text is used.
function countLetters(area) {
  const counter = document.createElement("span");
  counter.className = "counter";
  const show = () => (counter.textContent = `${area.value.length} / ${area.maxLength} 字`);
  area.addEventListener("input", show);
  area.after(counter);
  show();
}

// On a phone a row is a record: each cell carries the head of its column, unless it holds a mark that has its own word.
function labelCells(table) {
  const heads = all("thead th", table).map((head) => head.textContent.trim());
  all("tbody tr", table).forEach((row) =>
    Array.from(row.children).forEach((cell, column) => {
      const mark = cell.querySelector(":scope > :is(.tier, .pill, .late):only-child");
      if (mark && mark.textContent.trim() === cell.textContent.trim()) cell.classList.add("is-mark");
      else if (heads[column] && !cell.dataset.label && cell.colSpan === 1) cell.dataset.label = heads[column];
    }),
  );
}

// What the system would give is put into the field; it stands beside it as well.
function propose(button) {
  const field = document.getElementById(button.dataset.into);
  field.value = button.dataset.propose;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

// What scrolls sideways can be scrolled with the keyboard.
function reachByKeyboard(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

function prepare(part) {
  all("textarea[maxlength]", part).forEach(countLetters);
  all("table.list", part).forEach(labelCells);
  all(".list-wrap, .scroll, .tabs, .sheet", part).forEach(reachByKeyboard);
  all("[data-formset]", part).forEach(strikeRows);
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (on("[data-text-switch]")) switchText(on("[data-text-switch]"));
  if (on("[data-add-row]")) {
    addRow(on("[data-formset]")).querySelector("input:not([type=hidden]), select, textarea").focus();
  }
  if (on("[data-propose]")) propose(on("[data-propose]"));
  if (on("[data-print]")) print();
  if (on("[data-back]")) history.back();
  if (on("a[data-panel]") && plain) {
    event.preventDefault();
    openPanel(on("a[data-panel]"));
  }
  if (on("[data-close]") || event.target.matches("dialog.panel")) on("dialog").close();
  all("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[name$=-DELETE]")) strikeRows(event.target.closest("[data-formset]"));
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Without a connection the page stays: what was typed and the files that were chosen are still there.
function sayOffline(form) {
  const note = form.querySelector("[data-offline]") || document.createElement("div");
  note.className = "notice notice--caution";
  note.dataset.offline = "";
  note.setAttribute("role", "alert");
  note.textContent = "现在没有网络，什么也没有发出去。填的内容和选的文件都还在，连上以后再按一次。";
  form.prepend(note);
  note.scrollIntoView({ block: "center" });
}

addEventListener("online", () => all("[data-offline]").forEach((note) => note.remove()));

// A deed that takes more than a moment says what is being done and for how long already.
let clock = null;

function wait(button) {
  stopWaiting();
  const file = button.form.querySelector("input[type=file]");
  const name = file && file.files.length ? `“${file.files[0].name}”` : "";
  const note = document.createElement("div");
  const words = document.createElement("div");
  const seconds = document.createElement("span");
  const since = Date.now();
  note.className = "notice mt-3";
  note.dataset.waiting = "";
  note.hidden = true;
  note.setAttribute("role", "status");
  seconds.setAttribute("aria-hidden", "true"); // not read aloud every second
  words.append(`正在${button.dataset.wait}${name}。一万行约要十秒，请不要离开这一页。`, seconds);
  note.append(words);
  button.parentElement.after(note);
  clock = setInterval(() => {
    note.hidden = false;
    seconds.textContent = `已用 ${Math.round((Date.now() - since) / 1000)} 秒。`;
  }, 1000);
}

function stopWaiting() {
  clearInterval(clock);
  all("[data-waiting]").forEach((note) => note.remove());
}

document.addEventListener("htmx:beforeRequest", (event) => event.target.dataset.wait && wait(event.target));
document.addEventListener("htmx:afterRequest", (event) => event.target.dataset.wait && stopWaiting());

// Nothing is sent twice; a question is answered before anything is sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "post" && !navigator.onLine) {
    event.preventDefault();
    sayOffline(form);
  } else if (form.dataset.confirm && !form.dataset.agreed) {
    event.preventDefault();
    ask(form, event.submitter || undefined);
  } else if (form.dataset.sent) {
    event.preventDefault();
  } else if (form.method === "post" && !form.hasAttribute("hx-post")) {
    form.dataset.sent = "yes";
    all("button:not([type=button])", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    if (event.submitter && event.submitter.dataset.wait) wait(event.submitter);
  }
});

// Back from the browser's memory: what was sent may be sent again.
addEventListener("pageshow", () => {
  stopWaiting();
  all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    delete form.dataset.agreed;
    all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

document.addEventListener("htmx:load", (event) => event.target !== document.body && prepare(event.target));

showTextSize();
prepare(document);
all("[data-fold='0']").forEach((filters) => (filters.open = !matchMedia("(max-width: 40rem)").matches));
all("[data-focus]").slice(0, 1).forEach((summary) => summary.focus());
