// What the planner makes of what stands on standard input, for tests in Python.
import { readFileSync } from "node:fs";
import { planner } from "./planner.mjs";

const asked = JSON.parse(readFileSync(0, "utf8"));
const { schedule, decode, laid, calendar, table } = planner;
const total = (list) => list.reduce((sum, { minutes }) => sum + minutes, 0);
const timetable = ({ course, address }) => {
  const known = Object.fromEntries(Object.entries(course).map(([module, sections]) => [module, Object.keys(sections)]));
  const { plan, unknown } = decode(address, known);
  const { rows, left, room } = schedule(laid(plan, course));
  return { unknown, over: left.length ? total(left) - room : 0, rows };
};
const answer = {
  timetables: () => asked.timetables.map(timetable),
  calendar: () => calendar(asked.calendar, asked.name, new Date("2027-01-05T06:07:08.9Z")),
  table: () => table(asked.table),
};
console.log(JSON.stringify(Object.fromEntries(Object.entries(answer).filter(([key]) => key in asked).map(([key, make]) => [key, make()]))));
