// Serves the languages that a reader has saved, with the server gone too.
// A saved language is one cache, `kb-<locale>-<version>`: each file in it has the mark that the list
// of this version names, and it counts once the list itself stands in it. So pages of two versions
// never mix, an old one stays whole until a new one is, and a saving that broke off goes on where it
// stopped.
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
  work.catch((error) => tell({ failed: error.message }));
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
        // The 404 page is asked for by its own address, which answers as any other.
        try {
          await fresh.put(address, kept || (await fetched(address, mark)));
        } catch (error) {
          wanted.length = 0; // The others stop, too.
          throw error;
        }
      }
      tell({ done: ++done, of: Object.keys(list.files).length });
    }
  };
  await Promise.all([next(), next(), next(), next()]);
  await fresh.put(listOf(locale), answer);
  for (const other of await named(locale)) if (other != name) await caches.delete(other);
  return list;
}

// A file of this version and of no other: while a site is renewed, its server has some of each.
async function fetched(address, mark) {
  for (const cache of ["no-cache", "reload"]) {
    const file = await fetch(address, { cache });
    if (!file.ok) throw Error(file.status);
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.clone().arrayBuffer()));
    if ([...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(mark)) return file;
  }
  throw Error("changing");
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
    // One size of each picture is saved, and stands for the others.
    const [picture] = /^.+?\.(avif|jpe?g|png|webp)(?=\.|$)/.exec(address) ?? [];
    for (const locale of picture ? locales : []) {
      const cache = (await saved(locale))?.cache;
      const other = (await cache?.keys())?.find((kept) => kept.url.startsWith(`${picture}.`));
      if (other) return cache.match(other);
    }
    if (request.mode != "navigate") throw error;
    return new Response(await unsaved(), { status: 503, headers: { "content-type": "text/html" } });
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

async function unsaved() {
  const parts = { {% for locale in ["id", "en"] %}

    {{ locale }}: (kept) => `<section lang="{{ locale }}"><h2>{{ word("language-name", locale) }}</h2>` + (kept
      ? `<p>{{ word("unsaved-why", locale) }}</p>
<p><a class="button" href="${root}{{ "en/" if locale == "en" }}">{{ word("unsaved-home", locale) }}</a></p>
<form action="${root}{{ "en/" if locale == "en" }}"><input type="search" name="q" required aria-label="{{ word("search-words", locale) }}"><button class="button">{{ word("search", locale) }}</button></form>`
      : `<p>{{ word("unsaved-language", locale) }}</p>
<p><a class="button" href="">{{ word("try-again", locale) }}</a></p>`) + "</section>",
{% endfor %} };
  const sections = await Promise.all(locales.map(async (locale) => parts[locale](await saved(locale))));
  return `<!doctype html><html lang="id"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{{ word("unsaved", "id") }} · {{ word("unsaved", "en") }}</title>
<style>{{ plain_style }}</style>
<header><img src="${root}{{ config.theme.favicon }}" alt="" width="40" height="40"><div><span>{{ word("site-name", "id") }}</span> <span lang="en">{{ word("site-name", "en") }}</span></div></header>
<main><h1><span>{{ word("unsaved", "id") }}</span> <span lang="en">{{ word("unsaved", "en") }}</span></h1>
<div class="both">${sections.join("")}</div></main>`;
}
