// A small card where a reader stands: what is behind a figure, a mark of a source, or a term.
// Of figures and sources it shows what the list at the page's end says; a popover closes by itself
// with Esc, with a tap outside, and when another opens.
kb.cards = (() => {
  const words = {{ script_words("cards", "close", "source", "record", "language-name") }};
  const root = document.documentElement;
  const told = words[root.lang];
  const other = root.lang == "en" ? "id" : "en";
  const { make } = kb;
  const entryOf = (link) => document.getElementById(link.hash.slice(1));
  const copied = (entry, left) => {
    const copy = entry.cloneNode(true);
    for (const part of copy.querySelectorAll(left)) part.remove();
    return [...copy.childNodes].filter((part) => part.textContent.trim());
  };
  const source = (entry) => copied(entry, 'ul, a[href^="#"]');

  function figure(link) {
    const entry = entryOf(link);
    const [shown, label, ...rest] = copied(entry, ':scope > a[href^="#"]')
    const of = entry.parentElement.closest("li");
    if (label) label.textContent = label.textContent.replace(/^ [–·] /, "");
    return [
      shown.textContent,
      make("div", {}, label ?? "", ...rest),
      of ? make("p", {}, make("b", {}, `${told.source}: `), ...source(of)) : "",
      shown.href ? make("p", {}, make("a", { href: shown.href }, told.record)) : "",
    ];
  }

  function mark(link) {
    const back = document.querySelector(`.kb-page-sources a[href="#${link.parentElement.id}"]`);
    return [
      `${told.source} ${link.textContent}`,
      make("p", {}, ...source(entryOf(link))),
      make("p", {}, back.textContent.slice(2)),
    ];
  }

  async function term(link) {
    await kb.load(`terms/${root.lang}.js`);
    const [name, definition, abroad] = kb.terms[link.hash.slice(1)];
    return [
      name,
      make("p", {}, definition),
      make("p", {}, make("b", {}, `${words[other].language_name}: `), make("span", { lang: other }, abroad)),
      make("p", {}, make("a", { href: link.href }, told.glossary)),
    ];
  }

  // Below the words, or above them where there is more room; within the window in any case.
  function place(card, link) {
    const boxes = link.getClientRects();
    const last = boxes[boxes.length - 1];
    const [wide, high, gap] = [card.offsetWidth, card.offsetHeight, 8];
    const above = boxes[0].top - gap - high;
    const below = last.bottom + gap;
    const top = below + high + gap > innerHeight && above > gap ? above : below;
    const within = (at, size, room) => Math.max(gap, Math.min(at, room - size - gap));
    card.style.left = `${within(last.left, wide, root.clientWidth) + scrollX}px`;
    card.style.top = `${within(top, high, innerHeight) + scrollY}px`;
  }

  let shut; // The link on which a press has closed its own card, which the press does not open again.
  return async (link) => {
    const again = link == shut;
    shut = null;
    if (again) return;
    const [name, ...parts] = await (link.matches(".kb-term") ? term : link.matches("sup > a") ? mark : figure)(link);
    const title = make("h2", { id: "kb-note" }, name);
    const close = make("button", { type: "button", ariaLabel: told.close, onclick: () => card.hidePopover() }, "✕");
    const card = make("div", { className: "kb-note", popover: "auto", role: "dialog", tabIndex: -1 }, title, ...parts, close);
    card.setAttribute("aria-labelledby", title.id);
    const moved = () => place(card, link);
    const pressed = ({ target }) => (shut = link.contains(target) ? link : null);
    card.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !card.contains(relatedTarget)) card.hidePopover();
    });
    card.ontoggle = ({ newState }) => {
      if (newState == "open") return;
      removeEventListener("resize", moved);
      removeEventListener("pointerdown", pressed, true);
      // Whoever went on to something else stays there.
      if (card.contains(document.activeElement) || document.activeElement == document.body) link.focus({ preventScroll: true });
      card.remove();
    };
    document.getElementById(title.id)?.parentElement.remove();
    document.body.append(card);
    card.showPopover({ source: link });
    moved();
    addEventListener("resize", moved);
    addEventListener("pointerdown", pressed, true);
    card.focus({ preventScroll: true });
  };
})();
