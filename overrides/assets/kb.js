// What pages gain from JavaScript. Without it they can be read all the same, and links work.
(() => {
  const html = document.documentElement;
  const own = new URL(document.currentScript.src);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const one = (query, root) => all(query, root)[0];
  const make = (tag, attributes, ...inside) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...inside);
    return made;
  };
  const words = {{ script_words("script", "copy") }};
  const told = words[html.lang];
  const store = (key, value) => {
    try {
      return value === undefined ? localStorage[key] : (localStorage[key] = value);
    } catch {} // A reader may forbid it.
  };

  // Parts that most visits never use come when they are first asked for. Plain scripts and not
  // modules, since these work from a disk too.
  const loaded = {};
  const kb = (window.kb = {
    make,
    // The words with what is in their braces filled in.
    fill: (words, given) => words.replace(/{(\w+)}/g, (_, name) => given[name]),
    base: new URL("..", own).href,
    version: own.search,
    // The address of a page below the base, from a disk too.
    at: (path) => kb.base + (own.protocol == "file:" ? path.replace(/(^|\/)(?=[?#]|$)/, "$1index.html") : path),
    load: (name) =>
      (loaded[name] ??= new Promise((done, failed) => {
        const address = kb.base + "assets/" + name + kb.version;
        const part = name.endsWith(".css")
          ? make("link", { rel: "stylesheet", href: address })
          : make("script", { src: address });
        part.onload = done;
        part.onerror = () => (delete loaded[name], part.remove(), failed(Error(told.failed)));
        document.head.append(part);
      })),
    open: (name, given = () => undefined) => {
      // The first file of the index comes beside the script and not after it.
      if (name == "search") kb.load(`search/${html.lang}/index.js`).catch(() => {});
      return Promise.all([kb.load(name + ".css"), kb.load(name + ".js")]).then(
        () => kb[name](given()),
        (error) => alert(error.message),
      );
    },
  });
  for (const part of ["search", "share", "offline"]) {
    const button = one(".kb-" + part);
    button.hidden = false;
    button.ariaHasPopup = "dialog";
    button.onclick = () => (part == "search" ? find() : kb.open(part));
  }
  // What is typed before the search has come belongs to the words.
  let early;
  const find = (words = "") => {
    early = words;
    kb.open("search", () => early).finally(() => (early = undefined));
  };
  addEventListener("keydown", (event) => {
    if (early != null && event.key.length == 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      early += event.key;
      return event.preventDefault();
    }
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const asked = event.ctrlKey || event.metaKey ? event.key == "k" : event.key == "/" && !typing && !event.altKey;
    if (!asked) return;
    event.preventDefault();
    find();
  });
  // The field of the home page opens the same search.
  const field = one(".kb-ask");
  if (field)
    field.onsubmit = (event) => {
      event.preventDefault();
      find(field.q.value);
    };
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) find(asked);

  // A language that the reader has saved brings itself up to date in the background.
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data.updated != html.lang) return;
    const again = make("button", { type: "button", onclick: () => location.reload() }, told.again);
    document.body.append(make("aside", { className: "kb-offer", role: "status" }, told.updated, again));
  });

  // The other language opens at the same place of the page, and is remembered as chosen.
  const language = one(".kb-language");
  if (language) {
    const keepPlace = () => {
      const top = (place) => place?.getBoundingClientRect().top;
      const asked = top(document.getElementById(decodeURIComponent(location.hash.slice(1))));
      const section = all("article :is(h2, h3)[id]").findLast((one) => top(one) < innerHeight / 3);
      language.hash = asked >= 0 && asked < innerHeight ? location.hash : (section?.id ?? "");
    };
    for (const moment of ["pointerdown", "focus", "click"]) language.addEventListener(moment, keepPlace);
    language.addEventListener("click", () => store("kb-language", language.lang));
    const wanted = navigator.languages.map((tag) => tag.slice(0, 2).replace("ms", "id"));
    const first = wanted.find((tag) => words[tag]) ?? "en";
    if (first == language.lang && !store("kb-language")) {
      const link = make("a", { href: language.href, lang: first, hreflang: first }, words[first].offer);
      const no = make("button", { type: "button", ariaLabel: told.no }, "✕");
      const offer = make("aside", { className: "kb-offer", ariaLabel: told.language }, link, no);
      link.onclick = () => store("kb-language", first);
      no.onclick = () => (store("kb-language", html.lang), offer.remove(), one("h1").focus());
      document.body.append(offer);
    }
  }

  // Colours: the device's, or the reader's choice.
  const scheme = one(".kb-scheme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const next = () => {
    const other = dark.matches ? "light" : "dark";
    return { "": other, [other]: other == "dark" ? "light" : "dark" }[html.dataset.scheme ?? ""] ?? "";
  };
  const name = (button) => (button.ariaLabel = button.title = told["scheme_" + (next() || "device")]);
  // The bars of the browser take the colour of ours.
  const paint = () => {
    const colour = getComputedStyle(html).getPropertyValue("--kb-head").trim();
    for (const bar of all("meta[name=theme-color]")) bar.content = colour;
    all(".kb-scheme").forEach(name);
  };
  const turn = () => {
    html.dataset.scheme = next();
    store("kb-scheme", html.dataset.scheme);
    paint();
  };
  scheme.hidden = false;
  scheme.onclick = turn;
  dark.onchange = paint;
  paint();

  // The menu of narrow screens: contents, pages and sections, in a dialog that keeps the focus.
  const menu = one(".kb-menu");
  const wide = matchMedia("(min-width: 76.25em)");
  menu.hidden = false;
  menu.ariaHasPopup = "dialog";
  menu.onclick = () => {
    const close = make("button", { type: "button", onclick: () => drawer.close() }, told.close);
    const lists = all("body > :is(.kb-toc, .kb-nav, .kb-tabs)").map((list) => list.cloneNode(true));
    const drawer = make("dialog", { className: "kb-drawer", ariaLabel: menu.ariaLabel }, close, ...lists);
    for (const title of all("#kb-toc", drawer)) title.id = "kb-drawer-toc";
    for (const list of all("[aria-labelledby]", drawer)) list.setAttribute("aria-labelledby", "kb-drawer-toc");
    const colours = make("button", { type: "button", className: "kb-scheme", onclick: turn });
    name(colours);
    drawer.append(colours);
    drawer.onclose = () => drawer.remove();
    drawer.onclick = ({ target }) => (target == drawer || target.closest("a")) && drawer.close();
    wide.onchange = () => drawer.close();
    document.body.append(drawer);
    drawer.showModal();
  };

  // The contents show where the reader is.
  const places = new Map(all(".kb-toc a").map((link) => [link.hash.slice(1), link]));
  const reading = new IntersectionObserver(
    (entries) => {
      const at = entries.findLast((entry) => entry.isIntersecting)?.target.id;
      if (at) places.forEach((link, id) => (link.ariaCurrent = id == at ? "true" : null));
    },
    { rootMargin: "-5% 0px -70%" },
  );
  for (const heading of all("article :is(h2, h3)[id]")) {
    if (places.has(heading.id)) reading.observe(heading);
    if (!one(".headerlink", heading))
      heading.append(make("a", { className: "headerlink", href: "#" + heading.id, ariaLabel: told.link }, "¶"));
  }

  // Filters of the index of figures and of the glossary.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const box of all(".kb-filter")) {
    const input = one("input", box);
    const rows = all(".kb-index li, .kb-glossary > div").map((row) => [row, fold(row.innerText)]);
    const status = make("span", { role: "status" });
    box.append(status);
    box.hidden = false;
    input.oninput = () => {
      const sought = fold(input.value).split(/\s+/);
      for (const [row, text] of rows) row.hidden = !sought.every((word) => text.includes(word));
      for (const group of all(".kb-filter__group")) group.hidden = !one("li:not([hidden])", group);
      const shown = rows.filter(([row]) => !row.hidden).length;
      status.textContent = input.value.trim() && kb.fill(shown ? told.shown : told.none, { n: shown, of: rows.length });
    };
    addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target?.closest("[hidden]")) return;
      input.value = "";
      input.oninput();
      target.scrollIntoView();
    });
  }

  // Each record has a way of its own to report a mistake in it: that of the page, with its name.
  const report = one(".kb-report");
  const title = one("h1").textContent.trim();
  for (const record of report ? all("[data-record]") : []) {
    const heading = one("h2", record);
    const page = one("link[rel=canonical]").href;
    const href = [
      [page, `${page}#${heading.id}`],
      [title, heading.firstChild.textContent.trim()],
    ].reduce((href, pair) => href.replaceAll(...pair.map(encodeURIComponent)), report.href);
    record.append(make("a", { href }, report.textContent));
  }

  // Calls of facts, and blocks of code, can be copied.
  const copied = (button, text) => {
    button.onclick = async () => {
      await navigator.clipboard.writeText(text);
      const before = button.textContent;
      button.textContent = "✓";
      setTimeout(() => (button.textContent = before), 1500);
    };
    button.hidden = !navigator.clipboard;
  };
  for (const button of all(".kb-copy")) copied(button, button.dataset.clipboardText);
  for (const block of all("pre")) {
    const button = make("button", { type: "button", className: "kb-copy" }, told.copy);
    copied(button, block.textContent);
    block.before(button);
  }
})();
