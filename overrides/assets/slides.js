// Slides: reveal.js on a page that can be read without it.
(() => {
  const lang = document.documentElement.lang == "en" ? "en" : "id";
  const words = {{ script_words("slides") }}[lang];
  const deck = document.querySelector(".deck");
  const tools = document.querySelector(".tools");
  const other = tools.querySelector("[hreflang]");
  const speaker = /receiver/.test(location.search);

  // A slide fills its window, whatever its shape, and letters keep their share of it.
  const size = () => {
    const shape = deck.clientWidth / deck.clientHeight;
    return shape < 1
      ? { width: 460, height: Math.round(Math.min(Math.max(460 / shape, 640), 980)) }
      : { width: Math.round(Math.min(Math.max(700 * shape, 880), 1400)), height: 700 };
  };

  // An address of the other language may name the third of three slides where here are two.
  const id = decodeURIComponent(location.hash.replace(/^#\/?/, ""));
  if (id && !document.getElementById(id)) history.replaceState(null, "", `#/${id.replace(/-\d+$/, "")}`);

  deck.classList.add("reveal");
  deck.querySelector("main").classList.add("slides");
  document.documentElement.classList.add("running");

  const loaded = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  let notes;
  const openNotes = async () => {
    if (!notes) {
      await loaded(deck.dataset.notes);
      notes = RevealNotes();
      Reveal.registerPlugin(notes);
    }
    notes.open();
  };

  const button = (name, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name;
    made.title = label;
    made.setAttribute("aria-label", label);
    made.onclick = act;
    return made;
  };
  const count = document.createElement("span");
  count.className = "count";
  const previous = button("previous", words.previous, () => Reveal.prev());
  const next = button("next", words.next, () => Reveal.next());
  tools.append(
    button("speaker", `${words.notes} (S)`, openNotes),
    button("overview", `${words.overview} (O)`, () => Reveal.toggleOverview()),
    ...(document.fullscreenEnabled
      ? [
          button("full", `${words.full} (F)`, () =>
            document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
          ),
        ]
      : []),
    previous,
    count,
    next,
  );
  tools.hidden = speaker;

  const shown = () => {
    count.textContent = `${Reveal.getSlidePastCount() + 1} / ${Reveal.getTotalSlides()}`;
    other.hash = location.hash;
    previous.disabled = Reveal.isFirstSlide() && !Reveal.availableFragments().prev;
    next.disabled = Reveal.isLastSlide() && !Reveal.availableFragments().next;
  };
  for (const event of ["ready", "slidechanged", "fragmentshown", "fragmenthidden"]) Reveal.on(event, shown);
  // Nobody who listens to the slides shall lose the keys for reading.
  Reveal.on("ready", () => deck.removeAttribute("role"));
  addEventListener("hashchange", shown);
  addEventListener("resize", () => Reveal.configure(size()));
  Reveal.initialize({
    ...size(),
    center: false,
    controls: false,
    display: "flex",
    hash: true,
    help: false,
    jumpToSlide: false,
    keyboard: { 83: openNotes },
    margin: 0,
    maxScale: 8,
    minScale: 0.1,
    scrollActivationWidth: 0,
    transition: "none",
    backgroundTransition: "none",
  });
})();
