// A plan as the end of an address, such as `plan=1&modules=1,6&days=0830-1600&lunch=1200-60`, and back.
// What the address does not say is as in `usual`; what it says and nobody understands is told.

const BREAKS = ["morning", "lunch", "afternoon"];

const usual = () => ({
  modules: [],
  days: [{ start: 540, end: 960 }],
  breaks: { morning: { at: 630, minutes: 15 }, lunch: { at: 720, minutes: 60 }, afternoon: { at: 885, minutes: 15 } },
  opening: 15,
  closing: 15,
  without: [], // "6.story"
  minutes: {}, // {"6.case": 45}
  labels: "", // en, id, both; empty for the language of the page
  date: "", // of the first day, as 2027-01-31
});

const clock = (time, between = "") => [time / 60, time % 60].map((n) => String(Math.floor(n)).padStart(2, "0")).join(between);
const timeOf = (text) => (/^([01]\d|2[0-3])[0-5]\d$/.test(text) ? +text.slice(0, 2) * 60 + +text.slice(2) : null);
const number = (text, from, to) => (/^\d{1,3}$/.test(text) && +text >= from && +text <= to ? +text : null);
const isDate = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text + "T00:00Z").toJSON()?.slice(0, 10) == text;

const written = (plan) => {
  const { modules, days, breaks, opening, closing, without, minutes, labels, date } = plan;
  const all = {
    modules: modules.join(),
    days: days.map(({ start, end }) => `${clock(start)}-${clock(end)}`).join(),
    ...Object.fromEntries(BREAKS.map((name) => [name, breaks[name] ? `${clock(breaks[name].at)}-${breaks[name].minutes}` : "off"])),
    opening: String(opening),
    closing: String(closing),
    without: without.join(),
    minutes: Object.entries(minutes).map((pair) => pair.join(".")).join(),
    labels,
    date,
  };
  return all;
};

/** The shortest address of a plan: what is as usual is not said. */
const encode = (plan) => {
  const normal = written(usual());
  const said = Object.entries(written(plan)).filter(([key, text]) => text != normal[key]);
  return [["plan", "1"], ...said].map((pair) => pair.join("=")).join("&");
};

/**
 * The plan of an address, and a list of `[key, text]` of what in it is not understood.
 *
 * `known` has the sections of each module, as `{6: ["story", "case"]}`. Nothing in an address is an error.
 */
const decode = (address, known) => {
  const plan = usual();
  const unknown = [];
  const seen = new Set();
  // Each reads one part of a list, and says nothing of what it does not know.
  const each = (key, text, read) => {
    const found = [];
    for (const part of text.split(",").filter(Boolean)) {
      const one = read(part);
      if (one == null) unknown.push([key, part]);
      else found.push(one);
    }
    return found;
  };
  const place = (part) => {
    const [module, section, ...more] = part.split(".");
    return Object.hasOwn(known, module) && known[module].includes(section) && { name: `${module}.${section}`, more };
  };
  const readers = {
    plan: (text) => text == "1" || null,
    modules: (text) => {
      plan.modules = each("modules", text, (part) => (Object.hasOwn(known, part) ? +part : null));
    },
    days: (text) => {
      const days = each("days", text, (part) => {
        const [start, end, ...more] = part.split("-").map(timeOf);
        return start != null && end != null && !more.length && start < end ? { start, end } : null;
      });
      for (const { start, end } of days.splice(5)) unknown.push(["days", `${clock(start)}-${clock(end)}`]);
      if (days.length) plan.days = days;
    },
    opening: (text) => (plan.opening = number(text, 0, 120) ?? plan.opening) == text || null,
    closing: (text) => (plan.closing = number(text, 0, 120) ?? plan.closing) == text || null,
    without: (text) => {
      plan.without = [...new Set(each("without", text, (part) => {
        const found = place(part);
        return found && !found.more.length ? found.name : null;
      }))];
    },
    minutes: (text) => {
      each("minutes", text, (part) => {
        const found = place(part);
        const long = found && found.more.length == 1 ? number(found.more[0], 5, 240) : null;
        if (long != null) plan.minutes[found.name] = long;
        return long;
      });
    },
    labels: (text) => {
      if (!["en", "id", "both"].includes(text)) return null;
      plan.labels = text;
    },
    date: (text) => {
      if (!isDate(text)) return null;
      plan.date = text;
    },
  };
  for (const name of BREAKS)
    readers[name] = (text) => {
      const [, at, long] = /^(\d{4})-(\d{1,3})$/.exec(text) ?? [];
      const found = { at: timeOf(at), minutes: number(long, 5, 240) };
      if (text == "off") plan.breaks[name] = null;
      else if (found.at == null || found.minutes == null) return null;
      else plan.breaks[name] = found;
    };
  for (const part of address.split("&").filter(Boolean)) {
    const at = part.indexOf("=");
    const key = at < 0 ? part : part.slice(0, at);
    let text = at < 0 ? "" : part.slice(at + 1);
    try {
      text = decodeURIComponent(text);
    } catch {}
    if (!Object.hasOwn(readers, key) || seen.has(key) || readers[key](text) === null) unknown.push([key, text]);
    seen.add(key);
  }
  // A module comes once.
  plan.modules = plan.modules.filter((one, i, all) => all.indexOf(one) == i || (unknown.push(["modules", String(one)]), false));
  return { plan, unknown };
};

/** The sections of a plan in their order, for its timetable. `course` has minutes as `{6: {story: 5}}`. */
const sectionsOf = ({ modules, without, minutes }, course) =>
  modules.flatMap((module) =>
    Object.entries(course[module])
      .map(([section, own]) => ({ module, section, minutes: minutes[`${module}.${section}`] ?? own }))
      .filter(({ section }) => !without.includes(`${module}.${section}`)),
  );

/** A plan as `schedule` takes it. */
const laid = (plan, course) => ({
  days: plan.days,
  breaks: BREAKS.filter((name) => plan.breaks[name]).map((name) => ({ name, ...plan.breaks[name] })),
  opening: plan.opening,
  closing: plan.closing,
  sections: sectionsOf(plan, course),
});
