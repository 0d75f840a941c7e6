// Starlight as it comes, with the languages and the menu of our site. The benchmark writes
// menu.json and the pages.
import { readFileSync } from "node:fs";
import starlight from "@astrojs/starlight";
import { defineConfig, passthroughImageService } from "astro/config";

const menu = JSON.parse(readFileSync(new URL("menu.json", import.meta.url)));

export default defineConfig({
  site: process.env.SITE_URL,
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: menu.title,
      defaultLocale: "root",
      locales: {
        root: { label: "Bahasa Indonesia", lang: "id" },
        en: { label: "English", lang: "en" },
      },
      sidebar: menu.sidebar,
    }),
  ],
});
