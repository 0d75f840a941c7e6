// What pages gain from JavaScript. Without it they can be read all the same, and links work.
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const one = (query, root) => all(query, root)[0];
  const told = {
    en: (n, of) => (n ? `${n} of ${of} shown` : "No entry fits"),
    id: (n, of) => (n ? `${n} dari ${of} ditampilkan` : "Tidak ada yang cocok"),
  }[document.documentElement.lang];

  // The theme looks for rel="alternate" to the letter, and would ask each of these pages for a
  // sitemap that is not there. With a space the word means the same.
  for (const link of all("link[rel=alternate]")) link.rel += " ";

  // The other language opens at the same place of the page.
  const language = one(".kb-language");
  const keepPlace = () => language && (language.hash = location.hash);
  addEventListener("hashchange", keepPlace);
  keepPlace();

  // The menu of narrow screens: a button in place of a label that no keyboard reaches.
  const menu = one(".kb-menu");
  const drawer = one("#__drawer");
  if (menu) {
    const labels = all(".md-nav--primary :is(.md-nav__title, [for=__toc]):not([for=__drawer])");
    const seen = (el) => el.getClientRects()[0] && getComputedStyle(el).visibility == "visible";
    const enter = () =>
      drawer.checked && all(".md-nav--primary :is(a, [tabindex])").find(seen)?.focus();
    one(".md-header [for=__drawer]").hidden = true;
    menu.hidden = false;
    menu.onclick = () => drawer.click();
    drawer.onchange = () => {
      menu.setAttribute("aria-expanded", drawer.checked);
      for (const part of all(".md-content, .md-footer")) part.inert = drawer.checked;
      for (const label of labels)
        drawer.checked ? (label.tabIndex = 0) : label.removeAttribute("tabindex");
      enter();
    };
    for (const label of labels)
      label.onkeydown = ({ key }) => key != " " || (label.click(), false);
    for (const toggle of all(".md-nav__toggle")) toggle.onchange = enter;
    const close = () => drawer.checked && (drawer.click(), menu.focus());
    addEventListener("keydown", (event) => event.key == "Escape" && close());
    matchMedia("(min-width: 76.25em)").onchange = close;
  }

  // Colours: each button leads to the next choice, and the theme shows the button in turn.
  const choices = all(".kb-palette input");
  all(".kb-palette button").forEach((button, index) => {
    button.onkeydown = (event) => void (event.key == "Enter" && event.stopPropagation());
    button.onclick = () => {
      choices[(index + 1) % choices.length].click();
      one(".kb-palette button:not([hidden])").focus();
    };
  });

  // Filters of the index of figures and of the glossary.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const box of all(".kb-filter")) {
    const input = one("input", box);
    const rows = all(".kb-index li, .kb-glossary > div").map((row) => [row, fold(row.innerText)]);
    const status = document.createElement("span");
    status.role = "status";
    box.append(status);
    box.hidden = false;
    input.oninput = () => {
      const words = fold(input.value).split(/\s+/);
      for (const [row, text] of rows) row.hidden = !words.every((word) => text.includes(word));
      for (const group of all(".kb-filter__group")) group.hidden = !one("li:not([hidden])", group);
      const shown = rows.filter(([row]) => !row.hidden).length;
      status.textContent = input.value.trim() && told(shown, rows.length);
    };
    addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target?.closest("[hidden]")) return;
      input.value = "";
      input.oninput();
      target.scrollIntoView();
    });
  }

  // Copying itself is the theme's: it takes `data-clipboard-text` from the button.
  for (const button of all(".kb-copy")) button.hidden = false;

  // A table that scrolls within the page can be scrolled by keyboard too.
  addEventListener("load", () => {
    for (const wrap of all(".md-typeset__scrollwrap")) wrap.tabIndex = 0;
  });
})();
