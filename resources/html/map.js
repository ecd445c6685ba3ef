(() => {
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
  const cardAt = makeGrid([...cards.values()]), linkAt = makeGrid(links);
  if (drawn.querySelector("#sheet")) { view.append(drawn.querySelector("#sheet")); }
  const layers = Object.fromEntries(["links", "bridges", "cards"].map((id) => {
    const made = document.createElementNS(NS, "g");
    made.id = id;
    if (id !== "cards") { made.setAttribute("fill", "none"); }
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
  const FAR = 0.2, CROWD = 260, A_FRAME = 8;
  let bridges = [], syncing = 0, far = false, covered = null, pending = [];
  const attached = { links: new Set(), bridges: new Set(), cards: new Set() };
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
      change(far ? { links: [], bridges: [], cards: held() }
        : { links: shown(linkAt(wide)), bridges, cards: [...about, ...held()] }, now);
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
    const next = Math.min(4, Math.max(0.02, scale)), ratio = next / look.scale;
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
    look.scale = Math.max(look.scale, 0.02);
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
    change({ links: shown(links), bridges, cards: shown([...cards.values()]) }, everywhere);
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
  const named = cards.get("card-" + decodeURIComponent(location.hash).replace(/^#(card|entry)-/, ""));
  if (named) { choose(named, { moving: false }); centre(named); }
  sync();
  root.dataset.ready = "yes";
})();
