// Blocks of code can be copied; and editors who ask for it see with each figure the call that shows
// it on a page.
(() => {
  const words = {{ script_words("copy", "copy") }}[document.documentElement.lang];
  const { make } = kb;
  const all = (query) => [...document.querySelectorAll(query)];
  const button = (label, text) => {
    const made = make("button", { type: "button", className: "kb-button kb-copy", hidden: !navigator.clipboard }, label);
    made.onclick = async () => {
      await navigator.clipboard.writeText(text);
      made.textContent = "✓";
      setTimeout(() => (made.textContent = label), 1500);
    };
    return made;
  };
  for (const block of all("pre")) {
    const box = make("div", { className: "kb-code" });
    block.replaceWith(box);
    box.append(block, button(words.copy, block.textContent));
  }

  // Calls: the switch stands below the index of figures, and is remembered.
  const key = "kb-calls";
  const store = (value) => {
    try {
      return value === undefined ? localStorage[key] : (localStorage[key] = value);
    } catch {}
  };
  const show = (shown) => {
    for (const call of all(".kb-call")) call.remove();
    if (!shown) return;
    for (const place of all("[data-record], .kb-index li")) {
      const fact = place.dataset.record ?? decodeURIComponent(place.querySelector("a").hash.slice(1));
      const named = place.matches("[data-call]") || place.querySelector("[data-call]");
      const call = `{\u007b ${named ? "name" : "fact"}("${fact}") }}`;
      const copy = button(words.call, call);
      copy.ariaLabel = `${words.call}: ${fact}`;
      const told = make("p", { className: "kb-call" }, make("code", {}, call), " ", copy);
      const value = place.querySelector(".kb-record__value");
      value ? value.after(told) : place.append(told);
    }
  };
  let shown = store() == "yes";
  show(shown);
  for (const box of all(".kb-calls")) {
    const turn = make("button", { type: "button", className: "kb-button" }, words.show);
    const tell = () => (turn.ariaPressed = String(shown));
    turn.onclick = () => {
      shown = !shown;
      store(shown ? "yes" : "");
      show(shown);
      tell();
    };
    tell();
    box.append(turn);
    box.hidden = false;
  }
})();
