// What is shown of the map, and how: folded branches, the chosen card, focus, hits, colours.

// Folding: what hangs under a folded card is gone, and its stub says how much that is.
const below = (card) => {
  const found = [], waiting = [...card.children];
  while (waiting.length) {
    const next = waiting.pop();
    found.push(next);
    waiting.push(...next.children);
  }
  return found;
};
const dress = (card) => {  // what a card has besides its drawing, made when it is first shown
  if (card.dressed) { return; }
  card.dressed = true;
  card.element.append(svg("rect", { class: "ring", x: -4, y: -4, width: card.width + 8, height: card.height + 8, rx: 10 }));
  if (card.children.length) {
    const stub = svg("g", { class: "stub", "aria-hidden": "true", "data-of": card.id });
    const left = card.children.every((child) => child.x < card.x);
    const under = !left && card.children.every((child) => child.x < card.x + card.width);
    const x = under ? 14 : left ? -9 : card.width - 9, y = under ? card.height - 8 : card.height - 24;
    stub.setAttribute("transform", `translate(${x} ${y})`);
    stub.append(svg("title", {}), svg("rect", { width: 18, height: 16, rx: 8 }), svg("text", { x: 9, y: 12 }));
    card.stub = stub;
    card.element.append(stub);
  }
  drawStub(card);
  drawBadge(card);
};
const drawStub = (card) => {
  if (!card.stub) { return; }
  const count = card.folded ? `+${below(card).length}` : "–";
  const wide = Math.max(18, 8 + 7 * count.length);
  card.stub.querySelector("rect").setAttribute("width", wide);
  card.stub.lastChild.setAttribute("x", wide / 2);
  card.stub.lastChild.textContent = count;
  card.stub.classList.toggle("folded", card.folded);
  card.stub.firstChild.textContent = card.folded ? `Unfold ${below(card).length} cards` : "Fold this branch";
  card.element.setAttribute("aria-expanded", String(!card.folded));
};
const drawBridges = () => {
  bridges = links.some((link) => link.gone) ? bridgesBetween(cards, links, byLink).map(([from, to]) => {
    const made = bridgeWay(cards.get(from), cards.get(to));
    const element = svg("g", { class: "bridge", "data-from": from, "data-to": to });
    element.append(svg("title", {}, "Linked through cards that are not shown"));
    element.append(svg("path", { class: "way", d: made.way }), svg("path", { d: made.head }));
    return { ...made, element, gone: false };
  }) : [];
};
/** What is gone: all that hangs on a folded card, and what a focus leaves out if that is to be hidden. */
const showFolds = () => {
  const waiting = [...cards.values()].filter((card) => !cards.has(card.parent));
  for (const card of waiting) { card.foldedBy = ""; }
  while (waiting.length) {
    const card = waiting.pop();
    card.gone = card.foldedBy !== "" || (hiding && card.dim);
    for (const child of card.children) {
      child.foldedBy = card.foldedBy || (card.folded ? card.id : "");
      waiting.push(child);
    }
  }
  for (const link of links) { link.gone = link.ends.some((id) => cards.get(id).gone); }
  for (const cell of cells) { cell.gone = Boolean(cell.beside && cell.beside.gone); }
  drawBridges();
  if (!tabbed || tabbed.gone) { setTabbed(order.find((card) => !card.gone)); }
  renew();
};
const fold = (card, folded = !card.folded) => {
  if (!card.children.length) { return; }
  card.folded = folded;
  drawStub(card);
  showFolds();
  say(folded ? `Folded ${below(card).length} cards.` : "Unfolded.");
};
const foldAll = (folded) => {
  for (const card of cards.values()) {
    card.folded = folded && card.children.length > 0;
    drawStub(card);
  }
  showFolds();
  say(folded ? "Everything is folded." : "Everything is unfolded.");
};
const unfoldTo = (card) => {
  let changed = false;
  for (let above = cards.get(card.parent); above; above = cards.get(above.parent)) {
    if (above.folded) {
      above.folded = false;
      drawStub(above);
      changed = true;
    }
  }
  if (changed) { showFolds(); }
};

// One card at a time is reached by Tab; the arrow keys walk from it.
let tabbed = null, chosen = null, focused = null, origin = null, hiding = false;
const say = (words) => { $("said").textContent = words; };
const setTabbed = (card) => {
  if (tabbed) { tabbed.element.setAttribute("tabindex", "-1"); }
  tabbed = card || null;
  if (tabbed) { tabbed.element.setAttribute("tabindex", "0"); }
  renew();
};
const takeFocus = (card) => {
  setTabbed(card);
  sync();
  card.element.focus({ preventScroll: true });
};
const go = (card) => {
  if (!card) { return; }
  unfoldTo(card);
  reveal(card);
  takeFocus(card);
};
const walk = (card, way) => {
  const above = cards.get(card.parent);
  const side = (above ? above.children : [...cards.values()].filter((c) => !cards.has(c.parent)))
    .filter((c) => !c.gone).sort((a, b) => a.y - b.y || a.x - b.x);
  const open = card.folded ? [] : card.children.filter((c) => !c.gone).sort((a, b) => a.y - b.y);
  const place = side.indexOf(card);
  const to = { ArrowLeft: above, ArrowRight: open[0], ArrowUp: side[place - 1], ArrowDown: side[place + 1] }[way];
  if (to) { go(to); } else { say("There is nothing further that way."); }
};

