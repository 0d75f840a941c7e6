// The certificate of attendance: what is typed stands on the sheet at once. Nothing is kept or sent.
(() => {
  const told = {{ script_words("certificate") }}[document.documentElement.lang];
  const box = document.querySelector(".kb-certificate");
  const form = box.querySelector("form");
  const sheets = box.querySelector(".kb-sheets");
  const first = sheets.firstElementChild;
  const status = form.querySelector("[role=status]");
  const part = (sheet, name) => sheet.querySelector(`[data-field="${name}"]`);

  // Smaller letters until all fits. They are as large as the sheet is wide, so that what fits on
  // the screen fits on paper; a little is left, since the letters of a printer differ.
  const fit = (node, name, sizes, fits) => {
    for (const size of sizes) {
      node.style.setProperty(name, size);
      if (fits()) return true;
    }
  };
  const fill = (sheet, name) => {
    const given = { ...Object.fromEntries(new FormData(form)), name };
    for (const key of ["name", "title", "date", "hours", "place", "organiser", "signer"]) {
      part(sheet, key).textContent = given[key].trim();
    }
    const ticked = [...form.querySelectorAll(":checked")].map((one) => one.nextSibling.textContent);
    part(sheet, "modules").replaceChildren(...ticked.map((text) => kb.make("li", {}, text)));
  };
  const measure = (sheet) => {
    const inside = sheet.firstElementChild;
    const line = part(sheet, "name");
    // On one line as long as the letters stay large, else on two.
    const lines = (most) => () => line.scrollHeight < parseFloat(getComputedStyle(line).lineHeight) * (most + 0.2);
    if (!fit(line, "--kb-name", [5, 4.5, 4, 3.6, 3.2], lines(1))) fit(line, "--kb-name", [4, 3.6, 3.2, 2.8, 2.4, 2], lines(2));
    const room = inside.clientHeight * 0.985;
    fit(sheet, "--kb-fit", [1, 0.92, 0.85, 0.78, 0.7, 0.62, 0.54, 0.46, 0.38, 0.3], () => {
      const last = inside.lastElementChild.getBoundingClientRect();
      return last.bottom - inside.getBoundingClientRect().top <= room && inside.scrollWidth <= inside.clientWidth;
    });
  };
  const show = () => {
    const names = form.names.value.split("\n").map((one) => one.trim()).filter(Boolean);
    // Each is measured where the first one stands, which alone is seen on a screen.
    const others = names.slice(1).map((name) => {
      fill(first, name);
      measure(first);
      return first.cloneNode(true);
    });
    fill(first, names[0] ?? "");
    measure(first);
    sheets.replaceChildren(first, ...others);
    status.textContent = names.length > 1 ? kb.fill(told.count, { n: names.length }) : "";
  };
  let turn;
  form.oninput = () => {
    cancelAnimationFrame(turn);
    turn = requestAnimationFrame(show);
  };
  form.onsubmit = () => false;
  form.querySelector(".kb-button").onclick = () => (show(), print());
  show();
})();
