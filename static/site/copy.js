// Buttons that copy an address. Without this script the address stands beside them, to be marked and copied by hand.

for (const button of document.querySelectorAll("button.take-address")) {
  const label = button.innerHTML;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.url);
    } catch { return; } // not allowed; it can still be marked
    button.textContent = button.dataset.done;
    document.querySelector("#copied").textContent = button.dataset.done;
    setTimeout(() => { button.innerHTML = label; document.querySelector("#copied").textContent = ""; }, 3000);
  });
}
