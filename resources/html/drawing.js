// The map itself: what is on it, which part of it is looked at and drawn. One of the pieces that make up the page's script.

const NS = "http://www.w3.org/2000/svg";
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const map = $("map"), view = $("view"), stage = $("stage"), panel = $("panel"), outline = $("outline");
if (!map) { return; }
root.classList.add("scripted");

// What is on the map. Ids of elements name everything: "card-x", "link-x" and "entry-x". The drawings wait in a template
// and are part of the page only while they are in sight, so that a map of thousands of cards costs no more than a small one.
const cards = new Map(), links = [], byLink = new Map(), drawn = $("drawing").content;
const numbers = (text) => (text.match(/-?[\d.]+/g) || []).map(Number);
for (const element of drawn.querySelectorAll(".card")) {
  const [x, y] = numbers(element.getAttribute("transform")), width = +element.dataset.w, height = +element.dataset.h;
  cards.set(element.id, {
    element, id: element.id, x, y, width, height, kind: element.classList[1], falls: element.classList.contains("falls"),
    parent: element.dataset.under || "", children: [], folded: false, foldedBy: "", gone: false, dim: false,
    stub: null, dressed: false, number: 0, badge: null, words: "",
  });
}
for (const card of cards.values()) {
  const above = cards.get(card.parent);
  if (above) { above.children.push(card); }
}
for (const element of drawn.querySelectorAll("#links > .link")) {
  const [x, y, width, height] = numbers(element.dataset.box), line = element.querySelector("path");
  const link = {
    element, x, y, width, height, gone: false, dim: false, from: element.dataset.from.split(" "), to: element.dataset.to,
    way: line ? line.getAttribute("d") : "", ink: (element.getAttribute("stroke") || "").slice(4, -1),
  };
  links.push(link);
  byLink.set(element.id, link);
}
// The empty places of a flow, each beside the card that nobody answered.
const cells = [...drawn.querySelectorAll("#sheet > .unanswered")].map((element) => {
  const frame = element.querySelector("rect"), [x, y, width, height] = ["x", "y", "width", "height"].map((n) => +frame.getAttribute(n));
  element.remove();
  return { element, x, y, width, height, beside: cards.get(element.dataset.beside), gone: false };
});
const cardAt = makeGrid([...cards.values()]), linkAt = makeGrid(links), cellAt = makeGrid(cells);
if (drawn.querySelector("#sheet")) { view.append(drawn.querySelector("#sheet")); }
const layers = Object.fromEntries(["cells", "links", "bridges", "cards"].map((id) => {
  const made = document.createElementNS(NS, "g");
  made.id = id;
  if (id === "links" || id === "bridges") { made.setAttribute("fill", "none"); }
  view.append(made);
  return [id, made];
}));
/** The cards that a link joins; one that hits another link joins that link's ends too. */
const endsOf = (link) => {
  const ends = [...link.from], seen = new Set([link]);
  let goal = link.to;
  while (byLink.has(goal) && !seen.has(byLink.get(goal))) {
    const hit = byLink.get(goal);
    seen.add(hit);
    ends.push(...hit.from);
    goal = hit.to;
  }
  if (cards.has(goal)) { ends.push(goal); }
  return ends;
};
const near = new Map([...cards.keys()].map((id) => [id, new Set()]));
for (const link of links) {
  link.ends = endsOf(link);
  for (const one of link.ends) {
    for (const other of link.ends) {
      if (one !== other) { near.get(one).add(other); }
    }
  }
}
const svg = (name, attributes, inside) => {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) { made.setAttribute(key, value); }
  if (inside !== undefined) { made.textContent = inside; }
  return made;
};

// Where one looks: map units times scale plus shift are pixels of the stage.
const box = map.dataset.bounds.split(" ").map(Number);
const look = { scale: 1, x: 0, y: 0, fitted: true };
const blocks = makeBlocks($("far"));
const FAR = 0.2, LEAST = 0.004, CROWD = 260, A_FRAME = 8;
let bridges = [], syncing = 0, far = false, covered = null, pending = [];
const attached = { cells: new Set(), links: new Set(), bridges: new Set(), cards: new Set() };
const seen = (more) => {
  const [wide, high] = size();
  return {
    left: (-more * wide - look.x) / look.scale, right: ((1 + more) * wide - look.x) / look.scale,
    top: (-more * high - look.y) / look.scale, bottom: ((1 + more) * high - look.y) / look.scale,
  };
};
const meets = (thing, area) => thing.x <= area.right && thing.x + thing.width >= area.left
  && thing.y <= area.bottom && thing.y + thing.height >= area.top;
