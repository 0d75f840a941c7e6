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
  const words = {{ script_words("script", "search") }};
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
    store,
    // The words with what is in their braces filled in.
    fill: (words, given) => words.replace(/{(\w+)}/g, (_, name) => given[name]),
    base: new URL("..", own).href,
    version: own.search,
    // The address of a page below the base, from a disk too.
    at: (path) => kb.base + (own.protocol == "file:" ? path.replace(/(^|\/)(?=[?#]|$)/, "$1index.html") : path),
    // The path of an address below the base, the same on a disk.
    path: (address) => address.slice(kb.base.length).replace(/(index\.html)?([?#].*)?$/, ""),
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
  // A figure, a mark of a source and a term open a card where they stand; as plain links they lead
  // to the list at the page's end, and to the glossary.
  const carded = 'article :is(.kb-term, a[href^="#figure-"], a[href^="#cited-"])';
  if (html.showPopover) {
    for (const link of all(carded)) {
      link.ariaHasPopup = "dialog";
      if (link.hash.startsWith("#figure-")) link.ariaDescription = told.figure;
    }
    addEventListener("click", (event) => {
      const link = event.target.closest?.(carded);
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      Promise.all([kb.load("cards.css"), kb.load("cards.js")])
        .then(() => kb.cards(link))
        .catch(() => location.assign(link.href));
    });
  }
  // Questions count and keep what was answered, from when a reader comes near.
  const near = new IntersectionObserver(
    (groups) => {
      if (!groups.some((group) => group.isIntersecting)) return;
      near.disconnect();
      Promise.all([kb.load("questions.css"), kb.load("questions.js")]).then(() => kb.questions(), () => {});
    },
    { rootMargin: "100%" },
  );
  for (const group of all(".kb-check")) near.observe(group);
  for (const small of all(".kb-cards small")) {
    const score = store("kb-score " + kb.path(one("a", small.parentElement)?.href ?? ""));
    if (score) small.append(" · " + score);
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

  // The menu of narrow screens, in a dialog that keeps the focus: search, the contents of the page,
  // and the sections. Their pages come when it is first opened; until then it has those of the page.
  const menu = one(".kb-menu");
  const wide = matchMedia("(min-width: 76.25em)");
  menu.hidden = false;
  menu.ariaHasPopup = "dialog";
  menu.onclick = () => {
    const close = make("button", { type: "button", className: "kb-close", ariaLabel: told.close });
    close.onclick = () => drawer.close();
    const field = make("input", { type: "search", name: "q", ariaLabel: told.search, placeholder: told.search });
    const form = make("form", {}, field);
    form.onsubmit = () => (drawer.close(), find(field.value), false);
    const part = (title, list) => make("details", {}, make("summary", {}, title), list);
    const [contents] = all("body > .kb-toc > ul").map((list) => part(one("#kb-toc").textContent, list.cloneNode(true)));
    const sections = make("nav", { ariaLabel: one(".kb-tabs").ariaLabel });
    sections.append(...all("body > .kb-tabs > ul, body > .kb-nav > ul").map((list) => list.cloneNode(true)));
    const colours = make("button", { type: "button", className: "kb-button kb-scheme", onclick: turn });
    name(colours);
    const title = make("p", {}, menu.ariaLabel, close);
    const drawer = make("dialog", { className: "kb-drawer", ariaLabel: menu.ariaLabel }, title, form, contents ?? "", sections, colours);
    drawer.onclose = () => drawer.remove();
    drawer.onclick = ({ target }) => (target == drawer || target.closest("a")) && drawer.close();
    wide.onchange = () => drawer.close();
    document.body.append(drawer);
    drawer.showModal();
    kb.load(html.lang + "/menu.js").then(() => {
      sections.innerHTML = kb.menu;
      // A page that is not in the menu, such as a record, stands below one that is.
      const here = location.href.split(/[?#]/)[0];
      for (const link of all("a", sections)) link.href = kb.at(link.getAttribute("href"));
      const above = all("a", sections).filter((link) => here.startsWith(link.href));
      const near = above.reduce((best, link) => (best?.href.length > link.href.length ? best : link), null);
      if (near?.href == here) near.ariaCurrent = "page";
      for (const part of all("details", sections)) part.open = part.contains(near);
    }, () => {});
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
    // For fingers and mice: no part of the heading's name, and no stop of the keyboard, for which the
    // panel for sharing has the address.
    const link = { className: "headerlink", href: "#" + heading.id, title: told.link, tabIndex: -1, ariaHidden: "true" };
    if (!heading.closest("summary")) heading.append(make("a", link));
  }

  // What a link leads to is opened.
  const unfold = () => {
    let target;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {}
    const closed = target && all("details:not([open])").filter((part) => part.contains(target));
    for (const part of closed ?? []) part.open = true;
    if (closed?.length) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Filters of the lists of figures, terms and sources.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const box of all(".kb-filter")) {
    const input = one("input", box);
    const rows = all(".kb-index li, .kb-glossary > div, .kb-sources li").map((row) => [row, fold(row.textContent)]);
    const status = make("span", { role: "status" });
    box.append(status);
    box.hidden = false;
    input.oninput = () => {
      const sought = fold(input.value).split(/\s+/);
      for (const [row, text] of rows) row.hidden = !sought.every((word) => text.includes(word));
      for (const group of all(".kb-filter__group")) {
        group.hidden = !one("li:not([hidden])", group);
        group.open = !!input.value;
      }
      const shown = rows.filter(([row]) => !row.hidden).length;
      status.textContent = input.value.trim() && kb.fill(shown ? told.shown : told.none, { n: shown, of: rows.length });
    };
    addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target?.closest("[hidden]")) return;
      input.value = "";
      input.oninput();
      unfold();
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

  // The session planner. Where its script does not come, the ready plans stand on the page.
  if (one(".kb-planner")) Promise.all([kb.load("planner.css"), kb.load("planner.js")]).catch(() => {});
  // Forms that a page is about. Without their script a sheet to print stands there.
  for (const form of ["certificate", "test"]) if (one(".kb-" + form)) kb.load(form + ".js").catch(() => {});

  // What can be copied, and what editors see of the records.
  if (one("pre, .kb-calls") || (store("kb-calls") && one("[data-record]"))) kb.load("copy.js").catch(() => {});
})();
