// The panel that saves a language on this device, and leads to the copy for a USB stick.
kb.offline = (() => {
  const told = {
    en: {
      title: "Read without a network",
      about: "A saved language opens without a network, search included, and keeps itself up to date.",
      names: { id: "Bahasa Indonesia", en: "English" },
      size: (mb) => `about ${mb} MB`,
      saved: (day) => `Saved: the site as of ${day}`,
      save: "Save",
      remove: "Remove",
      saving: (n, of) => `${n} of ${of} files`,
      done: "Saved. This language now opens without a network.",
      gone: "Removed from this device.",
      failed: "Saving broke off. What has arrived is kept; try again when the network is better.",
      cannot: "This browser cannot save the site here. The copy below works everywhere.",
      zip: "For a USB stick",
      about_zip: "The whole site in both languages as one file. Unpack it and open START.html.",
      download: "Download the copy",
      close: "Close",
    },
    id: {
      title: "Membaca tanpa jaringan",
      about: "Bahasa yang disimpan dapat dibuka tanpa jaringan, termasuk pencariannya, dan memperbarui diri.",
      names: { id: "Bahasa Indonesia", en: "English" },
      size: (mb) => `sekitar ${mb} MB`,
      saved: (day) => `Tersimpan: situs per ${day}`,
      save: "Simpan",
      remove: "Hapus",
      saving: (n, of) => `${n} dari ${of} berkas`,
      done: "Tersimpan. Bahasa ini kini dapat dibuka tanpa jaringan.",
      gone: "Sudah dihapus dari perangkat ini.",
      failed: "Penyimpanan terputus. Yang sudah masuk tetap disimpan; coba lagi saat jaringan lebih baik.",
      cannot: "Peramban ini tidak dapat menyimpan situs di sini. Salinan di bawah ini dapat dipakai di mana saja.",
      zip: "Untuk flashdisk",
      about_zip: "Seluruh situs dalam dua bahasa sebagai satu berkas. Ekstrak lalu buka START.html.",
      download: "Unduh salinan",
      close: "Tutup",
    },
  }[document.documentElement.lang];
  const { make } = kb;
  const button = (text, onclick) => make("button", { type: "button", onclick }, text);
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
      port1.onmessage = ({ data }) =>
        data.failed ? failed(Error(data.failed)) : data.of ? progress(data.done, data.of) : done(data);
      active.postMessage(message, [port2]);
    });
  };

  async function section(locale, status) {
    const name = told.names[locale];
    const box = make("section", {}, make("h3", { lang: locale }, name));
    const here = await caches.match(listOf(locale));
    const kept = here && (await here.json());
    const list = kept ?? (await fetch(listOf(locale)).then((answer) => answer.json(), () => null));
    const fresh = async () => box.replaceWith(await section(locale, status));
    const act = (message, progress, said) => async (event) => {
      event.target.disabled = true;
      try {
        await ask(message, progress);
        status.textContent = said;
      } catch {
        status.textContent = told.failed;
      }
      await fresh();
    };
    const bar = make("progress", { max: 1, value: 0, hidden: true, ariaLabel: name });
    const progress = (n, of) => {
      bar.hidden = false;
      bar.value = n / of;
      status.textContent = told.saving(n, of);
    };
    box.append(make("p", {}, kept ? told.saved(day(kept.day)) : list ? told.size(megabytes(list.bytes)) : ""));
    const press = kept
      ? button(told.remove, act({ forget: locale }, null, told.gone))
      : button(told.save, act({ save: locale }, progress, told.done));
    press.setAttribute("aria-label", `${press.textContent}: ${name}`);
    box.append(press, bar);
    return Object.assign(box, { zip: list?.zip });
  }

  return async () => {
    const status = make("p", { role: "status" });
    const dialog = make("dialog", { className: "kb-dialog", ariaLabel: told.title }, make("h2", {}, told.title));
    const own = document.documentElement.lang;
    const order = own == "en" ? ["en", "id"] : ["id", "en"];
    const sections = able ? await Promise.all(order.map((locale) => section(locale, status))) : [];
    const zip = make("a", { href: kb.base + "assets/offline/knowledge-base.zip", download: "" }, told.download);
    const size = sections[0]?.zip ? ` (${told.size(megabytes(sections[0].zip))})` : "";
    dialog.append(
      make("p", {}, able ? told.about : told.cannot),
      ...sections,
      status,
      make("section", {}, make("h3", {}, told.zip), make("p", {}, told.about_zip), zip, size),
      button(told.close, () => dialog.close()),
    );
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    dialog.showModal();
  };
})();
