// The panel that saves a language on this device, and leads to the copy for a USB stick.
kb.offline = (() => {
  const words = {{ script_words("offline", "close", "language-name") }};
  const told = words[document.documentElement.lang];
  const { make, fill } = kb;
  const button = (text, onclick) => make("button", { type: "button", className: "kb-button", onclick }, text);
  const listOf = (locale) => `${kb.base}assets/offline/${locale}.json`;
  const able = "serviceWorker" in navigator && "caches" in window;
  const megabytes = (bytes) =>
    (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const day = (iso) =>
    new Date(iso).toLocaleDateString(document.documentElement.lang == "en" ? "en-GB" : "id", { dateStyle: "long", timeZone: "UTC" });

  const ask = async (message, progress) => {
    await navigator.serviceWorker.register(kb.base + "sw.js", { scope: kb.base });
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((done, failed) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data.of) return progress(data.done, data.of);
        port1.close(); // Files that were under way may still come after a failure.
        data.failed ? failed(Error(data.failed)) : done(data);
      };
      active.postMessage(message, [port2]);
    });
  };

  // What is said of a language stands with it, and is said where it stood before.
  async function section(locale) {
    const name = words[locale].language_name;
    const status = make("p", { role: "status" });
    const bar = make("progress", { max: 1, value: 0, hidden: true, ariaLabel: name });
    const state = make("p");
    const press = button("", null);
    const box = make("section", {}, make("h3", { lang: locale }, name), state, press, bar, status);
    let kept;
    const progress = (n, of) => {
      bar.hidden = false;
      bar.value = n / of;
      status.textContent = fill(told.saving, { n, of });
    };
    press.onclick = async () => {
      press.disabled = true;
      try {
        await ask(kept ? { forget: locale } : { save: locale }, progress);
        status.textContent = kept ? told.gone : told.done;
      } catch ({ message }) {
        status.textContent = message == "changing" ? told.changing : told.failed;
      }
      await show();
      press.focus();
    };
    async function show() {
      const here = await caches.match(listOf(locale));
      kept = here && (await here.json());
      const list = kept ?? (await fetch(listOf(locale)).then((answer) => answer.json(), () => null));
      state.textContent = kept ? fill(told.saved, { day: day(kept.day) }) : list ? fill(told.size, { mb: megabytes(list.bytes) }) : "";
      press.textContent = kept ? told.remove : told.save;
      press.ariaLabel = `${press.textContent}: ${name}`;
      press.disabled = false;
      bar.hidden = true;
      return list?.zip;
    }
    return Object.assign(box, { zip: await show() });
  }

  return async () => {
    const dialog = make("dialog", { className: "kb-dialog", ariaLabel: told.title }, make("h2", {}, told.title));
    const own = document.documentElement.lang;
    const order = own == "en" ? ["en", "id"] : ["id", "en"];
    const sections = able ? await Promise.all(order.map(section)) : [];
    const zip = make("a", { href: kb.base + "assets/offline/knowledge-base.zip", download: "" }, told.download);
    const size = sections[0]?.zip ? ` (${fill(told.size, { mb: megabytes(sections[0].zip) })})` : "";
    dialog.append(
      make("p", {}, able ? told.about : told.cannot),
      ...sections,
      make("section", {}, make("h3", {}, told.stick), make("p", {}, told.stick_about), zip, size),
      button(told.close, () => dialog.close()),
    );
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    dialog.showModal();
  };
})();