// What is known of a card stands in its entry of the outline; the panel shows a copy of it.
const entryOf = (card) => $("entry-" + card.id.slice(5));
const choose = (card, { moving = true } = {}) => {
  if (chosen) {
    chosen.element.classList.remove("chosen");
    chosen.element.removeAttribute("aria-current");
  }
  chosen = card;
  panel.hidden = !card;
  $("focus").disabled = !card && !focused;
  renew();
  if (!card) { return; }
  root.classList.remove("reading");
  $("read").setAttribute("aria-pressed", "false");
  card.element.classList.add("chosen");
  card.element.setAttribute("aria-current", "true");
  setTabbed(card);
  const told = $("told"), entry = entryOf(card);
  told.replaceChildren();
  for (const part of entry.children) {
    if (part.tagName === "OL") { continue; }
    const copy = part.cloneNode(true);
    copy.open = true;
    told.append(copy);
  }
  unfoldTo(card);
  if (moving) { reveal(card); }
};

// Focus: a card and what is one to three steps away; the rest is dimmed.
const around = (card, steps) => {
  const reached = new Set([card.id]);
  let edge = [card.id];
  for (let step = 0; step < steps; step += 1) {
    edge = edge.flatMap((id) => [...near.get(id)]).filter((id) => !reached.has(id) && reached.add(id));
  }
  return reached;
};
const setFocus = (card) => {
  focused = card;
  const kept = card ? around(card, +$("steps").value) : null;
  const dim = (thing, dimmed) => {
    if (thing.dim !== dimmed) { thing.dim = dimmed; thing.element.classList.toggle("dim", dimmed); }
  };
  for (const other of cards.values()) { dim(other, !!kept && !kept.has(other.id)); }
  for (const link of links) { dim(link, !!kept && !link.ends.every((id) => kept.has(id))); }
  $("focus").setAttribute("aria-pressed", String(!!card));
  $("focus").disabled = !card && !chosen;
  if (card) { unfoldTo(card); }
  if (hiding) { showFolds(); }
  renew();
  if (!card) { return; }
  reveal(card);
  say(`${kept.size} of ${cards.size} cards are in focus.`);
};
const setSteps = (steps) => {
  $("steps").value = String(steps);
  setFocus(focused || chosen);
};
const setHiding = (asked) => {
  hiding = asked;
  $("hide").setAttribute("aria-pressed", String(hiding));
  showFolds();
  say(hiding ? "What is not in focus is hidden." : "What is not in focus is dimmed.");
};

// Search: hits are numbered in the order of the outline.
let hits = [], current = -1;
const order = [...outline.querySelectorAll("li[id]")].map((li) => cards.get("card-" + li.id.slice(6))).filter(Boolean);
const wordsOf = (card) => {
  if (!card.words) {
    const own = entryOf(card).querySelectorAll(":scope > :not(ol, .detail), :scope > .detail > :not(summary, .told)");
    card.words = [...own].map((part) => part.textContent).join(" ").replace(/\s+/g, " ").toLowerCase();
  }
  return card.words;
};
const drawBadge = (card) => {
  if (card.badge) { card.badge.remove(); }
  card.badge = null;
  if (!card.number) { return; }
  const text = String(card.number);
  card.badge = svg("g", { class: "badge", "aria-hidden": "true" });
  card.badge.append(svg("circle", { cx: 2, cy: 2, r: text.length > 2 ? 13 : 10 }), svg("text", { x: 2, y: 6 }, text));
  card.element.append(card.badge);
};
let marked = null;
const showHits = () => {
  if (marked) { marked.element.classList.remove("current"); }
  marked = hits[current] || null;
  if (marked) { marked.element.classList.add("current"); }
  $("hits").textContent = !$("search").value.trim() ? "" : hits.length ? `${current + 1} of ${hits.length}` : "no hits";
  $("previous").disabled = $("next").disabled = hits.length === 0;
  renew();
};
const search = () => {
  const before = hits, words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  hits = words.length ? order.filter((card) => words.every((word) => wordsOf(card).includes(word))) : [];
  for (const card of before) { card.number = 0; }
  hits.forEach((card, index) => { card.number = index + 1; });
  for (const card of new Set([...before, ...hits])) {
    card.element.classList.toggle("hit", card.number > 0);
    if (card.dressed) { drawBadge(card); }
  }
  current = hits.length ? 0 : -1;
  showHits();
};
const toHit = (step) => {
  if (!hits.length) { return; }
  current = (current + step + hits.length) % hits.length;
  unfoldTo(hits[current]);
  choose(hits[current], { moving: false });
  centre(hits[current]);
  showHits();
  say(`Hit ${current + 1} of ${hits.length}: ${hits[current].element.getAttribute("aria-label")}`);
};

// Colours: those of the system, or the ones chosen.
const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => {
  const asked = $("theme").value;
  root.dataset.shown = asked === "system" ? (dark.matches ? "dark" : "light") : asked;
  blocks.forget();
  later();
};

// Lines say how long they are to be (textLength). Browsers that take no notice of it in a part of a text get a smaller font
// where theirs is too wide, so that no line leaves its card.
const probe = svg("text", { visibility: "hidden" });
probe.append(svg("tspan", { textLength: "100" }, "iiii"));
map.append(probe);
const stretches = probe.firstChild.getEndPositionOfChar(3).x - probe.firstChild.getStartPositionOfChar(0).x > 60;
probe.remove();
const fitted = new WeakSet();
const refit = (things) => {
  for (const thing of things) {
    for (const line of fitted.has(thing) ? [] : thing.element.querySelectorAll("tspan[textLength]")) {
      const room = +line.getAttribute("textLength"), wide = line.getComputedTextLength();
      if (wide > room + 1.5) { line.style.fontSize = `${(+line.getAttribute("font-size") * room / wide).toFixed(2)}px`; }
    }
    fitted.add(thing);
  }
};
