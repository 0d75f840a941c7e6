// What a reader's own browser adds to the ways to use a figure: the day, copies, a picture as PNG.
(() => {
  const lang = document.documentElement.lang == "en" ? "en-GB" : "id";
  const words = {{ script_words("reuse", "copy") }}[lang.slice(0, 2)];
  const all = (selector) => document.querySelectorAll(selector);

  const now = new Date();
  const local = new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  const day = new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(now);
  for (const place of all(".kb-today")) place.textContent = day;
  for (const place of all(".kb-urldate")) place.textContent = `,\n  urldate = {${local}}`;

  if (navigator.clipboard) {
    for (const block of all("pre, p.kb-cite")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kb-button";
      button.textContent = words.copy;
      button.onclick = async () => {
        await navigator.clipboard.writeText(block.textContent);
        button.textContent = "✓";
        setTimeout(() => (button.textContent = words.copy), 1500);
      };
      block.after(button);
    }
  }

  // The drawing becomes an image of its own, which a canvas may give back even from a disk.
  for (const button of all("[data-png]")) {
    button.hidden = false;
    button.onclick = async () => {
      const drawing = button.closest("section").querySelector("svg");
      const image = new Image();
      image.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(drawing));
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.width * 3;
      canvas.height = image.height * 3;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const link = document.createElement("a");
      link.download = `${button.dataset.png}.png`;
      link.href = canvas.toDataURL();
      link.click();
    };
  }
})();
