// The session planner: choices on top, the timetable that follows from them below. The plan stands in
// the end of the address, which is all that is kept of it, and nothing is sent anywhere.
(() => {
  {% include "partials/planner/schedule.js" %}
  {% include "partials/planner/address.js" %}
  {% include "partials/planner/files.js" %}

  const page = document.documentElement.lang;
  const words = {{ script_words("planner", "language-name") }};
  const told = words[page];
  const { make, fill } = kb;
  const box = document.querySelector(".kb-planner");
  const modules = Object.fromEntries(JSON.parse(box.dataset.course).map((one) => [one.number, one]));
  const numbers = Object.keys(modules).map(Number);
  const minutes = {};
  const known = {};
  for (const { number, sections } of Object.values(modules)) {
    minutes[number] = Object.fromEntries(sections.map((one) => [one.id, one.minutes]));
    known[number] = sections.map((one) => one.id);
  }
  const section = (module, id) => modules[module].sections.find((one) => one.id == id);

  // The plan, the order of all modules, chosen or not, and what the address said in vain.
  let plan = usual();
  let order = numbers;
  let unknown = [];
  const open = (address) => {
    ({ plan, unknown } = decode(address, known));
    order = [...plan.modules, ...numbers.filter((one) => !plan.modules.includes(one))];
  };
  const asked = () => (location.hash.startsWith("#plan=") ? location.hash.slice(1) : "");
  const keep = () => {
    const address = "#" + encode(plan);
    try {
      history.replaceState(null, "", address);
    } catch {
      location.replace(address); // A browser may forbid the other way on a disk.
    }
  };
  const change = (how) => {
    how();
    plan.modules = order.filter((one) => plan.modules.includes(one));
    unknown = [];
    keep();
    show();
  };

  // Words of the plan, which are those of the page, of the other language, or of both.
  const languages = () => (plan.labels == "both" ? [page, page == "en" ? "id" : "en"] : [plan.labels || page]);
  const both = (text) =>
    languages().map((lang) => [lang, text(lang)]).filter(([, one], i, all) => !i || one != all[0][1]);
  const plainly = (text) => both(text).map(([, one]) => one).join(" / ");
  const spans = (text) => both(text).flatMap(([lang, one], i) => [i ? " / " : "", make("span", { lang }, one)]);
  const time = (at, lang = page) => clock(at, lang == "en" ? ":" : ".");
  const hours = (from, to) => `${time(from)}–${time(to)}`;
  const titleOf = (row) => (lang) =>
    row.kind == "section" ? section(row.module, row.section).title[lang] : words[lang][row.name ?? row.kind];
  const moduleOf = (number) => (lang) => fill(words[lang].module, { n: number });

  // Controls.
  const press = (text, onclick, more = {}) => make("button", { type: "button", className: "kb-button", onclick, ...more }, text);
  const labelled = (text, input) => make("label", {}, make("span", {}, text), input);
  const choice = (options, onchange) => {
    const select = make("select", { onchange: () => onchange(select.value) });
    select.append(...options.map(([value, text]) => make("option", { value }, text)));
    return select;
  };
  const set = (select, value) => {
    if (![...select.options].some((one) => one.value == value)) select.append(make("option", { value }, value));
    select.value = value;
  };
  const steps = (from, to) => Array.from({ length: (to - from) / 5 + 1 }, (_, i) => from + 5 * i).map((n) => [n, n]);
  const clockInput = (onchange) => make("input", { type: "time", onchange });
  const minutesOf = (input) => timeOf(input.value.replace(":", ""));

  // The modules.
  const list = make("ol", { className: "kb-planner__modules" });
  const rows = numbers.map((number) => {
    const { title, sections, needs } = modules[number];
    const name = `${number}. ${title[page]}`;
    const check = make("input", { type: "checkbox" });
    check.onchange = () =>
      change(() => (plan.modules = check.checked ? [...plan.modules, number] : plan.modules.filter((one) => one != number)));
    const length = make("small");
    const move = (by) => () => {
      const chosen = plan.modules;
      place(number, order.indexOf(chosen[chosen.indexOf(number) + by]));
      const [pressed, other] = by < 0 ? [up, down] : [down, up];
      (pressed.disabled ? other : pressed).focus();
    };
    const up = press("↑", move(-1), { title: told.up, ariaLabel: `${told.up}: ${name}` });
    const down = press("↓", move(1), { title: told.down, ariaLabel: `${told.down}: ${name}` });
    const handle = make("span", { className: "kb-planner__handle", title: told.drag, ariaHidden: "true" }, "⠿");
    const hint = make("p", { className: "kb-planner__hint" });
    const inside = make("ul");
    const summary = make("summary");
    const fold = make("details", { hidden: true }, summary, inside);
    const parts = sections.map((one) => {
      const key = `${number}.${one.id}`;
      const on = make("input", { type: "checkbox" });
      on.onchange = () =>
        change(() => (plan.without = on.checked ? plan.without.filter((other) => other != key) : [...plan.without, key]));
      const shown = make("output");
      const by = (step) => () =>
        change(() => {
          const long = Math.min(240, Math.max(5, (plan.minutes[key] ?? one.minutes) + step));
          if (long == one.minutes) delete plan.minutes[key];
          else plan.minutes[key] = long;
        });
      const less = press("−5", by(-5), { ariaLabel: `${told.less}: ${one.title[page]}` });
      const more = press("+5", by(5), { ariaLabel: `${told.more}: ${one.title[page]}` });
      inside.append(make("li", {}, make("label", {}, on, make("span", {}, one.title[page])), make("span", { className: "kb-planner__steps" }, less, shown, more)));
      return () => {
        on.checked = !plan.without.includes(key);
        shown.value = fill(told.min, { n: plan.minutes[key] ?? one.minutes });
        less.disabled = more.disabled = !on.checked;
      };
    });
    const line = make("div", {}, make("label", {}, check, make("span", {}, name)), length, up, down, handle);
    const row = make("li", {}, line, hint, fold);
    drag(handle, row, number);
    return {
      number,
      row,
      show: () => {
        const at = plan.modules.indexOf(number);
        check.checked = at >= 0;
        up.disabled = at == 0;
        down.disabled = at == plan.modules.length - 1;
        handle.hidden = up.hidden = down.hidden = at < 0;
        const own = sectionsOf({ ...plan, modules: [number] }, minutes);
        length.textContent = fill(told.min, { n: added(own) });
        summary.textContent = fill(told.sections, { n: own.length, of: sections.length });
        fold.hidden = !check.checked;
        const before = plan.modules.slice(0, Math.max(0, at));
        const missing = check.checked ? needs.filter((one) => !before.includes(one)) : [];
        hint.textContent = missing.length ? fill(told.needs, { modules: new Intl.ListFormat(page).format(missing.map((one) => moduleOf(one)(page).toLowerCase())) }) : "";
        parts.forEach((part) => part());
      },
    };
  });
  function place(number, at) {
    change(() => {
      order = order.filter((one) => one != number);
      order.splice(at, 0, number);
    });
    const { length } = plan.modules;
    status.textContent = fill(told.moved, { title: modules[number].title[page], n: plan.modules.indexOf(number) + 1, of: length });
  }
  // Fingers and mice may also drag a module by its handle.
  function drag(handle, row, number) {
    handle.onpointerdown = (event) => {
      if (event.button) return;
      event.preventDefault();
      const moved = ({ pointerId, clientY }) => {
        if (pointerId != event.pointerId) return;
        const above = (one) => {
          const { top, height } = one.getBoundingClientRect();
          return clientY < top + height / 2;
        };
        const next = [...list.children].filter((one) => one != row).find(above) ?? null;
        // The others move past it: an element that is moved itself loses the finger on it.
        const down = !next || row.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING;
        while (row.nextSibling != next)
          down ? list.insertBefore(row.nextSibling, row) : list.insertBefore(row.previousSibling, row.nextSibling);
      };
      const done = ({ type, pointerId }) => {
        if (pointerId != event.pointerId) return;
        row.classList.remove("kb-planner__dragged");
        removeEventListener("pointermove", moved);
        for (const end of ends) removeEventListener(end, done);
        if (type == "pointerup") place(number, [...list.children].indexOf(row));
        else show();
      };
      const ends = ["pointerup", "pointercancel"];
      row.classList.add("kb-planner__dragged");
      addEventListener("pointermove", moved);
      for (const end of ends) addEventListener(end, done);
    };
  }

  // Days.
  const count = choice([1, 2, 3, 4, 5].map((n) => [n, n]), (n) =>
    change(() => (plan.days = Array.from({ length: +n }, (_, i) => plan.days[i] ?? { ...plan.days.at(-1) }))),
  );
  const days = Array.from({ length: 5 }, (_, i) => {
    const wrong = make("p", { role: "alert", className: "kb-planner__hint" });
    const onchange = () => {
      const [start, end] = [begins, ends].map(minutesOf);
      const right = start != null && end != null && start < end;
      wrong.textContent = right ? "" : told.hours;
      if (right) change(() => (plan.days[i] = { start, end }));
    };
    const begins = clockInput(onchange);
    const ends = clockInput(onchange);
    const legend = make("legend", {}, fill(told.day, { n: i + 1 }));
    const row = make("fieldset", {}, legend, labelled(told.begins, begins), labelled(told.ends, ends), wrong);
    return {
      row,
      show: () => {
        const day = plan.days[i];
        row.hidden = !day;
        if (!day) return;
        begins.value = time(day.start, "en");
        ends.value = time(day.end, "en");
        wrong.textContent = "";
      },
    };
  });
  const date = make("input", { type: "date", onchange: () => change(() => (plan.date = isDate(date.value) ? date.value : "")) });

  // Breaks, and what frames a day.
  const breaks = BREAKS.map((name) => {
    const long = choice([["", told.none], ...steps(5, 90)], (value) =>
      change(() => (plan.breaks[name] = value ? { ...(plan.breaks[name] ?? usual().breaks[name]), minutes: +value } : null)),
    );
    const at = clockInput(() => {
      const wished = minutesOf(at);
      if (wished != null && plan.breaks[name]) change(() => (plan.breaks[name] = { ...plan.breaks[name], at: wished }));
    });
    return {
      row: make("fieldset", {}, make("legend", {}, told[name]), labelled(told.minutes, long), labelled(told.at, at)),
      show: () => {
        set(long, plan.breaks[name]?.minutes ?? "");
        at.disabled = !plan.breaks[name];
        at.value = time((plan.breaks[name] ?? usual().breaks[name]).at, "en");
      },
    };
  });
  const opening = choice(steps(0, 60), (value) => change(() => (plan.opening = +value)));
  const closing = choice(steps(0, 60), (value) => change(() => (plan.closing = +value)));
  const labels = choice([["", words[page].language_name], [page == "en" ? "id" : "en", words[page == "en" ? "id" : "en"].language_name], ["both", told.both]], (value) =>
    change(() => (plan.labels = value)),
  );

  const group = (title, ...inside) => make("fieldset", { className: "kb-planner__group" }, make("legend", {}, title), ...inside);
  const form = make(
    "form",
    { onsubmit: () => false },
    group(told.modules, make("p", {}, told.choose), list),
    group(told.days, make("div", {}, labelled(told.number, count), labelled(told.date, date)), ...days.map((one) => one.row)),
    group(told.breaks, ...breaks.map((one) => one.row)),
    group(told.frame, make("div", {}, labelled(told.opening_minutes, opening), labelled(told.closing_minutes, closing), labelled(told.labels, labels))),
  );

  // The plan. What is said of it stays in sight while the choices above it are made.
  const status = make("p", { role: "status" });
  const way = make("a", { href: "#timetable", onclick: () => (shown.scrollIntoView(), false) }, told.timetable);
  const said = make("div", { className: "kb-planner__said" });
  const shown = make("div", { className: "kb-plan", id: "timetable" });
  const field = make("input", { readOnly: true, onfocus: () => field.select() });
  const copy = press(told.copy, async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = told.copied;
    } catch {
      field.focus();
      status.textContent = told.copy_failed;
    }
  });
  const head = (rel) => document.querySelector(`link[rel=${rel}]`);
  const short = head("shortlink");
  const root = short?.href.slice(0, -short.dataset.path.length) ?? kb.base;
  const at = (path, place) => `${root}${path}${place ? "#" + place : ""}`;
  const dayOf = (day) => plan.date && new Date(Date.parse(plan.date + "T00:00Z") + day * 864e5).toJSON().slice(0, 10);
  const datedOf = (day, lang) =>
    plan.date &&
    ", " + new Intl.DateTimeFormat(lang == "en" ? "en-GB" : "id", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(dayOf(day)));

  const save = (name, type, text) => {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const link = make("a", { href, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 1e4);
    status.textContent = fill(told.saved, { name });
  };
  const placeOf = ({ module, section: id }) => (id == "whole" ? "" : id);
  const saveCalendar = () => {
    if (!plan.date) {
      date.focus();
      status.textContent = told.ask_date;
      return;
    }
    const host = new URL(root).host || "knowledge-base";
    const events = schedule(laid(plan, minutes)).rows.map((row) => {
      const { day, from, to, kind, module, name } = row;
      const own = modules[module];
      const notes = own?.notes && at(own.notes, section(module, row.section).notes);
      return {
        uid: `${dayOf(day)}-${kind == "section" ? `${module}-${row.section}` : (name ?? kind)}@${host}`,
        date: dayOf(day),
        from,
        to,
        summary: plainly((lang) => (module ? `${moduleOf(module)(lang)}: ` : "") + titleOf(row)(lang)),
        description: notes ? `${plainly((lang) => words[lang].notes)}: ${notes}` : "",
        url: own && at(own.path, placeOf(row)),
      };
    });
    save(`${told.file}.ics`, "text/calendar;charset=utf-8", calendar(events, told.title, new Date()));
  };
  const saveTable = () => {
    const heads = ["day_head", "day_date", "begins", "ends", "minutes", "head_module", "section", "address"];
    const lines = schedule(laid(plan, minutes)).rows.map((row) => [
      row.day + 1,
      dayOf(row.day),
      clock(row.from, ":"),
      clock(row.to, ":"),
      row.to - row.from,
      row.module ? `${row.module}. ${plainly((lang) => modules[row.module].title[lang])}` : "",
      plainly(titleOf(row)),
      row.module ? at(modules[row.module].path, placeOf(row)) : "",
    ]);
    save(`${told.file}.csv`, "text/csv;charset=utf-8", table([heads.map((head) => plainly((lang) => words[lang][head])), ...lines]));
  };
  const address = make("label", { className: "kb-planner__address" }, make("span", {}, told.address), field);
  const actions = make(
    "p",
    { className: "kb-planner__actions" },
    press(told.print, () => print()),
    copy,
    press(told.calendar, saveCalendar),
    press(told.table, saveTable),
    press(told.reset, () => {
      open("");
      change(() => {});
      heading.focus();
    }),
  );
  const heading = make("h3", { tabIndex: -1 });
  const printed = make("p", { className: "kb-planner__printed" });

  const line = (row, i, all) => {
    const what = make("td");
    if (row.kind == "section") {
      const own = modules[row.module];
      const link = make("a", { href: kb.at(own.path + (placeOf(row) && "#" + placeOf(row))) }, ...spans(titleOf(row)));
      // The first time in a day a module is named.
      const first = !all.slice(0, i).some((one) => one.module == row.module);
      const small = make("small", {}, ...spans((lang) => moduleOf(row.module)(lang) + (first ? `: ${own.title[lang]}` : "")));
      const place = section(row.module, row.section).notes;
      if (own.notes) small.append(make("span", {}, " · ", make("a", { href: kb.at(own.notes + (place && "#" + place)) }, ...spans((lang) => words[lang].notes))));
      what.append(link, " ", small);
    } else what.append(...spans(titleOf(row)));
    const head = make("th", { scope: "row" }, hours(row.from, row.to));
    const length = make("td", {}, String(row.to - row.from));
    length.dataset.label = told.minutes;
    return make("tr", { className: row.kind == "section" ? "" : "kb-plan__pause" }, head, what, length);
  };
  const dayTable = (day, rows) => {
    const heads = ["time", "section", "minutes"].map((key) => make("th", { scope: "col" }, ...spans((lang) => words[lang][key])));
    const name = (lang) => fill(words[lang].day, { n: day + 1 }) + datedOf(day, lang);
    const made = make("table", { className: "kb-stack" }, make("caption", {}, ...spans(name)), make("thead", {}, make("tr", {}, ...heads)));
    made.append(make("tbody", {}, ...rows.map(line)));
    return make("div", { className: "kb-table" }, made);
  };
  const sums = (rows) => {
    const of = (test) => rows.filter(test).reduce((sum, { from, to }) => sum + to - from, 0);
    const exercise = (row) => row.kind == "section" && section(row.module, row.section).exercise;
    return {
      all: of(() => true),
      exercises: of(exercise),
      input: of((row) => row.kind == "section" && !exercise(row)),
      breaks: of((row) => row.kind == "break"),
      frame: of((row) => /^(opening|closing)$/.test(row.kind)),
    };
  };
  const named = ({ module, section: id }) => `${moduleOf(module)(page)}, ${section(module, id).title[page]}`;

  // What does not fit, by how much, and what would help; each with one press.
  const troubles = (asked, left) => {
    const { over, until, days, less, still } = advice(asked);
    const out = (some) => () => {
      change(() => plan.without.push(...some.map(({ module, section }) => `${module}.${section}`)));
      heading.focus();
    };
    const parts = [make("p", {}, `${fill(told.over, { n: over })} ${told.left}`), make("ul", {}, ...left.map((one) => make("li", {}, `${named(one)} (${fill(told.min, { n: one.minutes })})`)))];
    const ways = [];
    if (until) ways.push(press(fill(told.until, { time: time(until) }), () => change(() => (plan.days.at(-1).end = until))));
    if (days && days <= 5)
      ways.push(press(fill(told.take, { n: days }), () => change(() => plan.days.push(...Array.from({ length: days - plan.days.length }, () => ({ ...plan.days.at(-1) }))))));
    if (days > 5) parts.push(make("p", {}, fill(told.needed, { n: days })));
    if (days == null) parts.push(make("p", {}, told.never));
    if (less.length) {
      if (!still && less.length > 1) ways.push(press(fill(told.leave_all, { n: less.length }), out(less)));
      parts.push(make("p", {}, told.leave_why));
      parts.push(
        make("ul", { className: "kb-planner__less" }, ...less.map((one) => make("li", {}, press(fill(told.leave, { title: named(one), n: one.minutes }), out([one]))))),
      );
      if (still) parts.push(make("p", {}, fill(told.still, { n: still })));
    }
    parts.splice(2, 0, make("p", { className: "kb-planner__actions" }, ...ways));
    return make("div", { className: "kb-planner__over" }, ...parts);
  };

  function show() {
    for (const part of [...rows, ...days, ...breaks]) part.show();
    for (const number of order) list.append(rows[numbers.indexOf(number)].row);
    set(count, plan.days.length);
    set(opening, plan.opening);
    set(closing, plan.closing);
    set(labels, plan.labels == page ? "" : plan.labels);
    date.value = plan.date;
    const asked = laid(plan, minutes);
    const { rows: made, left, without, empty } = schedule(asked);
    heading.replaceChildren(...spans((lang) => words[lang].title));
    const notes = [];
    if (unknown.length) notes.push(fill(told.unknown, { list: unknown.map(([key, text]) => `${key}=${text}`.slice(0, 60)).join(", ") }));
    for (const day of asked.sections.length ? empty : []) if (!left.length) notes.push(fill(told.empty_day, { n: day + 1 }));
    for (const { day, name, why } of without)
      if (!empty.includes(day)) notes.push(fill(told["without_" + why], { n: day + 1, name: told[name].toLowerCase() }));
    said.replaceChildren(...notes.map((text) => make("p", {}, text)), ...(left.length ? [troubles(asked, left)] : []));
    const over = left.length && fill(told.over, { n: advice(asked).over });
    status.textContent = !asked.sections.length ? told.empty : over || `${told.fits} ${fill(told.min, { n: sums(made).all })}`;
    const byDay = Map.groupBy ? [...Map.groupBy(made, (row) => row.day)] : plan.days.map((_, day) => [day, made.filter((row) => row.day == day)]).filter(([, some]) => some.length);
    shown.replaceChildren(...byDay.map(([day, some]) => dayTable(day, some)));
    if (made.length) shown.append(make("p", {}, ...spans((lang) => fill(words[lang].total, sums(made)))));
    printed.textContent = field.value = `${(short ?? head("canonical") ?? location).href.replace(/#.*/, "")}#${encode(plan)}`;
    address.hidden = actions.hidden = way.hidden = !asked.sections.length;
    box.classList.toggle("kb-planner--made", made.length > 0);
  }

  open(asked());
  const bar = make("div", { className: "kb-planner__bar" }, status, way);
  box.replaceChildren(form, bar, make("section", {}, heading, said, shown, printed, address, actions));
  show();

  addEventListener("hashchange", () => {
    if (!asked() || asked() == encode(plan)) return;
    open(asked());
    show();
    box.scrollIntoView();
    heading.focus({ preventScroll: true });
  });
  // The other language opens the same plan: after kb.js, which takes the place on the page along.
  const language = document.querySelector(".kb-language");
  for (const moment of ["pointerdown", "focus", "click"])
    language?.addEventListener(moment, () => asked() && (language.hash = location.hash));
  // What stands ready on the page opens here.
  for (const ready of document.querySelectorAll("[data-plan]"))
    ready.append(make("p", {}, make("a", { className: "kb-button", href: `#plan=1&${ready.dataset.plan}` }, told.open)));
})();
