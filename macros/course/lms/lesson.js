/* A lesson in a learning management system: what SCORM 1.2 and 2004 say, and no more. Where no such
   system is around, the page works alike and keeps nothing. */
(() => {
  "use strict";
  const newer = document.documentElement.dataset.scorm === "2004";
  const core = newer ? "cmi." : "cmi.core.";
  const status = core + (newer ? "completion_status" : "lesson_status");
  const place = core + (newer ? "location" : "lesson_location");
  const mode = core + (newer ? "mode" : "lesson_mode");
  const forms = [...document.forms];
  const started = Date.now();
  const state = { answers: forms.map(() => null), end: false };

  /* The way of the standard: the windows around this one, then those around its opener. */
  const around = (one) => {
    const name = newer ? "API_1484_11" : "API";
    try {
      for (let n = 0; one && n < 500; n++, one = one.parent) {
        if (one[name]) return one[name];
        if (one.parent === one) return null;
      }
    } catch {
      /* A window of another site tells nothing. */
    }
    return null;
  };
  const api = around(window) || around(window.opener) || null;
  const call = (name, ...given) => {
    try {
      return String(api[newer ? name : "LMS" + name](...given));
    } catch {
      return "";
    }
  };
  let open = api !== null && call("Initialize", "") === "true";
  const read = (key) => (open ? call("GetValue", key) : "");
  const reports = open && !["browse", "review"].includes(read(mode));
  const write = (key, value) => open && reports && call("SetValue", key, String(value));

  const right = (form) => [...form.querySelectorAll("li")].flatMap((one, at) => (one.className ? [at] : []));
  const same = (one, other) => one.join() === other.join();
  const score = () => forms.filter((form, at) => state.answers[at] && same(state.answers[at], right(form))).length;
  const letters = (places, between) => places.map((at) => String.fromCharCode(97 + at)).join(between);

  const show = (form, chosen) => {
    form.querySelectorAll("input").forEach((box, at) => {
      box.checked = chosen.includes(at);
      box.disabled = true;
    });
    form.classList.add("answered");
    form.querySelector("button").hidden = true;
    form.querySelector(".none").hidden = true;
    const told = form.querySelector(same(chosen, right(form)) ? ".told.right" : ".told.wrong");
    told.hidden = false;
    return told.parentNode;
  };

  const total = () => {
    const line = document.getElementById("score");
    const answered = state.answers.filter(Boolean).length;
    if (!line || !answered) return;
    line.textContent = line.dataset.text.replace("{n}", score()).replace("{of}", forms.length);
    document.getElementById("sent").hidden = !reports;
  };

  const heading = () => {
    const above = [...document.querySelectorAll("h2[id], h3[id]")];
    return above.filter((one) => one.getBoundingClientRect().top < 80).pop()?.id || "";
  };

  const save = () => {
    const answered = state.answers.filter(Boolean).length;
    if (forms.length && answered) {
      const part = score() / forms.length;
      write(core + "score.raw", Math.round(part * 100));
      write(core + "score.min", 0);
      write(core + "score.max", 100);
      if (newer) write("cmi.score.scaled", Math.round(part * 1e4) / 1e4);
    }
    if (newer) write("cmi.progress_measure", Math.round(((answered + state.end) / (forms.length + 1)) * 100) / 100);
    const now = read(status);
    if (state.end && answered === forms.length) {
      if (!["passed", "failed", "completed"].includes(now)) write(status, "completed");
    } else if (["not attempted", "unknown", ""].includes(now)) {
      write(status, "incomplete");
    }
    write("cmi.suspend_data", JSON.stringify({ a: state.answers, e: state.end }));
    const at = heading();
    if (at) write(place, at);
    if (open) call("Commit", "");
  };

  const tell = (form, chosen) => {
    const at = read("cmi.interactions._count") || "0";
    const set = (key, value) => write(`cmi.interactions.${at}.${key}`, value);
    const now = new Date();
    const between = newer ? "[,]" : ",";
    set("id", form.id);
    set("type", "choice");
    if (newer) set("timestamp", `${now.toISOString().slice(0, 22)}Z`);
    else set("time", now.toTimeString().slice(0, 8));
    set("correct_responses.0.pattern", letters(right(form), between));
    set(newer ? "learner_response" : "student_response", letters(chosen, between));
    set("result", same(chosen, right(form)) ? "correct" : newer ? "incorrect" : "wrong");
  };

  const spent = () => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    if (newer) return `PT${parts[0]}H${parts[1]}M${parts[2]}S`;
    return parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join(":");
  };

  const leave = () => {
    if (!open) return;
    write(core + "session_time", spent());
    write(core + "exit", "suspend");
    save();
    call(newer ? "Terminate" : "Finish", "");
    open = false;
  };

  try {
    const kept = JSON.parse(read("cmi.suspend_data"));
    state.end = kept.e === true;
    kept.a.forEach((chosen, at) => {
      if (!forms[at] || !Array.isArray(chosen)) return;
      state.answers[at] = chosen;
      show(forms[at], chosen);
    });
  } catch {
    /* Nothing was kept, or by something else. */
  }
  if (!location.hash) document.getElementById(read(place))?.scrollIntoView();
  total();

  document.documentElement.classList.add("script");
  forms.forEach((form, at) => {
    form.querySelector("button").hidden = Boolean(state.answers[at]);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = [...form.querySelectorAll("input")].flatMap((box, of) => (box.checked ? [of] : []));
      if (!chosen.length) {
        form.querySelector(".none").hidden = false;
        form.querySelector(".none").parentNode.focus();
        return;
      }
      state.answers[at] = chosen;
      show(form, chosen).focus();
      total();
      tell(form, chosen);
      save();
    });
  });
  new IntersectionObserver((seen) => {
    if (state.end || !seen.some((one) => one.isIntersecting)) return;
    state.end = true;
    save();
  }).observe(document.getElementById("end"));
  document.addEventListener("visibilitychange", () => document.hidden && open && save());
  window.addEventListener("pagehide", leave);
  /* A page out of the browser's memory has said goodbye to the system: it begins anew. */
  window.addEventListener("pageshow", (event) => event.persisted && api && location.reload());
  save();
})();
