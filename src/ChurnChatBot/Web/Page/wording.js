// How things are said to the person: times in their zone, sizes, refusals.

// The server does not know the reader's time zone.
export function localiseTimes(root) {
  const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    time.textContent = clock.format(at);
    time.title = at.toLocaleString();
  }
}

export async function sentenceOf(response) {
  return problemSentence(await response.text()) ?? "The server refused the request.";
}

export function problemSentence(body) {
  try {
    const { title, detail } = JSON.parse(body);
    return detail ? `${title}. ${detail}` : title;
  } catch {
    return null;
  }
}

export function bytes(size) {
  const units = ["bytes", "kB", "MB", "GB"];
  let unit = 0;
  for (; size >= 1000 && unit < 3; unit++) size /= 1000;
  return `${size.toLocaleString("en", { maximumFractionDigits: 1 })} ${units[unit]}`;
}
