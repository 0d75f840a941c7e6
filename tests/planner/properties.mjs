// What holds for every plan, whatever is asked for.
import { deepStrictEqual as same, ok } from "node:assert";
import fc from "fast-check";
import { planner } from "./planner.mjs";

const { schedule, advice, encode, decode, laid, usual, BREAKS } = planner;
const IDS = ["story", "key-ideas", "indonesia", "activity-1", "activity-2", "case", "self-check", "coda"];
const course = Object.fromEntries([1, 2, 3, 4, 12].map((module) => [module, Object.fromEntries(IDS.slice(0, 8 - (module % 3)).map((id, i) => [id, 5 + 5 * ((module * i) % 8)]))]));
const known = Object.fromEntries(Object.entries(course).map(([module, sections]) => [module, Object.keys(sections)]));
const places = Object.entries(known).flatMap(([module, ids]) => ids.map((id) => `${module}.${id}`));

const plain = (model) => fc.record(model, { noNullPrototype: true });
const hours = fc.tuple(fc.nat(1439), fc.nat(1439)).filter(([a, b]) => a != b).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
const likely = plain({ start: fc.integer({ min: 420, max: 600 }), end: fc.integer({ min: 660, max: 1080 }) });
const pause = fc.option(plain({ at: fc.oneof(fc.integer({ min: 540, max: 960 }), fc.nat(1439)), minutes: fc.integer({ min: 5, max: 240 }) }));
const anyPlan = plain({
  modules: fc.shuffledSubarray(Object.keys(course).map(Number)),
  days: fc.array(fc.oneof(likely, hours), { minLength: 1, maxLength: 5 }),
  breaks: plain(Object.fromEntries(BREAKS.map((name) => [name, pause]))),
  opening: fc.nat(120),
  closing: fc.nat(120),
  without: fc.shuffledSubarray(places, { maxLength: 6 }),
  minutes: fc.dictionary(fc.constantFrom(...places), fc.integer({ min: 5, max: 240 }), { maxKeys: 6, noNullPrototype: true }),
  labels: fc.constantFrom("", "en", "id", "both"),
  date: fc.constantFrom("", "2027-01-31", "2028-02-29"),
});
const given = anyPlan.map((plan) => laid(plan, course));
const SIX = Array(6).fill("0900-1600").join();
const BAD = ["%", "1,1", "1.story", "toString", "0900-0800", "2500-60", "1200-0", "0900-1600-1700", "999", "1.toString", "toString.name", "2027-02-30", "de", SIX];
const sum = (list) => list.reduce((all, { minutes }) => all + minutes, 0);

