// The square of a photo, drawn over it: dragged by its middle, sized by its corner, moved by the arrow keys. What it says
// stands in the form's numbers, which are all that is sent and work by themselves.

const form = document.querySelector("#crop");
const stage = form.querySelector(".crop-stage");
const image = stage.querySelector("img");
const square = stage.querySelector(".crop-square");
const field = (name) => form.elements[name];
const within = (value, low, high) => Math.min(Math.max(value, low), high);

const shorter = () => Math.min(image.clientWidth, image.clientHeight);
const side = () => (shorter() * within(Number(field("size").value) || 100, 1, 100)) / 100;
const rooms = () => [image.clientWidth - side(), image.clientHeight - side()];

// From the numbers to the picture.
function draw() {
  const [x, y] = rooms();
  square.style.width = square.style.height = `${side()}px`;
  square.style.left = `${(x * within(Number(field("left").value), 0, 100)) / 100}px`;
  square.style.top = `${(y * within(Number(field("top").value), 0, 100)) / 100}px`;
}

// From the picture to the numbers: the upper left corner in pixels, and the side.
function place(left, top, length = side()) {
  const size = within(length, shorter() * 0.1, shorter());
  field("size").value = ((size / shorter()) * 100).toFixed(1);
  const [x, y] = rooms();
  field("left").value = (x > 0.5 ? (within(left, 0, x) / x) * 100 : 50).toFixed(1);
  field("top").value = (y > 0.5 ? (within(top, 0, y) / y) * 100 : 50).toFixed(1);
  draw();
}

function look() {
  const file = field("photo").files[0];
  stage.hidden = !file;
  if (!file) return;
  const reader = new FileReader();
  reader.addEventListener("load", () => { image.src = reader.result; });
  reader.readAsDataURL(file);
}

field("photo").addEventListener("change", look);
image.addEventListener("load", () => {
  for (const said of form.querySelectorAll(".errorlist")) said.remove(); // it was said of the file before this one
  field("photo").removeAttribute("aria-invalid");
  draw();
});
image.addEventListener("error", () => { stage.hidden = true; });
addEventListener("resize", () => { if (!stage.hidden) draw(); });
for (const name of ["size", "left", "top"]) field(name).addEventListener("input", draw);

square.addEventListener("pointerdown", (down) => {
  const from = { left: square.offsetLeft, top: square.offsetTop, side: side() };
  const corner = down.offsetX > from.side - 28 && down.offsetY > from.side - 28;
  square.setPointerCapture(down.pointerId);
  const move = (event) => {
    const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY];
    if (corner) place(from.left, from.top, Math.min(from.side + Math.max(dx, dy), image.clientWidth - from.left, image.clientHeight - from.top));
    else place(from.left + dx, from.top + dy);
  };
  square.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) square.addEventListener(name, () => square.removeEventListener("pointermove", move), { once: true });
  down.preventDefault();
  square.focus();
});

square.addEventListener("keydown", (event) => {
  const step = event.shiftKey ? 1 : 8;
  const [left, top, length] = [square.offsetLeft, square.offsetTop, side()];
  const moves = {
    ArrowLeft: [left - step, top], ArrowRight: [left + step, top], ArrowUp: [left, top - step], ArrowDown: [left, top + step],
    "+": [left, top, length + step], "=": [left, top, length + step], "-": [left, top, length - step],
  };
  if (!(event.key in moves)) return;
  event.preventDefault();
  place(...moves[event.key]);
});

if (field("photo").files.length) look(); // chosen before this script had come
