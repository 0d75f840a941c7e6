// A timetable as files: https://www.rfc-editor.org/rfc/rfc5545 and https://www.rfc-editor.org/rfc/rfc4180

/** A line of a calendar in pieces of at most 75 octets, none of which ends within a character. */
const folded = (line) => {
  const size = (sign) => new TextEncoder().encode(sign).length;
  let octets = 0;
  let text = "";
  for (const sign of line) {
    octets += size(sign);
    if (octets > 75) {
      text += "\r\n ";
      octets = 1 + size(sign);
    }
    text += sign;
  }
  return text + "\r\n";
};

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");

/**
 * Events as a calendar, in the time of wherever it is opened.
 *
 * `events` are `{uid, date, from, to, summary, description, url}`, dates as 2027-01-31 and times in
 * minutes since midnight; `stamp` is now.
 */
const calendar = (events, name, stamp) => {
  const day = (date) => date.replace(/-/g, "");
  const event = ({ uid, date, from, to, summary, description, url }) => [
    "BEGIN:VEVENT",
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART:${day(date)}T${clock(from)}00`,
    `DTEND:${day(date)}T${clock(to)}00`,
    `SUMMARY:${escaped(summary)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    "END:VEVENT",
  ];
  const head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Session planner//EN", `X-WR-CALNAME:${escaped(name)}`];
  return [...head, ...events.flatMap(event), "END:VCALENDAR"].map(folded).join("");
};

/** Rows of texts as a table that Excel opens too, with its letters, and as nothing but texts. */
const table = (rows) => {
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replace(/"/g, '""')}"`;
  return "\ufeff" + rows.map((row) => row.map((one) => cell(String(one))).join() + "\r\n").join("");
};
