// Serves the languages that a reader has saved, with the server gone too.
// A saved language is one cache, `kb-<locale>-<version>`: it counts once its list stands in it, so
// pages of two versions never mix, and a saving that broke off goes on where it stopped.
const root = registration.scope;
const listOf = (locale) => `${root}assets/offline/${locale}.json`;
const named = async (locale) =>
  (await caches.keys()).filter((name) => name.startsWith(`kb-${locale}-`));
const locales = ["id", "en"];

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", ({ data, ports: [port] }) => {
  const tell = (told) => port.postMessage(told);
  const work = data.save
    ? save(data.save, tell).then((list) => tell({ done: list.version }))
    : forget(data.forget).then(() => tell({ done: true }));
  work.catch((error) => tell({ failed: String(error) }));
});

async function save(locale, tell = () => {}) {
  const answer = await fetch(listOf(locale), { cache: "no-cache" });
  if (!answer.ok) throw Error(answer.status);
  const list = await answer.clone().json();
  const older = await saved(locale);
  if (older?.list.version == list.version) return list;
  const name = `kb-${locale}-${list.version}`;
  const fresh = await caches.open(name);
  const wanted = Object.entries(list.files);
  let done = 0;
  const next = async () => {
    for (let entry; (entry = wanted.shift()); ) {
      const [path, mark] = entry;
      const address = root + path;
      if (!(await fresh.match(address))) {
        const kept = older?.list.files[path] == mark && (await older.cache.match(address));
        const file = kept || (await fetch(address, { cache: "no-cache" }));
        // The 404 page is asked for by its own address, which answers as any other.
        if (!file.ok) throw Error(`${file.status} ${path}`);
        await fresh.put(address, file);
      }
      tell({ done: ++done, of: Object.keys(list.files).length });
    }
  };
  await Promise.all([next(), next(), next(), next()]);
  await fresh.put(listOf(locale), answer);
  for (const other of await named(locale)) if (other != name) await caches.delete(other);
  return list;
}

async function forget(locale) {
  for (const name of await named(locale)) await caches.delete(name);
}

async function saved(locale) {
  for (const name of await named(locale)) {
    const cache = await caches.open(name);
    const list = await cache.match(listOf(locale));
    if (list) return { cache, list: await list.json() };
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = "";
  const list = locales.some((locale) => address.href == listOf(locale));
  if (request.method != "GET" || !address.href.startsWith(root) || list) return;
  if (request.mode == "navigate") {
    address.search = "";
    event.waitUntil(update().catch(() => {})); // Without a network there is nothing new.
  }
  event.respondWith(answer(request, address.href.replace(/\/index\.html$/, "/")));
});

async function answer(request, address) {
  for (const locale of locales) {
    const file = await (await saved(locale))?.cache.match(address);
    if (file) return file;
  }
  try {
    return await fetch(request);
  } catch (error) {
    if (request.mode != "navigate") throw error;
    return new Response(unsaved(), { status: 503, headers: { "content-type": "text/html" } });
  }
}

// At most once a minute, whoever opens a page brings what is saved up to date.
let looked = 0;
async function update() {
  if (Date.now() - looked < 60e3) return;
  looked = Date.now();
  for (const locale of locales) {
    const before = await saved(locale);
    if (!before) continue;
    const list = await save(locale);
    if (list.version == before.list.version) continue;
    for (const client of await clients.matchAll()) client.postMessage({ updated: locale });
  }
}

const unsaved = () => `<!doctype html><html lang="id"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{{ word("unsaved", "id") }} · {{ word("unsaved", "en") }}</title>
<style>body{max-width:34rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui;color-scheme:light dark}</style>
<h1>{{ word("unsaved", "id") }} <span lang="en">· {{ word("unsaved", "en") }}</span></h1>
<p>{{ word("unsaved-why", "id") }} <a href="${root}">{{ word("unsaved-home", "id") }}</a></p>
<p lang="en">{{ word("unsaved-why", "en") }} <a href="${root}en/" hreflang="en">{{ word("unsaved-home", "en") }}</a></p>`;
