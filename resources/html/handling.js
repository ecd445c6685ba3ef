// Pointers, keys and buttons, printing, and how the page begins.

// Pointers: one drags, two pinch, one that stays where it was chooses.
const pointers = new Map();
/** The card at a place of the stage: by what was hit, or where blocks are drawn by where they are. */
const under = (event, hit) => {
  const element = hit.closest(".card"), area = stage.getBoundingClientRect();
  if (element || !far) { return element ? cards.get(element.id) : null; }
  const x = (event.clientX - area.left - look.x) / look.scale, y = (event.clientY - area.top - look.y) / look.scale;
  return shown(cardAt({ left: x, right: x, top: y, bottom: y }))[0] || null;
};
let moved = 0, gap = 0;
const middle = () => {
  const all = [...pointers.values()], area = stage.getBoundingClientRect();
  const x = all.reduce((sum, p) => sum + p.x, 0) / all.length - area.left;
  const y = all.reduce((sum, p) => sum + p.y, 0) / all.length - area.top;
  return { x, y, gap: all.length > 1 ? Math.hypot(all[0].x - all[1].x, all[0].y - all[1].y) : 0 };
};
let last = null;
stage.addEventListener("pointerdown", (event) => {
  if (event.button || event.target.closest(".key")) { return; }
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  moved = pointers.size > 1 ? 99 : 0;
  last = middle();
  origin = event.target;
});
addEventListener("pointermove", (event) => {
  if (!pointers.has(event.pointerId)) { return; }
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  const now = middle();
  moved += Math.abs(now.x - last.x) + Math.abs(now.y - last.y);
  if (moved > 4) {
    stage.classList.add("held");
    pan(now.x - last.x, now.y - last.y);
    if (now.gap && last.gap) { zoomTo(look.scale * now.gap / last.gap, now.x, now.y, { smoothly: true }); }
  }
  last = now;
});
const release = (event) => {
  if (!pointers.delete(event.pointerId)) { return; }
  if (pointers.size) { last = middle(); return; }
  stage.classList.remove("held");
  if (moved > 4 || event.type === "pointercancel") { return; }
  const stub = origin.closest(".stub"), card = under(event, origin);
  if (stub) {
    fold(cards.get(stub.dataset.of));
  } else if (card) {
    choose(card, { moving: false });
    takeFocus(card);
  } else if (!origin.closest(".link")) {
    choose(null);
    setFocus(null);
  }
};
addEventListener("pointerup", release);
addEventListener("pointercancel", release);
stage.addEventListener("dblclick", (event) => {
  const card = under(event, event.target);
  if (card && !event.target.closest(".stub")) { setFocus(card); }
});
stage.addEventListener("wheel", (event) => {
  if (event.target.closest(".key")) { return; }
  event.preventDefault();
  const step = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 400 : 1, area = stage.getBoundingClientRect();
  if (event.ctrlKey || event.metaKey) {
    zoomTo(look.scale * Math.exp(-event.deltaY * step * 0.0025), event.clientX - area.left, event.clientY - area.top,
      { smoothly: true });
  } else {
    const across = event.shiftKey && !event.deltaX;
    pan(-step * (across ? event.deltaY : event.deltaX), across ? 0 : -step * event.deltaY);
  }
}, { passive: false });

const ARROWS = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
const onCard = {
  Enter: (card) => { choose(card); $("told").focus(); },
  " ": (card) => fold(card),
  f: (card) => { choose(card); setFocus(focused === card ? null : card); },
};
const anywhere = {
  "+": () => zoomTo(look.scale * 1.25), "=": () => zoomTo(look.scale * 1.25), "-": () => zoomTo(look.scale / 1.25),
  "0": () => fit(), "1": () => { if (focused) { setSteps(1); } else { zoomTo(1); } },
  "2": () => { if (focused) { setSteps(2); } }, "3": () => { if (focused) { setSteps(3); } }, "/": () => $("search").focus(),
  n: () => toHit(1), p: () => toHit(-1), h: () => setHiding(!hiding),
};
stage.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".key")) { return; }
  const card = cards.get((event.target.closest(".card") || {}).id);
  if (event.key in ARROWS) {
    if (card && !event.shiftKey) { walk(card, event.key); } else { pan(...ARROWS[event.key]); }
  } else if (card && event.key in onCard) {
    onCard[event.key](card);
  } else if (event.key in anywhere) {
    anywhere[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") { return; }
  const back = chosen;
  if (focused) { setFocus(null); } else { choose(null); }
  if (back && !back.gone && !event.target.closest(".tools")) { takeFocus(back); }
});
stage.addEventListener("focusin", (event) => {
  const card = cards.get((event.target.closest(".card") || {}).id);
  if (card && card !== tabbed) { setTabbed(card); }
});
// Links to entries lead to the card, from the panel and from the outline.
document.addEventListener("click", (event) => {
  const anchor = event.target.closest('a[href^="#entry-"]');
  const card = anchor && cards.get("card-" + anchor.getAttribute("href").slice(7));
  if (card) {
    event.preventDefault();
    choose(card, { moving: false });
    centre(card);
    takeFocus(card);
  }
});

const buttons = {
  in: () => zoomTo(look.scale * 1.25), out: () => zoomTo(look.scale / 1.25), fit,
  focus: () => setFocus(focused ? null : chosen), hide: () => setHiding(!hiding), foldall: () => foldAll(true), unfoldall: () => foldAll(false),
  next: () => toHit(1), previous: () => toHit(-1), close: () => choose(null), print: () => window.print(),
  read: () => {
    const reading = root.classList.toggle("reading");
    $("read").setAttribute("aria-pressed", String(reading));
    if (reading) { outline.focus(); } else if (look.fitted) { fit(); }
  },
};
for (const [id, act] of Object.entries(buttons)) { $(id).addEventListener("click", act); }
$("steps").addEventListener("change", () => { if (focused || chosen) { setFocus(focused || chosen); } });
let waiting = 0;
$("search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { search(); waiting = 0; }, 60); });
$("search").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") { return; }
  if (waiting) { clearTimeout(waiting); waiting = 0; search(); current = -1; toHit(1); } else if (!event.shiftKey && current === 0 && chosen !== hits[0]) { toHit(0); } else { toHit(event.shiftKey ? -1 : 1); }
});
$("theme").addEventListener("change", paint);
document.querySelector(".skip").addEventListener("click", () => {
  if (!root.classList.contains("reading")) { buttons.read(); }
});
dark.addEventListener("change", paint);
addEventListener("resize", () => { if (look.fitted) { fit(); } });
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...outline.querySelectorAll("details:not([open])")];
  for (const detail of opened) { detail.open = true; }
  const [left, top, width, height] = box;
  stopGliding();
  const everywhere = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };
  change({ cells: shown(cells), links: shown(links), bridges, cards: shown([...cards.values()]) }, everywhere);
  covered = null;
  blocks.clear();
  map.setAttribute("viewBox", `${left - 8} ${top - 8} ${width + 16} ${height + 16}`);
  view.removeAttribute("transform");
  map.classList.remove("far");
  root.dataset.shown = root.dataset.shown === "grey" ? "grey" : "light";
});
addEventListener("afterprint", () => {
  for (const detail of opened) { detail.open = false; }
  map.removeAttribute("viewBox");
  covered = null;
  apply();
  paint();
});

paint();
setTabbed(order[0]);
choose(null);
showHits();
begin();
const named = cards.get("card-" + location.hash.replace(/^#(card|entry)-/, ""));
if (named) { choose(named, { moving: false }); centre(named); }
sync();
root.dataset.ready = "yes";