const attach = (layer, things) => {
  for (const thing of things) { attached[layer].add(thing); }
  if (layer === "cards") { things.forEach(dress); }
  layers[layer].append(...things.map((thing) => thing.element));
  if (layer === "cards" && !stretches) { refit(things); }
};
/** Attaches what is to be seen now and takes away what nobody will see soon; what may be seen soon waits for its turn. */
const change = (wanted, area) => {
  pending = [];
  for (const [layer, things] of Object.entries(wanted)) {
    const wished = new Set(things), there = attached[layer];
    for (const thing of there) { if (!wished.has(thing)) { thing.element.remove(); there.delete(thing); } }
    const added = [...wished].filter((thing) => !there.has(thing));
    attach(layer, added.filter((thing) => meets(thing, area) || held().includes(thing)));
    pending.push(...added.filter((thing) => !there.has(thing)).map((thing) => [layer, thing]));
  }
};
/** What is always part of the page: where the keyboard is, and what is chosen. */
const held = () => [...new Set([tabbed, chosen, focused, hits[current]])].filter((card) => card && !card.gone);
const shown = (things) => things.filter((thing) => !thing.gone);
const catchUp = (area) => {
  const urgent = pending.filter(([, thing]) => meets(thing, area)), rest = pending.filter(([, thing]) => !meets(thing, area));
  for (const [layer, thing] of [...urgent, ...rest.slice(0, A_FRAME)]) { attach(layer, [thing]); }
  pending = rest.slice(A_FRAME);
  if (pending.length) { later(); }
};
const sync = () => {
  syncing = 0;
  if (gliding && look.scale >= FAR) { return; }
  stopGliding();
  const now = seen(0), wide = seen(0.4);
  const inside = covered && covered.scale === look.scale && now.left >= covered.left && now.right <= covered.right
    && now.top >= covered.top && now.bottom <= covered.bottom;
  if (inside) {
    catchUp(now);
  } else {
    const about = shown(cardAt(wide));
    far = look.scale < FAR || (look.scale < 0.5 && about.length > CROWD);
    map.classList.toggle("far", far);
    covered = far ? null : { ...wide, scale: look.scale };
    change(far ? { cells: [], links: [], bridges: [], cards: held() }
      : { cells: shown(cellAt(wide)), links: shown(linkAt(wide)), bridges, cards: [...about, ...held()] }, now);
    if (pending.length) { later(); }
  }
  if (far) {
    blocks.draw(look, size(), (area) => ({
      cards: shown(cardAt(area)).filter((card) => !attached.cards.has(card)), links: shown(linkAt(area)), bridges,
    }));
  } else {
    blocks.clear();
  }
};
const later = () => { syncing = syncing || requestAnimationFrame(sync); };
/** Something else is to be shown. */
const renew = () => { covered = null; blocks.spoil(); later(); };
// While a wheel or two fingers zoom, what is drawn is moved and stretched as a picture; it is drawn afresh when they rest.
let gliding = 0, drawnAt = { scale: 1, x: 0, y: 0 };
const stopGliding = () => {
  if (!gliding) { return; }
  clearTimeout(gliding);
  gliding = 0;
  map.style.transform = "";
  stage.classList.remove("gliding");
  apply();
};
const glide = () => {
  const ratio = look.scale / drawnAt.scale;
  if (far || ratio > 1.8 || ratio < 0.55) { stopGliding(); return; }
  clearTimeout(gliding);
  gliding = setTimeout(stopGliding, 110);
  stage.classList.add("gliding");
};
const apply = () => {
  if (gliding) {
    const ratio = look.scale / drawnAt.scale;
    map.style.transform = `translate(${look.x - drawnAt.x * ratio}px, ${look.y - drawnAt.y * ratio}px) scale(${ratio})`;
  } else {
    drawnAt = { scale: look.scale, x: look.x, y: look.y };
    view.setAttribute("transform", `translate(${look.x} ${look.y}) scale(${look.scale})`);
  }
  later();
  $("zoom").textContent = `${Math.round(look.scale * 100)} %`;
};
const size = () => [stage.clientWidth || 1, stage.clientHeight || 1];
const pan = (dx, dy) => { look.x += dx; look.y += dy; look.fitted = false; apply(); };
const zoomTo = (scale, x = size()[0] / 2, y = size()[1] / 2, { smoothly = false } = {}) => {
  const next = Math.min(4, Math.max(LEAST, scale)), ratio = next / look.scale;
  look.x = x - (x - look.x) * ratio;
  look.y = y - (y - look.y) * ratio;
  look.scale = next;
  look.fitted = false;
  if (smoothly) { glide(); } else { stopGliding(); }
  apply();
};
const fit = () => {
  const [wide, high] = size(), [left, top, width, height] = box, edge = 24;
  look.scale = Math.min(1, (wide - 2 * edge) / Math.max(width, 1), (high - 2 * edge) / Math.max(height, 1));
  look.scale = Math.max(look.scale, LEAST);
  look.x = (wide - width * look.scale) / 2 - left * look.scale;
  look.y = (high - height * look.scale) / 2 - top * look.scale;
  stopGliding();
  look.fitted = true;
  apply();
};
const begin = () => {  // a map too large to be read at a glance opens at its top left corner
  fit();
  if (look.scale < 0.35) {
    look.scale = 0.8;
    look.x = 24 - box[0] * 0.8;
    look.y = 24 - box[1] * 0.8;
    look.fitted = false;
    apply();
  }
};
const centre = (card) => {
  const [wide, high] = size();
  if (look.scale < 0.5) { look.scale = 0.9; }
  look.x = wide / 2 - (card.x + card.width / 2) * look.scale;
  look.y = high / 2 - (card.y + card.height / 2) * look.scale;
  look.fitted = false;
  apply();
};
const reveal = (card) => {
  const [wide, high] = size(), edge = 16;
  const left = card.x * look.scale + look.x, top = card.y * look.scale + look.y;
  const right = left + card.width * look.scale, bottom = top + card.height * look.scale;
  const dx = left < edge ? edge - left : right > wide - edge ? wide - edge - right : 0;
  const dy = top < edge ? edge - top : bottom > high - edge ? high - edge - bottom : 0;
  if (dx || dy) { pan(dx, dy); }
};
