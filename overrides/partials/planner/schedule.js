// The timetable of a training. No page and no clock is known here: the same plan gives the same rows
// everywhere. All times are minutes since midnight; macros/site/schedule.py says the same in Python.

const added = (list) => list.reduce((sum, one) => sum + one.minutes, 0);

/**
 * Lays sections into days, in their order and each in one piece.
 *
 * `days` are `{start, end}`, `breaks` are `{name, at, minutes}`, `sections` are `{module, section, minutes}`.
 * A break belongs to each day within whose hours it lies. It stands before the section where it comes
 * nearest to its wished time, and is not needed where a day's sections end before that.
 * Gives the rows; the sections that are left for want of time; the breaks that a day does not have,
 * and why; the days that stay empty; and the minutes that the last day still has.
 */
const schedule = ({ days, breaks, opening, closing, sections }) => {
  const rows = [];
  const without = [];
  const empty = [];
  let next = 0;
  let room = 0;
  days.forEach(({ start, end }, day) => {
    const within = ({ at, minutes }) => at > start && at + minutes < end;
    for (const { name } of breaks.filter((one) => !within(one))) without.push({ day, name, why: "hours" });
    const due = breaks.filter(within).sort((one, other) => one.at - other.at);
    const first = next;
    room = end - start - opening - closing - added(due);
    while (next < sections.length && sections[next].minutes <= room) room -= sections[next++].minutes;
    if (next == first) return empty.push(day);
    let time = start;
    const put = (minutes, row) => minutes && rows.push({ day, from: time, to: (time += minutes), ...row });
    put(opening, { kind: "opening" });
    for (let i = first; i < next; i++) {
      const { module, section, minutes } = sections[i];
      const now = ({ at }) => at < time + minutes && (i == next - 1 || at - time <= time + minutes - at);
      while (due.length && now(due[0])) {
        const { name, minutes } = due.shift();
        put(minutes, { kind: "break", name });
      }
      put(minutes, { kind: "section", module, section });
    }
    put(closing, { kind: "closing" });
    for (const { name } of due) without.push({ day, name, why: "over" });
  });
  return { rows, left: sections.slice(next), without, empty, room };
};

/** What trainers leave out first, as the facilitator's notes do; the key ideas never. */
const LESS = ["activity-2", "self-check", "story", "indonesia", "activity-1", "case"];

/**
 * How a plan that does not fit could. Nothing where it fits.
 *
 * `over` are the minutes that are missing; `until` is when the last day would have to end, and `days`
 * how many days like the last one it would take, each null where that does not help; `less` are the
 * sections to leave out, in this order, as many as are needed, and `still` is what is missing even so.
 */
const advice = (plan) => {
  const { left, room } = schedule(plan);
  if (!left.length) return null;
  const last = plan.days.at(-1);
  const ending = (end) => ({ ...plan, days: [...plan.days.slice(0, -1), { ...last, end }] });
  const lacking = (one) => {
    const { left, room } = schedule(one);
    return left.length && added(left) - room;
  };
  let until = last.end;
  while (until < 1440 && lacking(ending(until))) until += lacking(ending(until));
  let days = plan.days.length;
  const longer = () => ({ ...plan, days: [...plan.days, ...Array(days - plan.days.length).fill(last)] });
  while (days < 20 && lacking(longer())) days++;
  const rank = ({ section }) => LESS.indexOf(section);
  const less = [];
  const thinner = () => ({ ...plan, sections: plan.sections.filter((one) => !less.includes(one)) });
  const order = plan.sections.filter((one) => rank(one) >= 0).sort((one, other) => rank(one) - rank(other));
  while (order.length && lacking(thinner())) less.push(order.shift());
  return {
    over: added(left) - room,
    until: until < 1440 ? until : null,
    days: lacking(longer()) ? null : days,
    less,
    still: lacking(thinner()),
  };
};
