// Before the first paint: the large text somebody chose on this machine.
try {
  const chosen = localStorage.getItem("text");
  if (chosen) document.documentElement.dataset.text = chosen;
} catch (error) {
  // storage switched off: the size of the account's own setting stays
}
