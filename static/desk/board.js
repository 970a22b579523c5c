// The timetable board by hand and by keyboard. What is dropped is posted as the form beside the board posts it; the
// server answers with the page as it is then, clashes and versions included, and the board is taken from that.

import { onInput } from "./board/form.js";
import { onCancel, onDown, onMove, onSelect, onUp } from "./board/hand.js";
import { inHand } from "./board/holding.js";
import { onKey } from "./board/keys.js";
import { busy, dress, send, waiting } from "./board/page.js";

if (document.getElementById("board")) {
  document.body.classList.add("js-board");
  dress();
  addEventListener("keydown", (event) => (event.key === "Escape" && inHand()?.how === "hand" ? onCancel() : onKey(event)));
  addEventListener("pointerdown", onDown);
  addEventListener("pointermove", onMove, { passive: false });
  addEventListener("pointerup", onUp);
  addEventListener("pointercancel", onCancel);
  addEventListener("selectstart", onSelect);
  addEventListener("input", onInput);
  addEventListener("beforeunload", (event) => busy() && event.preventDefault());
  addEventListener("submit", (event) => {
    if (!event.target.dataset.turn) return;
    event.preventDefault();
    if (!inHand() && !waiting()) send(event.target.action, {}, event.submitter);
  });
}
