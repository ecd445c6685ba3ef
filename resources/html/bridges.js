/** Which cards are linked only by way of cards that are not shown: pairs of ids, from what acts to what it acts on. A folded
 * card (the outermost of those that hide a card) speaks for what it hides. */
const bridgesBetween = (cards, links, byLink) => {
  const farthest = 400;  // cards out of sight that a bridge leads through at most
  const speaker = (id) => {
    const fold = cards.get(id).foldedBy || id;
    return cards.get(fold).gone ? null : fold;
  };
  const cardHit = (link) => {
    const seen = new Set();
    let at = link;
    while (byLink.has(at.to) && !seen.has(at)) {
      seen.add(at);
      at = byLink.get(at.to);
    }
    return at === link ? link.to : at.from[0];
  };
  const onward = new Map(), direct = new Set(), found = new Map();
  for (const link of links) {
    const target = cardHit(link);
    for (const source of cards.has(target) ? link.from : []) {
      if (!link.gone) {
        direct.add(`${source} ${target}`);
      } else if (onward.has(source)) {
        onward.get(source).push(target);
      } else {
        onward.set(source, [target]);
      }
    }
  }
  for (const start of onward.keys()) {
    const own = speaker(start), queue = [start], seen = new Set(queue);
    for (let index = 0; own !== null && index < queue.length; index += 1) {
      for (const target of onward.get(queue[index]) || []) {
        const other = speaker(target), pair = `${own} ${other}`;
        if (other === null && !seen.has(target) && queue.length < farthest) {
          seen.add(target);
          queue.push(target);
        } else if (other !== null && other !== own && !direct.has(pair)) {
          found.set(pair, [own, other]);
        }
      }
    }
  }
  return [...found.values()];
};

/** The way of a bridge between the sides of two cards that face each other, and the arrow head at its end. */
const bridgeWay = (source, target) => {
  const right = (card) => card.x + card.width, middle = (card) => card.y + card.height / 2;
  const back = source.x >= right(target), ahead = !back && right(source) <= target.x;
  const x = back ? source.x : right(source), y = middle(source), to = ahead ? target.x : right(target), down = middle(target);
  const near = Math.abs(to - x) < 60, half = (x + to) / 2, side = ahead ? 1 : -1;
  const bend = near ? `${x + 40} ${y} ${to + 40} ${down}` : `${half} ${y} ${half} ${down}`;
  const box = { x: Math.min(x, to), y: Math.min(y, down), width: Math.abs(to - x) + 40, height: Math.abs(down - y) };
  return { ...box, way: `M${x} ${y}C${bend} ${to} ${down}`, head: `M${to - side * 6} ${down - 4}L${to} ${down}L${to - side * 6} ${down + 4}` };
};
