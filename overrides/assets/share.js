// The panel for handing a page on: its addresses, its code for phones, and how to cite it.
(() => {
  const lang = document.documentElement.lang == "en" ? "en" : "id";
  const words = {{ script_words("share", "close", "copy") }}[lang];

  const { make } = kb;
  const plainly = (element) => {
    const copy = element.cloneNode(true);
    for (const extra of copy.querySelectorAll(".headerlink, .kb-moved, .kb-glossary__other, p, ul")) extra.remove();
    for (const number of copy.querySelectorAll(":scope > strong")) number.append(":");
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  // The page: its permanent addresses come from its head, so that they are right from a disk too.
  const head = (rel) => document.querySelector(`link[rel=${rel}]`);
  const short = head("shortlink");
  const path = short?.dataset.path;
  const root = short?.href.slice(0, -path.length);
  const here = (head("canonical") || location).href.replace(/[?#].*/, "");
  const heading = document.querySelector("h1");
  const title = heading ? plainly(heading) : document.title;
  const site = document.title.split(" – ").pop();

  /** The place that the reader is at: its id, its words, and its neutral address. */
  const section = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {}
    const element = id && document.getElementById(id);
    const place = element && element.closest("article :is(h2, h3, h4, h5, h6, li, dt)");
    if (!place || /^(figure|cite)/.test(id)) return null;
    const fact = element.closest(".kb-record")?.dataset.record;
    const { series, short } = place.closest("article").dataset;
    const number = series && id.startsWith(`${series}-`) && /\d+$/.exec(id);
    const own = fact == id ? `f/${id}/` : number ? `${short}/${number}/` : "";
    const coded = !own && place.matches("h2") && !/^p\//.test(path);
    return {
      id,
      label: plainly(place),
      to: own || `${path}#${encodeURIComponent(id)}`,
      code: own ? `${own}qr.svg` : coded ? `${path}qr-${id}.svg` : "",
    };
  };

  const status = make("p", { role: "status", className: "kb-share__status" });
  const field = (label, multiline) => {
    const input = make(multiline ? "textarea" : "input", { readOnly: true });
    if (multiline) input.rows = multiline;
    input.onfocus = () => input.select();
    const button = make("button", { type: "button", className: "kb-button", textContent: words.copy });
    button.setAttribute("aria-label", `${words.copy}: ${label}`);
    button.onclick = async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(input.value);
        status.textContent = `${words.copied}: ${label}`;
      } catch {
        input.focus();
        input.select();
        status.textContent = words.failed;
      }
    };
    const box = make("div", { className: "kb-share__field" }, make("label", {}, label, input), button);
    return { box, input };
  };

  const citation = (place, url) => {
    const time = document.querySelector(".kb-date time");
    const today = new Date();
    const day = new Intl.DateTimeFormat(lang == "en" ? "en-GB" : "id", { dateStyle: "long" });
    const local = new Date(today - today.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
    const name = place ? `${title}: ${place.label}` : title;
    const dated = time ? `, ${time.textContent.trim()}` : "";
    const signs = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
    const tex = (text) => text.replace(/[\\~^&%$#_{}]/g, (sign) => signs[sign] ?? "\\" + sign);
    const braced = (text) => `{${tex(text)}}`;
    const key = (place ? place.to : path || "").replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "");
    const rows = [
      `title = {${braced(name)}}`,
      `author = {${braced(site)}}`,
      time && `date = {${time.dateTime}}`,
      time && `year = {${time.dateTime.slice(0, 4)}}`,
      `url = {${url}}`,
      `urldate = {${local}}`,
      `language = {${lang == "en" ? "english" : "indonesian"}}`,
    ];
    return {
      plain: `${name}. ${site}${dated}. ${url}. ${words.accessed} ${day.format(today)}.`,
      bibtex: `@misc{kb-${key || "p"}-${lang},\n  ${rows.filter(Boolean).join(",\n  ")}\n}\n`,
    };
  };

  // The panel.
  const address = field(words.address);
  const neutral = field(words.short);
  const plain = field(words.plain, 3);
  const bibtex = field(words.bibtex, 8);
  const choice = (value, label) => {
    const input = make("input", { type: "radio", name: "kb-share-part", value });
    input.onchange = () => show();
    return { input, box: make("label", {}, input, " ", label) };
  };
  const named = make("span");
  const ofSection = choice("section", make("span", {}, `${words.section}: `, named));
  const ofWhole = choice("whole", words.whole);
  const parts = make("fieldset", {}, make("legend", {}, words.part), ofSection.box, ofWhole.box);
  const picture = make("img", { width: 180, height: 180 });
  const note = make("p");
  const full = make("button", { type: "button", className: "kb-button", textContent: words.full });
  const codes = make("div", { className: "kb-share__code" }, picture, make("div", {}, note, full));
  picture.onerror = () => (codes.hidden = true);
  const print = make("button", { type: "button", className: "kb-button", textContent: words.print });
  const send = make("button", { type: "button", className: "kb-button", textContent: words.send, hidden: !navigator.share });
  const message = make("a", { className: "kb-button", target: "_blank", rel: "noopener" }, "WhatsApp");
  const close = make("button", { type: "button", className: "kb-button", textContent: words.close });
  const name = make("h2", { id: "kb-share-title", textContent: words.title });
  const panel = make(
    "dialog",
    { className: "kb-share-panel" },
    make("div", { className: "kb-share__top" }, name, close),
    parts,
    neutral.box,
    address.box,
    codes,
    make("p", { className: "kb-share__actions" }, message, print, send),
    make("details", {}, make("summary", {}, words.cite), plain.box, bibtex.box),
    status,
  );
  panel.setAttribute("aria-labelledby", name.id);

  // The code for the projector: a dialog as large as the window, and the whole screen where it may.
  const large = make("img");
  const caption = make("p", { className: "kb-share__caption" });
  const read = make("p", { className: "kb-share__read" });
  const leave = make("button", { type: "button", className: "kb-button", textContent: words.close });
  const stage = make("div", {}, large, make("div", {}, caption, read, leave));
  const screen = make("dialog", { className: "kb-share-screen" }, stage);
  screen.setAttribute("aria-label", words.full);

  let place = null;
  let shared = "";
  const show = () => {
    const part = ofSection.input.checked ? place : null;
    const anchor = part ? `#${encodeURIComponent(part.id)}` : "";
    const code = (part ? part.code : "") || (short ? `${path}qr.svg` : "");
    const coded = part?.code ? root + part.to : short?.href;
    address.input.value = here + anchor;
    neutral.input.value = shared = short ? root + (part ? part.to : path) : here + anchor;
    message.href = `https://wa.me/?text=${encodeURIComponent(`${title}: ${shared}`)}`;
    codes.hidden = !code;
    picture.src = large.src = kb.base + code;
    picture.alt = large.alt = `${words.code} ${coded}`;
    note.textContent = part && !part.code ? words.code_of_page : "";
    caption.textContent = part?.code ? part.label : title;
    read.textContent = coded?.replace(/^https?:\/\//, "");
    const cited = citation(part, here + anchor);
    plain.input.value = cited.plain;
    bibtex.input.value = cited.bibtex;
    status.textContent = "";
  };

  close.onclick = () => panel.close();
  panel.onclick = (event) => {
    if (event.target == panel) panel.close();
  };
  print.onclick = () => {
    panel.close();
    window.print();
  };
  send.onclick = () => navigator.share({ title, url: shared }).catch(() => {});
  full.onclick = () => {
    screen.showModal();
    leave.focus();
    stage.requestFullscreen?.().catch(() => {});
  };
  leave.onclick = () => screen.close();
  screen.onclose = () => document.fullscreenElement && document.exitFullscreen();
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || screen.close());

  kb.share = () => {
    if (!panel.isConnected) document.body.append(panel, screen);
    place = section();
    parts.hidden = !place;
    ofSection.input.checked = !!place;
    ofWhole.input.checked = !place;
    named.textContent = place ? place.label : "";
    neutral.box.hidden = !short;
    show();
    if (!panel.open) panel.showModal();
  };
})();