const properties = {
  "days are without gaps, overlaps or overtime": fc.property(given, (plan) => {
    const { rows } = schedule(plan);
    for (const [day, { start, end }] of plan.days.entries()) {
      let time = start;
      for (const row of rows.filter((one) => one.day == day)) {
        same(row.from, time);
        ok(row.to > row.from);
        time = row.to;
      }
      ok(time <= end);
    }
    same(rows.map(({ day }) => day), rows.map(({ day }) => day).sort());
  }),
  "no section is lost, split, shortened or out of order": fc.property(given, (plan) => {
    const { rows, left } = schedule(plan);
    const placed = rows.filter(({ kind }) => kind == "section").map(({ module, section, from, to }) => ({ module, section, minutes: to - from }));
    same([...placed, ...left], plan.sections);
  }),
  "what is left has no room": fc.property(given, (plan) => {
    const { left, room } = schedule(plan);
    ok(!left.length || left[0].minutes > room);
  }),
  "a day with sections is opened and closed once": fc.property(given, (plan) => {
    const { rows, empty } = schedule(plan);
    for (const day of plan.days.keys()) {
      const own = rows.filter((row) => row.day == day);
      const frame = own.filter(({ kind }) => kind == "opening" || kind == "closing").map(({ kind, from, to }) => [kind, to - from]);
      if (empty.includes(day)) same(own, []);
      else same(frame, [["opening", plan.opening], ["closing", plan.closing]].filter(([, minutes]) => minutes));
      ok(!own.length || own.findIndex(({ kind }) => kind == "opening") <= 0);
      ok(!own.length || !plan.closing || own.at(-1).kind == "closing");
    }
  }),
  "each break of a day is there once in its length, or it is said why not": fc.property(given, (plan) => {
    const { rows, without, empty } = schedule(plan);
    for (const [day, { start, end }] of plan.days.entries()) {
      if (empty.includes(day)) continue;
      const own = rows.filter((row) => row.day == day);
      const done = own.findLast(({ kind }) => kind == "section").to;
      for (const { name, at, minutes } of plan.breaks) {
        const taken = own.filter((row) => row.name == name);
        const why = without.filter((one) => one.day == day && one.name == name).map((one) => one.why);
        const within = start < at && at + minutes < end;
        if (!within) same([taken, why], [[], ["hours"]]);
        else if (done <= at && !taken.length) same(why, ["over"]);
        else same([taken.map(({ from, to }) => to - from), why], [[minutes], []]);
      }
    }
  }),
  "no break would come nearer to its time one section earlier or later": fc.property(given, (plan) => {
    const { rows } = schedule(plan);
    rows.forEach((row, i) => {
      if (row.kind != "break") return;
      const { at } = plan.breaks.find(({ name }) => name == row.name);
      const off = (time) => Math.abs(time - at);
      const before = rows[i - 1];
      const [after, ...later] = rows.slice(i + 1).filter(({ day, kind }) => day == row.day && kind != "break");
      ok(after?.kind == "section", "a break leads on to a section");
      if (before?.kind == "section") ok(off(row.from) <= off(before.from));
      const next = rows[i + 1];
      if (next.kind == "section" && later[0]?.kind == "section") ok(off(row.from) <= off(row.from + next.to - next.from));
    });
  }),
  "what is said to help helps": fc.property(given, (plan) => {
    const told = advice(plan);
    const { left, room } = schedule(plan);
    if (!left.length) return same(told, null);
    const last = plan.days.at(-1);
    const fits = (change) => !schedule({ ...plan, ...change }).left.length;
    same(told.over, sum(left) - room);
    ok(told.over > 0);
    if (told.until != null) ok(told.until < 1440 && fits({ days: [...plan.days.slice(0, -1), { ...last, end: told.until }] }));
    else ok(!fits({ days: [...plan.days.slice(0, -1), { ...last, end: 1439 }] }));
    if (told.days != null) {
      const more = (n) => [...plan.days, ...Array(n - plan.days.length).fill(last)];
      ok(fits({ days: more(told.days) }) && !fits({ days: more(told.days - 1) }));
    }
    const rest = (less) => ({ sections: plan.sections.filter((one) => !less.includes(one)) });
    same(fits(rest(told.less)), told.still == 0);
    if (told.less.length) ok(!fits(rest(told.less.slice(0, -1))), "not more than is needed");
    ok(!told.less.some(({ section }) => section == "key-ideas"));
  }),
  "an address says no more than it must": fc.property(fc.constantFrom(...Object.keys(usual())), anyPlan, (key, plan) => {
    same(encode(usual()), "plan=1");
    const keys = encode({ ...usual(), [key]: plan[key] }).split("&").map((part) => part.split("=")[0]);
    ok(keys.slice(1).every((one) => one == key || (key == "breaks" && BREAKS.includes(one))));
  }),
  "an address gives the plan that it was made of": fc.property(anyPlan, (plan) => {
    const { plan: read, unknown } = decode(encode(plan), known);
    same(read, plan);
    same(unknown, []);
    ok(/^[\w=&,.-]+$/.test(encode(plan)));
  }),
  "no address is too bad to be read": fc.property(
    fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.array(fc.tuple(fc.constantFrom("plan", "__proto__", "constructor", ...Object.keys(usual()), ...BREAKS), fc.oneof(fc.string(), fc.constantFrom(...BAD))).map((pair) => pair.join("="))).map((parts) => parts.join("&"))),
    (address) => {
      const { plan } = decode(address, known);
      const again = decode(encode(plan), known);
      same(again, { plan, unknown: [] });
      schedule(laid(plan, course));
      ok(plan.days.length >= 1 && plan.days.length <= 5);
    },
  ),
  "nothing is read of what is wrong": fc.property(fc.constant(), () => {
    for (const key of Object.keys(usual()).flatMap((one) => (one == "breaks" ? BREAKS : one)))
      for (const bad of BAD) {
        const { plan, unknown } = decode(`plan=1&${key}=${bad}`, known);
        const twice = { modules: { ...usual(), modules: [1] }, days: { ...usual(), days: Array(5).fill({ start: 540, end: 960 }) } };
        const most = (key == "modules" && bad == "1,1") || (key == "days" && bad == SIX);
        const part = key == "without" && bad == "1.story";
        same(plan, most ? twice[key] : part ? { ...usual(), without: [bad] } : usual());
        same(unknown.length > 0, !part);
      }
  }),
  "what an address says well is read beside what it says badly, which is told": fc.property(anyPlan, fc.constantFrom("x=1", "modules2=1", "y", "=", "%E0%A4%A"), (plan, bad) => {
    const parts = encode(plan).split("&");
    const { plan: read, unknown } = decode([...parts.slice(0, 1), bad, ...parts.slice(1)].join("&"), known);
    same(read, plan);
    same(unknown.length, 1);
  }),
};

const failed = [];
for (const [name, property] of Object.entries(properties)) {
  const { failed: bad, counterexample, error, errorInstance } = fc.check(property, { numRuns: 500, seed: 12 });
  if (bad) failed.push(`${name}: ${JSON.stringify(counterexample)}\n${errorInstance?.stack ?? error}`);
}
console.log(failed.length ? failed.join("\n\n") : `${Object.keys(properties).length} properties hold`);
process.exitCode = failed.length ? 1 : 0;
